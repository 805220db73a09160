// Goal: a browser's form puts what its signed policy allows, and nothing else.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "aws/s3/post_policy.hpp"
#include "aws/s3/s3_in_memory.hpp"
#include "aws/sigv2.hpp"
#include "base/encoding.hpp"
#include "base/json.hpp"
#include "base/timestamp.hpp"

namespace helio::aws::s3 {
namespace {

class PostObject : public testing::Test, protected S3InMemory {
 protected:
  [[nodiscard]] std::string policy(std::string const& conditions) const {
    std::string const until = to_rfc3339(clock_.wall() + std::chrono::hours(1));
    return to_base64(
        bytes_of("{\"expiration\": \"" + until + "\", \"conditions\": " + conditions + "}"));
  }

  // The fields of a form with that policy, signed by version 4.
  [[nodiscard]] Fields signed_fields(std::string const& base64) const {
    CredentialScope const scope{amz_date(clock_.wall()).substr(0, 8), "us-east-1", "s3"};
    auto const key = signing_key(admin_.secret_access_key, scope);
    return {{"X-Amz-Algorithm", std::string(kAlgorithm)},
            {"X-Amz-Credential", admin_.access_key_id + "/" + scope.text()},
            {"X-Amz-Date", amz_date(clock_.wall())},
            {"Policy", base64},
            {"X-Amz-Signature", signature(key, base64)}};
  }

