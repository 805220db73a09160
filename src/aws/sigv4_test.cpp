// Goal: our signatures are AWS's. Method: the requests and signatures that AWS publishes (the S3
// user guide's examples and the Signature Version 4 test suite), signed and verified again.
#include "aws/sigv4.hpp"

#include <gtest/gtest.h>

#include "aws/sigv4_claim.hpp"
#include "aws/sigv4_sign.hpp"
#include "aws/sigv4_verify.hpp"
#include "base/encoding.hpp"
#include "base/manual_clock.hpp"
#include "base/sha256.hpp"
#include "http/uri.hpp"

namespace helio::aws {
namespace {

constexpr std::string_view kEmptyHash =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

using Fields = std::vector<std::pair<std::string, std::string>>;

http::RequestHead head_of(std::string method, std::string target, Fields const& headers) {
  http::RequestHead head;
  head.method = std::move(method);
  head.target = std::move(target);
  auto const split = http::split_target(head.target).value();
  head.raw_path = split.path;
  head.query = http::parse_query(split.query).value();
  for (auto const& [name, value] : headers) head.headers.add(name, value);
  head.request_id = "4442587FB7D0A2F9";
  return head;
}

// Of the S3 user guide, and of the test suite.
class GuideKeys final : public CredentialStore {
 public:
  Result<std::optional<Credential>> find(std::string_view id) override {
    if (id == "AKIAIOSFODNN7EXAMPLE") {
      return Credential{{std::string(id), "arn", {Role::admin}},
                        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"};
    }
    if (id == "AKIDEXAMPLE") {
      return Credential{{std::string(id), "arn", {Role::admin}},
                        "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"};
    }
    return std::nullopt;
  }
};

struct Vector {
  char const* name;
  char const* method;
  char const* target;
  Fields headers;  // without Authorization
  std::string payload_hash;
  char const* service;
  char const* signature;
};

Fields guide(Fields more, std::string_view hash = kEmptyHash) {
  more.insert(more.begin(), {{"Host", "examplebucket.s3.amazonaws.com"},
                             {"x-amz-content-sha256", std::string(hash)},
                             {"x-amz-date", "20130524T000000Z"}});
  return more;
}

Fields suite(Fields more) {
  more.insert(more.begin(),
              {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}});
  return more;
}

std::vector<Vector> vectors() {
  std::string const put_hash = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
  std::string const empty(kEmptyHash);
  return {
      {"S3: get a range", "GET", "/test.txt", guide({{"Range", "bytes=0-9"}}), empty, "s3",
       "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"},
      {"S3: put", "PUT", "/test%24file.text",
       guide({{"Date", "Fri, 24 May 2013 00:00:00 GMT"},
              {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
             put_hash),
       put_hash, "s3", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"},
      {"S3: a path is the same however it is encoded", "PUT", "/test$file.text",
       guide({{"Date", "Fri, 24 May 2013 00:00:00 GMT"},
              {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
             put_hash),
       put_hash, "s3", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"},
      {"S3: a sub-resource", "GET", "/?lifecycle", guide({}), empty, "s3",
       "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"},
      {"S3: list", "GET", "/?max-keys=2&prefix=J", guide({}), empty, "s3",
       "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"},
      {"suite: get-vanilla", "GET", "/", suite({}), empty, "service",
       "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
      {"suite: get-relative", "GET", "/example/..", suite({}), empty, "service",
       "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
      {"suite: get-slash-dot-slash", "GET", "/./", suite({}), empty, "service",
       "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
      {"suite: get-slashes", "GET", "//example//", suite({}), empty, "service",
       "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84"},
      {"suite: get-vanilla-query-order-key-case", "GET", "/?Param2=value2&Param1=value1", suite({}),
       empty, "service", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"},
      {"suite: get-header-value-trim", "GET", "/",
       suite({{"My-Header1", " value1"}, {"My-Header2", " \"a   b   c\""}}), empty, "service",
       "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"},
      {"suite: post-vanilla", "POST", "/", suite({}), empty, "service",
       "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"},
      {"IAM: list users", "GET", "/?Action=ListUsers&Version=2010-05-08",
       Fields{{"Host", "iam.amazonaws.com"},
              {"X-Amz-Date", "20150830T123600Z"},
              {"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}},
       empty, "iam", "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"},
  };
}

SigningIdentity identity_for(Vector const& vector) {
  bool const s3 = std::string_view(vector.service) == "s3";
  return {.access_key_id = s3 ? "AKIAIOSFODNN7EXAMPLE" : "AKIDEXAMPLE",
          .secret_access_key = s3 ? "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
                                  : "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"};
}

TEST(SigV4, SignsAsPublished) {
  for (Vector const& vector : vectors()) {
    SCOPED_TRACE(vector.name);
    auto head = head_of(vector.method, vector.target, vector.headers);
    auto const time = parse_amz_date(head.headers.get("x-amz-date").value()).value();
    sign_headers(head, identity_for(vector),
                 {.service = vector.service, .time = time, .payload_hash = vector.payload_hash});
    auto const claim = parse_authorization(head.headers.get("authorization").value());
    ASSERT_TRUE(claim);
    EXPECT_EQ(claim->signature, vector.signature);
  }
}

TEST(SigV4, VerifiesWhatIsSignedAndNothingElse) {
  GuideKeys keys;
  for (Vector const& vector : vectors()) {
    SCOPED_TRACE(vector.name);
    auto head = head_of(vector.method, vector.target, vector.headers);
    auto const time = parse_amz_date(head.headers.get("x-amz-date").value()).value();
    ManualClock const clock(time);
    sign_headers(head, identity_for(vector),
                 {.service = vector.service, .time = time, .payload_hash = vector.payload_hash});
    SignatureVerifier const verifier(keys, clock);
    EXPECT_TRUE(verifier.verify(head, vector.payload_hash, vector.service));

    auto changed = head;
    changed.method = "DELETE";
    auto const refused = verifier.verify(changed, vector.payload_hash, vector.service);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().error.name, "SignatureDoesNotMatch");
    EXPECT_FALSE(verifier.verify(head, "UNSIGNED-PAYLOAD", vector.service));
  }
}

TEST(SigV4, PresignsAsPublished) {
  auto const head = head_of("GET", "/test.txt", {{"Host", "examplebucket.s3.amazonaws.com"}});
  auto const query = presigned_query(
      head, {"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"},
      {.time = *parse_amz_date("20130524T000000Z"), .payload_hash = kUnsignedPayload},
      std::chrono::seconds(86'400));
  ASSERT_TRUE(query);
  EXPECT_EQ(*query,
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2F"
            "us-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&"
            "X-Amz-SignedHeaders=host&X-Amz-Signature="
            "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
  EXPECT_FALSE(presigned_query(head, {}, {}, std::chrono::seconds(604'801)));
  EXPECT_FALSE(presigned_query(head, {}, {}, std::chrono::seconds(0)));
}

// The presigned example, changed in one place.
struct PresignedRow {
  char const* name;
  std::pair<std::string, std::string> change;  // of a query parameter; an empty value removes it
  std::chrono::seconds now;                    // since it was signed
  Fields headers;
  char const* want;  // the error's name; empty: it holds
};

using namespace std::chrono_literals;
std::vector<PresignedRow> const kPresignedRows = {
    {"as signed", {}, 0s, {}, ""},
    {"at the last second", {}, 86'400s, {}, ""},
    {"a second later", {}, 86'401s, {}, "AccessDenied"},
    {"long before", {}, -901s, {}, "AccessDenied"},
    {"our clock is a little late", {}, -900s, {}, ""},
    {"a longer expiry", {"X-Amz-Expires", "86401"}, 0s, {}, "SignatureDoesNotMatch"},
    {"an expiry over a week",
     {"X-Amz-Expires", "604801"},
     0s,
     {},
     "AuthorizationQueryParametersError"},
    {"an expiry over all numbers",
     {"X-Amz-Expires", "99999999999999999999"},
     0s,
     {},
     "AuthorizationQueryParametersError"},
    {"a negative expiry", {"X-Amz-Expires", "-1"}, 0s, {}, "AuthorizationQueryParametersError"},
    {"no number", {"X-Amz-Expires", "1h"}, 0s, {}, "AuthorizationQueryParametersError"},
    {"no expiry", {"X-Amz-Expires", ""}, 0s, {}, "AuthorizationQueryParametersError"},
    {"another algorithm",
     {"X-Amz-Algorithm", "AWS4-HMAC-SHA1"},
     0s,
     {},
     "AuthorizationQueryParametersError"},
    {"another day's date",
     {"X-Amz-Date", "20130525T000000Z"},
     0s,
     {},
     "AuthorizationQueryParametersError"},
    {"no date", {"X-Amz-Date", "yesterday"}, 0s, {}, "AuthorizationQueryParametersError"},
    {"another parameter", {"versionId", "1"}, 0s, {}, "SignatureDoesNotMatch"},
    {"a header that does something", {}, 0s, {{"x-amz-copy-source", "/b/k"}}, "AccessDenied"},
    {"a header that does nothing", {}, 0s, {{"accept", "*/*"}}, ""},
    {"both ways of signing", {}, 0s, {{"authorization", "AWS4-HMAC-SHA256 x"}}, "InvalidArgument"},
    {"an unknown key",
     {"X-Amz-Credential", "AKIANOBODY/20130524/us-east-1/s3/aws4_request"},
     0s,
     {},
     "InvalidAccessKeyId"},
    {"another service",
     {"X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/sts/aws4_request"},
     0s,
     {},
     "AuthorizationQueryParametersError"},
    {"a region",
     {"X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20130524/eu-west-1/s3/aws4_request"},
     0s,
     {},
     "SignatureDoesNotMatch"},
};

TEST(SigV4, PresignedUrlsHoldOnlyAsTheyWere) {
  GuideKeys keys;
  Query const signed_query = {
      {"X-Amz-Algorithm", "AWS4-HMAC-SHA256"},
      {"X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"},
      {"X-Amz-Date", "20130524T000000Z"},
      {"X-Amz-Expires", "86400"},
      {"X-Amz-SignedHeaders", "host"},
      {"X-Amz-Signature", "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"}};
  for (PresignedRow const& row : kPresignedRows) {
    SCOPED_TRACE(row.name);
    ManualClock const clock(*parse_amz_date("20130524T000000Z") + row.now);
    auto head = head_of("GET", "/test.txt", {{"Host", "examplebucket.s3.amazonaws.com"}});
    for (auto const& [name, value] : row.headers) head.headers.add(name, value);
    head.query = signed_query;
    std::erase_if(head.query, [&](auto const& field) { return field.first == row.change.first; });
    if (!row.change.second.empty()) head.query.push_back(row.change);
    auto const verified = SignatureVerifier(keys, clock).verify(head, kUnsignedPayload, "s3");
    EXPECT_EQ(verified ? "" : verified.error().error.name, row.want);
    if (std::string_view(row.want) != "SignatureDoesNotMatch") continue;
    EXPECT_TRUE(verified.error().error.message.ends_with("of these header fields: host."));
  }
}

TEST(SigV4, AuthorizationHeaderTable) {
  std::string const good_credential =
      "Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
  std::string const good_headers = "SignedHeaders=host;x-amz-date";
  std::string const good_signature = "Signature=" + std::string(64, '0');
  auto const with = [](std::string const& rest) { return "AWS4-HMAC-SHA256 " + rest; };
  struct Row {
    char const* name;
    std::string header;
    char const* want;
  };
  Row const rows[] = {
      {"with spaces", with(good_credential + ", " + good_headers + ", " + good_signature), ""},
      {"without", with(good_credential + "," + good_headers + "," + good_signature), ""},
      {"in another order", with(good_signature + "," + good_credential + "," + good_headers), ""},
      {"version 2", "AWS AKIDEXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg=", "InvalidRequest"},
      {"nothing", "", "InvalidRequest"},
      {"another scheme", "Bearer x", "InvalidArgument"},
      {"no fields", "AWS4-HMAC-SHA256", "AuthorizationHeaderMalformed"},
      {"no signature", with(good_credential + "," + good_headers), "AuthorizationHeaderMalformed"},
      {"twice",
       with(good_credential + "," + good_credential + "," + good_headers + "," + good_signature),
       "AuthorizationHeaderMalformed"},
      {"a short credential",
       with("Credential=AKIDEXAMPLE/20150830/us-east-1," + good_headers + "," + good_signature),
       "AuthorizationHeaderMalformed"},
      {"another terminator",
       with("Credential=A/20150830/us-east-1/service/aws5_request," + good_headers + "," +
            good_signature),
       "AuthorizationHeaderMalformed"},
      {"a date with dashes",
       with("Credential=A/2015-8-3/us-east-1/service/aws4_request," + good_headers + "," +
            good_signature),
       "AuthorizationHeaderMalformed"},
      {"headers not sorted",
       with(good_credential + ",SignedHeaders=x-amz-date;host," + good_signature),
       "AuthorizationHeaderMalformed"},
      {"a header twice", with(good_credential + ",SignedHeaders=host;host," + good_signature),
       "AuthorizationHeaderMalformed"},
      {"capitals", with(good_credential + ",SignedHeaders=Host," + good_signature),
       "AuthorizationHeaderMalformed"},
      {"a short signature", with(good_credential + "," + good_headers + ",Signature=0"),
       "AuthorizationHeaderMalformed"},
      {"a field more",
       with(good_credential + "," + good_headers + "," + good_signature + ",Extra=1"),
       "AuthorizationHeaderMalformed"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const claim = parse_authorization(row.header);
    EXPECT_EQ(claim ? "" : claim.error().name, row.want);
  }
}

TEST(SigV4, ClocksMayDifferByAQuarterOfAnHour) {
  using namespace std::chrono_literals;
  GuideKeys keys;
  auto const signed_at = *parse_amz_date("20150830T123600Z");
  auto head = head_of("GET", "/", {{"Host", "h"}});
  sign_headers(head, {"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"},
               {.service = "service", .time = signed_at, .payload_hash = kEmptyHash});
  for (auto const& [off, holds] : {std::pair{-900s, true}, std::pair{900s, true},
                                   std::pair{-901s, false}, std::pair{901s, false}}) {
    ManualClock const clock(signed_at + off);
    auto const verified = SignatureVerifier(keys, clock).verify(head, kEmptyHash, "service");
    EXPECT_EQ(verified.has_value(), holds) << off.count();
    if (!holds) {
      EXPECT_EQ(verified.error().error.name, "RequestTimeTooSkewed");
    }
  }
}

TEST(SigV4, ASignatureSaysWhichServiceIsMeant) {
  struct Row {
    char const* target;
    Fields headers;
    std::optional<std::string> want;
  };
  std::string const rest =
      "/20150830/us-east-1/states/aws4_request, SignedHeaders=host, Signature=";
  Row const rows[] = {
      {"/", {}, std::nullopt},
      {"/", {{"Authorization", "Bearer helio_x"}}, std::nullopt},
      {"/",
       {{"Authorization", "AWS4-HMAC-SHA256 Credential=A" + rest + std::string(64, 'a')}},
       "states"},
      {"/", {{"Authorization", "AWS4-HMAC-SHA256 Credential=A"}}, "s3"},
      {"/", {{"Authorization", "AWS A:b"}}, "s3"},
      {"/?X-Amz-Credential=A/20150830/r/sts/aws4_request", {}, "sts"},
      {"/?X-Amz-Signature=0", {}, "s3"},
  };
  for (Row const& row : rows) {
    EXPECT_EQ(signed_service(head_of("GET", row.target, row.headers)), row.want) << row.target;
  }
}

TEST(SigV4, DatesHaveOneSpelling) {
  EXPECT_TRUE(parse_amz_date("20150830T123600Z"));
  for (char const* const text :
       {"", "20150830", "20150830T123600", "20151330T123600Z", "2015-830T123600Z",
        "20150830t123600Z", "20150830T123660Z", "20150830T123600z", " 0150830T123600Z"}) {
    EXPECT_FALSE(parse_amz_date(text)) << text;
  }
}

}  // namespace
}  // namespace helio::aws
