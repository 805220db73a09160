// Goal: objects through S3's wire: put, get, head, delete, conditions, ranges, payload checks.
#include <gtest/gtest.h>

#include "aws/s3/s3_in_memory.hpp"
#include "base/encoding.hpp"
#include "base/sha256.hpp"

namespace helio::aws::s3 {
namespace {

class S3ObjectsTest : public testing::Test, protected S3InMemory {};

constexpr char const* kHelloEtag = "\"5d41402abc4b2a76b9719d911017c592\"";

TEST_F(S3ObjectsTest, WhatIsPutIsGotWithItsHeaders) {
  auto const put = client_.send("PUT", "/photos/a//b/",
                                {{"content-type", "image/png"},
                                 {"cache-control", "no-cache"},
                                 {"content-encoding", "gzip,aws-chunked"},
                                 {"x-amz-meta-Colour", "red"},
                                 {"x-amz-meta-size", "1"},
                                 {"x-amz-meta-size", "2"},
                                 {"x-amz-checksum-crc32", "NhCmhg=="},
                                 {"content-md5", "XUFAKrxLKna5cZ2REBfFkg=="}},
                                "hello");
  EXPECT_EQ(put.status, 200);
  EXPECT_EQ(put.header("etag"), kHelloEtag);
  EXPECT_EQ(put.header("x-amz-checksum-crc32"), "NhCmhg==");
  EXPECT_EQ(put.header("x-amz-version-id"), "(none)");

  auto const got = client_.send("GET", "/photos/a//b/", {{"x-amz-checksum-mode", "ENABLED"}});
  EXPECT_EQ(got.status, 200);
  EXPECT_EQ(got.body, "hello");
  EXPECT_EQ(got.header("content-length"), "5");
  EXPECT_EQ(got.header("etag"), kHelloEtag);
  EXPECT_EQ(got.header("content-type"), "image/png");
  EXPECT_EQ(got.header("cache-control"), "no-cache");
  EXPECT_EQ(got.header("content-encoding"), "gzip");
  EXPECT_EQ(got.header("x-amz-meta-colour"), "red");
  EXPECT_EQ(got.header("x-amz-meta-size"), "1,2");
  EXPECT_EQ(got.header("accept-ranges"), "bytes");
  EXPECT_EQ(got.header("x-amz-checksum-crc32"), "NhCmhg==");
  EXPECT_EQ(got.header("last-modified"), "Sun, 15 Jun 2025 15:06:40 GMT");

  auto const head = client_.send("HEAD", "/photos/a//b/");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("content-length"), "5");
  EXPECT_EQ(head.header("x-amz-checksum-crc32"), "(none)");
  EXPECT_EQ(client_.send("GET", "/photos/a/b/").status, 404);

  auto const overridden = client_.send(
      "GET", "/photos/a//b/?response-content-type=text%2Fplain&response-content-disposition=x");
  EXPECT_EQ(overridden.header("content-type"), "text/plain");
  EXPECT_EQ(overridden.header("content-disposition"), "x");

  for (char const* const bad :
       {"%0D%0Ax:%20y", "%00", "%01", "%7F", "%E2%82%AC", "%FF", "%C2%85"}) {
    EXPECT_EQ(client_.send("GET", "/photos/a//b/?response-content-disposition=" + std::string(bad))
                  .element("Code"),
              "InvalidArgument")
        << bad;
  }
  EXPECT_EQ(client_.send("GET", "/photos/a//b/?response-content-disposition=%C3%A9")
                .header("content-disposition"),
            "\xe9");