  static std::string body_of(Fields const& fields, std::string const& file) {
    std::string body;
    for (auto const& [name, value] : fields) {
      body +=
          "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
    return body +
           "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.jpg\"\r\n\r\n" +
           file + "\r\n--B--\r\n";
  }

  Answered post(Fields const& fields, std::string const& file = "bytes") {
    return client_.send_raw("POST", "/photos",
                            {{"content-type", "multipart/form-data; boundary=B"}},
                            body_of(fields, file));
  }

  // A form that is good but for what `more` says.
  Answered post_with(Fields const& more, std::string const& file = "bytes") {
    auto fields = signed_fields(policy(kConditions));
    fields.insert(fields.end(), more.begin(), more.end());
    return post(fields, file);
  }

  static constexpr char const* kConditions =
      R"([{"bucket": "photos"}, ["starts-with", "$key", "in/"],
          ["starts-with", "$Content-Type", ""],
          ["starts-with", "$x-amz-meta-who", ""], ["starts-with", "$success_action_status", ""],
          ["starts-with", "$success_action_redirect", ""], ["starts-with", "$acl", ""],
          {"x-amz-algorithm": "AWS4-HMAC-SHA256"}, ["starts-with", "$x-amz-credential", ""],
          ["starts-with", "$x-amz-date", ""], ["content-length-range", 2, 8]])";
};

TEST_F(PostObject, AFormPutsAnObject) {
  auto const posted = post_with(
      {{"key", "in/${filename}"}, {"Content-Type", "image/jpeg"}, {"x-amz-meta-who", "ada"}});
  EXPECT_EQ(posted.status, 204) << posted.body;
  EXPECT_EQ(posted.header("location"), "http://127.0.0.1:8080/photos/in/x.jpg");
  auto const got = client_.send("GET", "/photos/in/x.jpg");
  EXPECT_EQ(got.body, "bytes");
  EXPECT_EQ(got.header("content-type"), "image/jpeg");
  EXPECT_EQ(got.header("x-amz-meta-who"), "ada");
  EXPECT_EQ(got.header("etag"), posted.header("etag"));
}

TEST_F(PostObject, TheAnswerIsWhatTheFormAsksFor) {
  auto const created = post_with({{"key", "in/a"}, {"success_action_status", "201"}});
  EXPECT_EQ(created.status, 201);
  EXPECT_EQ(created.element("Key"), "in/a");
  EXPECT_EQ(post_with({{"key", "in/a"}, {"success_action_status", "404"}}).status, 204);
  auto const sent =
      post_with({{"key", "in/a"}, {"success_action_redirect", "https://me.example/?x"}});
  EXPECT_EQ(sent.status, 303);
  EXPECT_TRUE(sent.header("location")
                  .starts_with("https://me.example/?x&bucket=photos&key=in%2Fa&etag=%22"));
  auto const forged = post_with({{"key", "in/a"}, {"success_action_redirect", "javascript:x"}});
  EXPECT_EQ(forged.status, 204);
}

TEST_F(PostObject, Version2Signs) {
  auto const base64 = policy(R"([{"bucket": "photos"}, ["eq", "$key", "b"]])");
  Fields fields = {{"key", "b"},
                   {"AWSAccessKeyId", admin_.access_key_id},
                   {"policy", base64},
                   {"signature", signature_v2(admin_.secret_access_key, base64)}};
  EXPECT_EQ(post(fields).status, 204);
  fields.back().second[0] = fields.back().second[0] == 'A' ? 'B' : 'A';
  EXPECT_EQ(post(fields).element("Code"), "SignatureDoesNotMatch");
  fields.pop_back();
  EXPECT_EQ(post(fields).element("Code"), "InvalidArgument");
}

TEST_F(PostObject, WhatThePolicyDoesNotAllow) {
  struct Row {
    char const* name;
    Fields more;
    std::string file;
    char const* error;
  };
  Row const rows[] = {
      {"another key", {{"key", "out/a"}}, "bytes", "AccessDenied"},
      {"no key", {}, "bytes", "InvalidArgument"},
      {"a field twice",
       {{"key", "in/a"}, {"x-amz-meta-who", "ada"}, {"X-Amz-Meta-Who", "eve"}},
       "bytes",
       "InvalidArgument"},
      {"no header", {{"key", "in/a"}, {"x-amz-meta-who", "a\x01"}}, "bytes", "InvalidArgument"},
      {"a field of its own", {{"key", "in/a"}, {"x-amz-meta-y", "1"}}, "bytes", "AccessDenied"},
      {"ignored", {{"key", "in/a"}, {"x-ignore-y", "1"}}, "bytes", "(none)"},
      {"too small", {{"key", "in/a"}}, "1", "EntityTooSmall"},
      {"too large", {{"key", "in/a"}}, "123456789", "EntityTooLarge"},
      {"a public object",
       {{"key", "in/a"}, {"acl", "public-read"}},
       "bytes",
       "AccessControlListNotSupported"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(post_with(row.more, row.file).element("Code"), row.error);
  }
  EXPECT_EQ(store_.bodies(), 1U) << "of the form that was ignored nothing, of the others nothing";
  EXPECT_EQ(post({{"key", "in/a"}}).element("Code"), "AccessDenied") << "nobody signed it";
  clock_.advance(std::chrono::hours(2));
}

TEST_F(PostObject, TheGrantOfWhoSignedCounts) {
  auto const viewer = identity_of(keys_.create("viewer", {Role::viewer}).value());
  auto const base64 = policy(R"([{"bucket": "photos"}, ["eq", "$key", "b"]])");
  auto const posted = post({{"key", "b"},
                            {"AWSAccessKeyId", viewer.access_key_id},
                            {"policy", base64},
                            {"signature", signature_v2(viewer.secret_access_key, base64)}});
  EXPECT_EQ(posted.element("Code"), "AccessDenied");
}

TEST_F(PostObject, FormsThatAreNone) {
  auto const send = [&](std::string const& body) {
    return client_
        .send_raw("POST", "/photos", {{"content-type", "multipart/form-data; boundary=B"}}, body)
        .element("Code");
  };
  EXPECT_EQ(send(""), "MalformedPOSTRequest");
  EXPECT_EQ(send("--B--"), "InvalidArgument");
  EXPECT_EQ(
      send("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + std::string(70'000, 'x')),
      "MaxPostPreDataLengthExceededError");
  EXPECT_EQ(send(body_of(signed_fields(policy(kConditions)), "x").substr(0, 400)),
            "MalformedPOSTRequest");
}

TEST_F(PostObject, Policies) {
  constexpr char const* kBad = "InvalidPolicyDocument";
  auto const document = [](std::string const& json) { return to_base64(bytes_of(json)); };
  struct Row {
    char const* name;
    std::string base64;
    char const* error;
  };
  Row const rows[] = {
      {"no base64", "%", kBad},
      {"no JSON", document("x"), kBad},
      {"no object", document("[]"), kBad},
      {"no expiration", document(R"({"conditions": []})"), kBad},
      {"EXPIRATION", document(R"({"EXPIRATION": "2040-01-01T00:00:00Z", "conditions": []})"), kBad},
      {"no conditions", document(R"({"expiration": "2040-01-01T00:00:00Z"})"), kBad},
      {"an old one", document(R"({"expiration": "1990-01-01T00:00:00Z", "conditions": []})"),
       "AccessDenied"},
      {"no date", document(R"({"expiration": "soon", "conditions": []})"), kBad},
      {"an empty condition", policy("[{}]"), kBad},
      {"a number", policy(R"([{"key": 1}])"), kBad},
      {"unknown", policy(R"([["ends-with", "$key", "a"]])"), kBad},
      {"no dollar", policy(R"([["eq", "key", "a"]])"), kBad},
      {"half a range", policy(R"([["content-length-range", 1]])"), kBad},
      {"a negative range", policy(R"([["content-length-range", -1, 1]])"), kBad},
      {"another value", policy(R"([["eq", "$key", "b"]])"), "AccessDenied"},
      {"a field that is not there", policy(R"([["eq", "$acl", ""], {"key": "a"}])"),
       "AccessDenied"},
      {"good, in any case", policy(R"([["StArTs-WiTh", "$KeY", "a"]])"), "none"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const checked = check_policy(row.base64, {{"key", "a"}}, clock_.wall());
    EXPECT_EQ(checked ? "none" : checked.error().name, row.error);
  }
}

}  // namespace
}  // namespace helio::aws::s3
