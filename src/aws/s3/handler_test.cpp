// Goal: what every S3 request goes through: address, signature, grant, and the errors' documents.
#include "aws/s3/handler.hpp"

#include <gtest/gtest.h>

#include "aws/presign.hpp"
#include "aws/s3/s3_in_memory.hpp"
#include "aws/sigv2.hpp"
#include "http/date.hpp"
#include "http/uri.hpp"

namespace helio::aws::s3 {
namespace {

class S3HandlerTest : public testing::Test, protected S3InMemory {};

TEST_F(S3HandlerTest, AnErrorIsADocumentWithIds) {
  auto const answered = client_.send("GET", "/photos/no%20such");
  EXPECT_EQ(answered.status, 404);
  EXPECT_EQ(answered.header("content-type"), "application/xml");
  EXPECT_EQ(answered.header("x-amz-request-id"), "REQUEST1");
  EXPECT_NE(answered.header("x-amz-id-2"), "(none)");
  EXPECT_EQ(answered.element("Code"), "NoSuchKey");
  EXPECT_EQ(answered.element("Key"), "no such");
  EXPECT_EQ(answered.element("Resource"), "/photos/no%20such");
  EXPECT_EQ(answered.element("RequestId"), "REQUEST1");
  EXPECT_EQ(answered.element("HostId"), answered.header("x-amz-id-2"));
  auto const head = client_.send("HEAD", "/photos/nothing");
  EXPECT_EQ(head.status, 404);
  EXPECT_EQ(head.body, "");
}

TEST_F(S3HandlerTest, AWrongSecretShowsWhatWasSigned) {
  auto other = admin_;
  other.secret_access_key = "wrong";
  auto const answered = SignedClient(handler_, other, clock_).send("GET", "/photos?prefix=a&b");
  EXPECT_EQ(answered.status, 403);
  EXPECT_EQ(answered.element("Code"), "SignatureDoesNotMatch");
  EXPECT_EQ(answered.element("AWSAccessKeyId"), admin_.access_key_id);
  EXPECT_TRUE(answered.element("StringToSign").starts_with("AWS4-HMAC-SHA256\n"));
  EXPECT_TRUE(answered.element("CanonicalRequest").starts_with("GET\n/photos\nb=&amp;prefix=a\n"));
}

TEST_F(S3HandlerTest, UnsignedRequestsAreRefused) {
  EXPECT_EQ(client_.send_raw("GET", "/photos", {}).element("Code"), "AccessDenied");
  auto const version2 = client_.send_raw("GET", "/photos", {{"authorization", "AWS a:b"}});
  EXPECT_EQ(version2.element("Code"), "AccessDenied") << "it has no date";
  auto nobody = admin_;
  nobody.access_key_id = "NOBODY";
  EXPECT_EQ(SignedClient(handler_, nobody, clock_).send("GET", "/").element("Code"),
            "InvalidAccessKeyId");
}

// The string to sign as in S3's documentation of version 2.
TEST_F(S3HandlerTest, Version2SignsHeaders) {
  auto const date = http::to_http_date(clock_.wall());
  auto const send = [&](std::string const& when, std::string const& to_sign) {
    return client_.send_raw(
        "GET", "/photos?versioning",
        {{"date", when},
         {"x-amz-meta-b", "2"},
         {"x-amz-meta-a", " 1 "},
         {"authorization",
          "AWS " + admin_.access_key_id + ":" + signature_v2(admin_.secret_access_key, to_sign)}});
  };
  std::string const rest = "\nx-amz-meta-a:1\nx-amz-meta-b:2\n/photos/?versioning";
  EXPECT_EQ(send(date, "GET\n\n\n" + date + rest).status, 200);
  EXPECT_EQ(send(date, "GET\n\n\n" + date + rest + "x").element("Code"), "SignatureDoesNotMatch");
  EXPECT_EQ(send("today", "").element("Code"), "AccessDenied");
  std::string const old = "Sun, 06 Nov 1994 08:49:37 GMT";
  EXPECT_EQ(send(old, "GET\n\n\n" + old + rest).element("Code"), "RequestTimeTooSkewed");
}

TEST_F(S3HandlerTest, WhatIsNotThereIsNotImplemented) {
  struct Row {
    char const* method;
    char const* target;
    Fields headers;
    int status;
    char const* code;
  };
  Row const rows[] = {
      {"GET", "/photos?inventory", {}, 501, "NotImplemented"},
      {"PUT", "/photos?policy", {}, 501, "NotImplemented"},
      {"GET", "/photos/key?torrent", {}, 501, "NotImplemented"},
      {"DELETE", "/photos?policy", {}, 501, "NotImplemented"},
      {"GET", "/photos?something-new", {}, 501, "NotImplemented"},
      {"PUT", "/photos/key?acl&tagging", {}, 501, "NotImplemented"},
      {"DELETE", "/photos?website", {}, 501, "NotImplemented"},
      {"POST", "/photos/key?select&select-type=2", {}, 501, "NotImplemented"},
      {"PUT", "/photos/key", {{"x-amz-tagging", "a=b&a=c"}}, 400, "InvalidArgument"},
      {"PUT", "/photos/key", {{"x-amz-server-side-encryption", "aws:kms"}}, 501, "NotImplemented"},
      {"PUT",
       "/photos/key",
       {{"x-amz-server-side-encryption-customer-algorithm", "AES256"}},
       501,
       "NotImplemented"},
      {"PUT", "/photos/key", {{"x-amz-object-lock-mode", "GOVERNANCE"}}, 400, "InvalidRequest"},
      {"PUT", "/photos/key", {{"x-amz-storage-class", "GLACIER"}}, 400, "InvalidStorageClass"},
      {"PUT", "/photos/key", {{"x-amz-acl", "public-read"}}, 400, "AccessControlListNotSupported"},
      {"PUT", "/photos", {{"x-amz-grant-read", "id=x"}}, 400, "AccessControlListNotSupported"},
      {"PUT", "/photos/key", {{"x-amz-checksum-md5", "x"}}, 501, "NotImplemented"},
      {"GET", "/photos", {{"x-amz-expected-bucket-owner", "111122223333"}}, 403, "AccessDenied"},
      {"DELETE", "/photos/key", {{"x-amz-if-match-size", "x"}}, 400, "InvalidArgument"},
      {"PATCH", "/photos/key", {}, 405, "MethodNotAllowed"},
      {"POST", "/", {}, 405, "MethodNotAllowed"},
      {"GET", "/photos/%FF", {}, 400, "InvalidURI"},
      {"GET", "/photos?list-type=3", {}, 400, "InvalidArgument"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(std::string(row.method) + " " + row.target);
    auto const answered = client_.send(row.method, row.target, row.headers);
    EXPECT_EQ(answered.status, row.status);
    EXPECT_EQ(answered.element("Code"), row.code);
  }
  EXPECT_EQ(client_.send("GET", "/photos?x-id=ListObjects&unknown=1").status, 200);
}

TEST_F(S3HandlerTest, TheBucketMayStandInTheHost) {
  EXPECT_EQ(client_.send("PUT", "/a/b", {{"host", "photos.localhost:8080"}}, "x").status, 200);
  EXPECT_EQ(client_.send("GET", "/photos/a/b").body, "x");
  EXPECT_EQ(client_.send("HEAD", "/", {{"host", "photos.localhost"}}).status, 200);
  EXPECT_EQ(client_.send("HEAD", "/", {{"host", "others.localhost"}}).status, 404);
}

TEST_F(S3HandlerTest, AGrantReachesAsFarAsItSays) {
  EXPECT_EQ(client_.send("PUT", "/other").status, 200);
  EXPECT_EQ(client_.send("PUT", "/photos/in/a", {}, "a").status, 200);
  EXPECT_EQ(client_.send("PUT", "/photos/out", {}, "b").status, 200);
  struct Row {
    char const* method;
    char const* target;
    int viewer, uploader;  // the status that each gets, limited to photos/in/
  };
  Row const rows[] = {
      {"GET", "/photos/in/a", 200, 403},
      {"HEAD", "/photos/in/a", 200, 403},
      {"GET", "/photos/out", 403, 403},
      {"GET", "/photos?list-type=2&prefix=in/", 200, 403},
      {"GET", "/photos?list-type=2&prefix=", 403, 403},
      {"GET", "/photos?list-type=2", 403, 403},
      {"GET", "/photos?uploads&prefix=in/", 200, 403},
      {"GET", "/other?prefix=in/", 403, 403},
      {"HEAD", "/photos", 200, 200},
      {"HEAD", "/other", 403, 403},
      {"GET", "/", 200, 403},
      {"PUT", "/photos/in/b", 403, 200},
      {"PUT", "/photos/out", 403, 403},
      {"PUT", "/other/in/b", 403, 403},
      {"POST", "/photos/in/c?uploads", 403, 200},
      {"DELETE", "/photos/in/a", 403, 403},
      {"DELETE", "/photos", 403, 403},
      {"PUT", "/new", 403, 403},
  };
  auto viewer = client_with({Role::viewer, "photos", "in/"});
  auto uploader = client_with({Role::uploader, "photos", "in/"});
  for (Row const& row : rows) {
    SCOPED_TRACE(std::string(row.method) + " " + row.target);
    EXPECT_EQ(viewer.send(row.method, row.target).status, row.viewer);
    EXPECT_EQ(uploader.send(row.method, row.target).status, row.uploader);
  }
  EXPECT_EQ(viewer.send("GET", "/").body.find("other"), std::string::npos);
}

// Made by boto3 1.44: generate_presigned_url("put_object", …), with the keys A and B.
constexpr char const* kVersion2 =
    "/photos/"
    "k?AWSAccessKeyId=A&Signature=GzKBh7Uc%2BKeBGdsWq4q8SLZ%2BFMI%3D&content-type=image%2Fjpeg&"
    "x-amz-meta-a=b&Expires=1795598497";

TEST_F(S3HandlerTest, PresignedUrlsOfVersion2) {
  keys_.add({.key = {"A", "a", {Role::admin}, {}}, .secret_access_key = "B", .bearer_token = "x"});
  std::string const url = kVersion2;
  EXPECT_EQ(client_.send_raw("PUT", url, {{"content-type", "text/html"}}, "jpeg").status, 200);
  auto const got = client_.send("GET", "/photos/k");
  EXPECT_EQ(got.header("content-type"), "image/jpeg");
  EXPECT_EQ(got.header("x-amz-meta-a"), "b");
  std::string in_host = url;
  in_host.erase(0, 7);
  EXPECT_EQ(client_.send_raw("PUT", in_host, {{"host", "photos.localhost"}}, "x").status, 200);

  struct Row {
    char const* from;
    char const* to;
    Fields headers;
    char const* code;
  };
  Row const rows[] = {
      {"/k", "/l", {}, "SignatureDoesNotMatch"},
      {"jpeg", "html", {}, "SignatureDoesNotMatch"},
      {"meta-a=b", "meta-a=c", {}, "SignatureDoesNotMatch"},
      {"1795598497", "1795598498", {}, "SignatureDoesNotMatch"},
      {"1795598497", "1795598497&acl", {}, "SignatureDoesNotMatch"},
      {"1795598497", "1795598497", {{"x-amz-copy-source", "/photos/k"}}, "SignatureDoesNotMatch"},
      {"1795598497", "99999999999999999999", {}, "AccessDenied"},
      {"1795598497", "soon", {}, "AccessDenied"},
      {"KeyId=A", "KeyId=C", {}, "InvalidAccessKeyId"},
  };
  for (Row const& row : rows) {
    std::string changed = url;
    changed.replace(changed.find(row.from), std::string_view(row.from).size(), row.to);
    EXPECT_EQ(client_.send_raw("PUT", changed, row.headers, "x").element("Code"), row.code)
        << changed;
  }
  clock_.advance(Timestamp(std::chrono::seconds(1'795'598'498)) - clock_.wall());
  EXPECT_EQ(client_.send_raw("PUT", url, {}, "x").element("Message"), "Request has expired");
}

class PresignedTest : public S3HandlerTest {
 protected:
  PresignRequest request_{.endpoint = "http://127.0.0.1:8080",
                          .method = "PUT",
                          .bucket = "photos",
                          .key = "uploads/a b+c.jpg",
                          .expires = std::chrono::seconds(600)};

  Answered send(Fields const& headers, std::string const& body) {
    std::string const url = presign(request_, admin_, clock_.wall()).value();
    std::string const target = url.substr(request_.endpoint.size());
    return client_.send_raw(request_.method, target, headers, body);
  }
};

TEST_F(PresignedTest, TakesAnUploadUntilItExpires) {
  request_.parameters = {{"x-amz-meta-user-id", "ada"}};
  EXPECT_EQ(send({{"content-type", "image/jpeg"}}, "jpeg").status, 200);
  auto const got = client_.send("GET", "/photos/uploads/a%20b%2Bc.jpg");
  EXPECT_EQ(got.body, "jpeg");
  EXPECT_EQ(got.header("content-type"), "image/jpeg");
  EXPECT_EQ(got.header("x-amz-meta-user-id"), "ada");

  auto const url = presign(request_, admin_, clock_.wall()).value();
  clock_.advance(std::chrono::seconds(601));
  auto const late = client_.send_raw("PUT", url.substr(request_.endpoint.size()), {}, "jpeg");
  EXPECT_EQ(late.status, 403);
  EXPECT_EQ(late.element("Code"), "AccessDenied");
  EXPECT_EQ(late.element("Message"), "Request has expired");
}

TEST_F(PresignedTest, SignedTypeAndLengthAreLimits) {
  request_.headers = {{"content-type", "image/jpeg"}, {"content-length", "4"}};
  EXPECT_EQ(send({{"content-type", "image/jpeg"}}, "jpeg").status, 200);
  EXPECT_EQ(send({{"content-type", "image/jpeg"}}, "jpeg!").element("Code"),
            "SignatureDoesNotMatch");
  EXPECT_EQ(send({{"content-type", "text/html"}}, "jpeg").element("Code"), "SignatureDoesNotMatch");
  EXPECT_EQ(send({}, "jpeg").element("Code"), "SignatureDoesNotMatch");
}

TEST_F(PresignedTest, CannotBeTurnedIntoSomethingElse) {
  EXPECT_EQ(send({{"x-amz-meta-a", "b"}}, "x").element("HeadersNotSigned"), "x-amz-meta-a");
  std::string const url = presign(request_, admin_, clock_.wall()).value();
  std::string const target = url.substr(request_.endpoint.size());
  EXPECT_EQ(client_.send_raw("DELETE", target, {}).element("Code"), "SignatureDoesNotMatch");
  EXPECT_EQ(client_.send_raw("PUT", target + "&x-amz-meta-a=b", {}, "x").element("Code"),
            "SignatureDoesNotMatch");
  request_.parameters = {{"x-amz-acl", "public-read"}};
  EXPECT_EQ(send({}, "x").element("Code"), "AccessControlListNotSupported");
}

}  // namespace
}  // namespace helio::aws::s3