  EXPECT_EQ(client_.send("DELETE", "/photos/a//b/").status, 204);
  EXPECT_EQ(client_.send("GET", "/photos/a//b/").status, 404);
  EXPECT_EQ(client_.send("DELETE", "/photos/a//b/").status, 204);
}

TEST_F(S3ObjectsTest, ConditionsAndRangesTable) {
  ASSERT_EQ(client_.send("PUT", "/photos/k", {}, "hello").status, 200);
  ASSERT_EQ(client_.send("PUT", "/photos/empty").status, 200);
  char const* const at = "Sun, 15 Jun 2025 15:06:40 GMT";
  char const* const before = "Sun, 15 Jun 2025 15:06:39 GMT";
  struct Row {
    Fields headers;
    int status;
    char const* body;
    char const* range = "(none)";
  };
  Row const rows[] = {
      {{}, 200, "hello"},
      {{{"if-match", kHelloEtag}}, 200, "hello"},
      {{{"if-match", "*"}}, 200, "hello"},
      {{{"if-match", "\"a\", 5d41402abc4b2a76b9719d911017c592"}}, 200, "hello"},
      {{{"if-match", "\"a\""}}, 412, "PreconditionFailed"},
      {{{"if-none-match", kHelloEtag}}, 304, ""},
      {{{"if-none-match", "\"a\""}}, 200, "hello"},
      {{{"if-modified-since", at}}, 304, ""},
      {{{"if-modified-since", before}}, 200, "hello"},
      {{{"if-modified-since", "yesterday"}}, 200, "hello"},
      {{{"if-unmodified-since", at}}, 200, "hello"},
      {{{"if-unmodified-since", before}}, 412, "PreconditionFailed"},
      {{{"if-match", kHelloEtag}, {"if-unmodified-since", before}}, 200, "hello"},
      {{{"if-none-match", "\"a\""}, {"if-modified-since", at}}, 200, "hello"},
      {{{"range", "bytes=0-0"}}, 206, "h", "bytes 0-0/5"},
      {{{"range", "bytes=1-"}}, 206, "ello", "bytes 1-4/5"},
      {{{"range", "bytes=-2"}}, 206, "lo", "bytes 3-4/5"},
      {{{"range", "bytes=-99"}}, 206, "hello", "bytes 0-4/5"},
      {{{"range", "bytes=4-99"}}, 206, "o", "bytes 4-4/5"},
      {{{"range", "bytes=5-"}}, 416, "InvalidRange"},
      {{{"range", "bytes=0-1,3-4"}}, 200, "hello"},
      {{{"range", "lines=1-2"}}, 200, "hello"},
      {{{"range", "bytes=0-0"}, {"if-match", "\"a\""}}, 412, "PreconditionFailed"},
      {{{"range", "bytes=9-"}, {"if-match", "\"a\""}}, 412, "PreconditionFailed"},
      {{{"range", "bytes=9-"}, {"if-none-match", kHelloEtag}}, 304, ""},
      {{{"range", "bytes=0-0"}, {"if-range", kHelloEtag}}, 206, "h", "bytes 0-0/5"},
      {{{"range", "bytes=0-0"}, {"if-range", "\"a\""}}, 200, "hello"},
      {{{"range", "bytes=0-0"}, {"if-range", at}}, 206, "h", "bytes 0-0/5"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.headers.empty() ? "" : row.headers[0].first + ": " + row.headers[0].second);
    auto const got = client_.send("GET", "/photos/k", row.headers);
    auto const head = client_.send("HEAD", "/photos/k", row.headers);
    EXPECT_EQ(got.status, row.status);
    EXPECT_EQ(head.status, row.status);
    EXPECT_EQ(row.status < 400 ? got.body : got.element("Code"), row.body);
    EXPECT_EQ(head.body, "");
    EXPECT_EQ(got.header("content-range"), row.range);
    EXPECT_EQ(head.header("content-range"), row.range);
    EXPECT_EQ(got.header("content-length"), head.header("content-length"));
  }
  auto const past = client_.send("GET", "/photos/k", {{"range", "bytes=5-"}});
  EXPECT_EQ(past.element("ActualObjectSize"), "5");
  EXPECT_EQ(past.element("RangeRequested"), "bytes=5-");
  EXPECT_EQ(client_.send("GET", "/photos/empty").header("content-length"), "0");
}

TEST_F(S3ObjectsTest, ConditionalWrites) {
  EXPECT_EQ(client_.send("PUT", "/photos/k", {{"if-none-match", "*"}}, "hello").status, 200);
  auto const second = client_.send("PUT", "/photos/k", {{"if-none-match", "*"}}, "other");
  EXPECT_EQ(second.status, 412);
  EXPECT_EQ(second.element("Code"), "PreconditionFailed");
  EXPECT_EQ(client_.send("PUT", "/photos/k", {{"if-match", kHelloEtag}}, "other").status, 200);
  EXPECT_EQ(client_.send("GET", "/photos/k").body, "other");
}

struct RefusedPut {
  char const* name;
  char const* target;
  Fields headers;
  std::string body;
  int status;
  char const* code;
};

std::string const kOtherHash = sha256_hex(bytes_of("other"));
std::string const kLongKey = "/photos/" + std::string(1025, 'k');
std::vector<RefusedPut> const kRefusedPuts = {
    {"another body than was signed",
     "/photos/x",
     {{"x-amz-content-sha256", kOtherHash}},
     "hello",
     400,
     "XAmzContentSHA256Mismatch"},
    {"no hash", "/photos/x", {{"x-amz-content-sha256", "abc"}}, "hello", 400, "InvalidArgument"},
    {"curves",
     "/photos/x",
     {{"x-amz-content-sha256", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD"}},
     "hello",
     501,
     "NotImplemented"},
    {"another MD5",
     "/photos/x",
     {{"content-md5", "AAAAAAAAAAAAAAAAAAAAAA=="}},
     "hello",
     400,
     "BadDigest"},
    {"no MD5", "/photos/x", {{"content-md5", "abc"}}, "hello", 400, "InvalidDigest"},
    {"another CRC", "/photos/x", {{"x-amz-checksum-crc32", "AAAAAA=="}}, "hello", 400, "BadDigest"},
    {"two checksums",
     "/photos/x",
     {{"x-amz-checksum-crc32", "NhCmhg=="}, {"x-amz-checksum-sha1", "x"}},
     "hello",
     400,
     "InvalidRequest"},
    {"no bucket", "/nothing/x", {}, "hello", 404, "NoSuchBucket"},
    {"a long key", kLongKey.c_str(), {}, "hello", 400, "KeyTooLongError"},
    {"much metadata",
     "/photos/x",
     {{"x-amz-meta-a", std::string(3'000, 'x')}},
     "hello",
     400,
     "MetadataTooLarge"},
    {"more than the prefix takes", "/photos/small/x", {}, "more than ten", 400, "EntityTooLarge"},
    {"chunks without their length",
     "/photos/x",
     {{"x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"}},
     "0\r\n\r\n",
     411,
     "MissingContentLength"},
    {"chunks of another length",
     "/photos/x",
     {{"x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"},
      {"x-amz-decoded-content-length", "6"}},
     "5\r\nhello\r\n0\r\n\r\n",
     400,
     "IncompleteBody"},
    {"a trailer that does not come",
     "/photos/x",
     {{"x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"},
      {"x-amz-decoded-content-length", "5"},
      {"x-amz-trailer", "x-amz-checksum-crc32"}},
     "5\r\nhello\r\n0\r\n\r\n",
     400,
     "MalformedTrailerError"},
    {"a trailer of another body",
     "/photos/x",
     {{"x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"},
      {"x-amz-decoded-content-length", "5"},
      {"x-amz-trailer", "x-amz-checksum-crc32"}},
     "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
     400,
     "BadDigest"},
    {"chunks without signatures",
     "/photos/x",
     {{"x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"},
      {"x-amz-decoded-content-length", "5"}},
     "5\r\nhello\r\n0\r\n\r\n",
     403,
     "SignatureDoesNotMatch"},
};

TEST_F(S3ObjectsTest, RefusedPutsLeaveNothing) {
  for (RefusedPut const& row : kRefusedPuts) {
    SCOPED_TRACE(row.name);
    auto const answered = client_.send("PUT", row.target, row.headers, row.body);
    EXPECT_EQ(answered.status, row.status);
    EXPECT_EQ(answered.element("Code"), row.code);
  }
  EXPECT_EQ(client_.send("GET", "/photos").element("Key"), "(none)");
  EXPECT_EQ(store_.bodies(), 0U);
}

TEST_F(S3ObjectsTest, ABodyWithoutLengthIsRefused) {
  auto head = SignedClient::head_of("POST", "/photos/x", {}, "");
  head.method = "PUT";
  sign_headers(head, admin_, {.time = clock_.wall(), .payload_hash = kUnsignedPayload});
  auto const answered = client_.drive(head, "hello");
  EXPECT_EQ(answered.status, 411);
  EXPECT_EQ(answered.element("Code"), "MissingContentLength");
}

TEST_F(S3ObjectsTest, AnUploadThatEndsEarlyLeavesNothing) {
  auto head = SignedClient::head_of("PUT", "/photos/x", {}, "hello");
  sign_headers(head, admin_, {.time = clock_.wall(), .payload_hash = kUnsignedPayload});
  {
    auto begun = handler_.begin(head);
    auto& writer = std::get<std::unique_ptr<http::BodyWriter>>(begun);
    EXPECT_FALSE(writer->write(bytes_of("hel")));
  }
  EXPECT_EQ(client_.send("GET", "/photos/x").status, 404);
  EXPECT_EQ(store_.bodies(), 0U);
}

TEST_F(S3ObjectsTest, ABodyThatIsCutOffIsS3sError) {
  for (auto const& [why, status, code] :
       {std::tuple(http::BodyEnd::too_slow, 400, "RequestTimeout"),
        std::tuple(http::BodyEnd::malformed, 400, "IncompleteBody")}) {
    auto head = SignedClient::head_of("PUT", "/photos/x", {}, "hello");
    sign_headers(head, admin_, {.time = clock_.wall(), .payload_hash = kUnsignedPayload});
    auto begun = handler_.begin(head);
    auto& writer = std::get<std::unique_ptr<http::BodyWriter>>(begun);
    EXPECT_FALSE(writer->write(bytes_of("hel")));
    auto const answered = writer->cut_off(why);
    ASSERT_TRUE(answered);
    EXPECT_EQ(answered->status, status);
    EXPECT_NE(answered->body.find("<Code>" + std::string(code) + "</Code>"), std::string::npos);
  }
  EXPECT_EQ(client_.send("GET", "/photos/x").status, 404);
  EXPECT_EQ(store_.bodies(), 0U);
}

TEST_F(S3ObjectsTest, TwoAuthorizationsAreNone) {
  auto head = SignedClient::head_of("GET", "/photos/x", {}, "");
  sign_headers(head, admin_, {.time = clock_.wall(), .payload_hash = kUnsignedPayload});
  head.headers.add("authorization", std::string(*head.headers.get("authorization")));
  auto const answered = client_.drive(head, "");
  EXPECT_EQ(answered.status, 400);
  EXPECT_EQ(answered.element("Code"), "InvalidArgument");
}

TEST_F(S3ObjectsTest, ChecksumsMayComeAsTrailers) {
  Fields const headers = {{"x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"},
                          {"x-amz-decoded-content-length", "5"},
                          {"content-encoding", "aws-chunked"},
                          {"x-amz-trailer", "x-amz-checksum-crc32"}};
  auto const put = client_.send("PUT", "/photos/x", headers,
                                "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n");
  EXPECT_EQ(put.status, 200);
  EXPECT_EQ(put.header("x-amz-checksum-crc32"), "NhCmhg==");
  auto const got = client_.send("GET", "/photos/x");
  EXPECT_EQ(got.body, "hello");
  EXPECT_EQ(got.header("content-encoding"), "(none)");
}

}  // namespace
}  // namespace helio::aws::s3
