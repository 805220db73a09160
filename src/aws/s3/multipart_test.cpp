// Goal: large objects in parts through S3's wire.
#include <gtest/gtest.h>

#include "aws/s3/s3_in_memory.hpp"

namespace helio::aws::s3 {
namespace {

class MultipartTest : public testing::Test, protected S3InMemory {
 protected:
  std::string begin(Fields const& headers = {}, std::string const& target = "/photos/large") {
    target_ = target;
    auto const answered = client_.send("POST", target + "?uploads", headers);
    EXPECT_EQ(answered.status, 200);
    id_ = answered.element("UploadId");
    return id_;
  }
  Answered part(int number, std::string const& bytes, Fields const& headers = {}) {
    return client_.send("PUT",
                        target_ + "?partNumber=" + std::to_string(number) + "&uploadId=" + id_,
                        headers, bytes);
  }
  Answered complete(std::string const& parts, Fields const& headers = {}) {
    return client_.send(
        "POST", target_ + "?uploadId=" + id_, headers,
        "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + parts +
            "</CompleteMultipartUpload>");
  }
  static std::string named(int number, std::string const& etag) {
    return "<Part><PartNumber>" + std::to_string(number) + "</PartNumber><ETag>" + etag +
           "</ETag></Part>";
  }

  std::string target_, id_;
};

TEST_F(MultipartTest, PartsBecomeOneObject) {
  begin({{"content-type", "image/tiff"}, {"x-amz-meta-a", "b"}});
  std::string const first(5U << 20U, 'a');
  auto const two = part(2, "end");
  auto const one = part(1, first);
  ASSERT_EQ(one.status, 200);
  auto const listed = client_.send("GET", "/photos/large?uploadId=" + id_ + "&max-parts=1");
  EXPECT_EQ(listed.element("PartNumber"), "1");
  EXPECT_EQ(listed.element("Size"), "5242880");
  EXPECT_EQ(listed.element("IsTruncated"), "true");
  EXPECT_EQ(listed.element("NextPartNumberMarker"), "1");
  EXPECT_EQ(client_.send("GET", "/photos?uploads").element("UploadId"), id_);
  EXPECT_EQ(client_.send("GET", "/photos/large").status, 404);

  auto const done = complete(named(1, one.header("etag")) + named(2, two.header("etag")));
  EXPECT_EQ(done.status, 200);
  EXPECT_EQ(done.element("Location"), "http://127.0.0.1:8080/photos/large");
  EXPECT_TRUE(done.element("ETag").ends_with("-2&quot;"));
  auto const got = client_.send("GET", "/photos/large", {{"range", "bytes=5242878-"}});
  EXPECT_EQ(got.body, "aaend");
  EXPECT_EQ(got.header("content-type"), "image/tiff");
  EXPECT_EQ(got.header("x-amz-meta-a"), "b");
  EXPECT_EQ(client_.send("GET", "/photos?uploads").element("UploadId"), "(none)");
}

TEST_F(MultipartTest, RefusedCompletions) {
  begin();
  auto const etag = part(1, "one").header("etag");
  auto const etag_two = part(2, "two").header("etag");
  struct Row {
    std::string parts;
    char const* code;
  };
  Row const rows[] = {
      {"", "MalformedXML"},
      {"<Part><PartNumber>x</PartNumber><ETag>e</ETag></Part>", "MalformedXML"},
      {"<Part><PartNumber>1</PartNumber></Part>", "MalformedXML"},
      {"<Other/>", "MalformedXML"},
      {"<Part>", "MalformedXML"},
      {named(1, "\"0123456789abcdef0123456789abcdef\""), "InvalidPart"},
      {named(3, etag), "InvalidPart"},
      {named(2, etag_two) + named(1, etag), "InvalidPartOrder"},
      {named(1, etag) + named(2, etag_two), "EntityTooSmall"},
  };
  for (Row const& row : rows) {
    auto const answered = complete(row.parts);
    EXPECT_EQ(answered.status, 400) << row.parts;
    EXPECT_EQ(answered.element("Code"), row.code) << row.parts;
  }
  EXPECT_EQ(complete(named(1, etag), {{"x-amz-mp-object-size", "4"}}).element("Code"),
            "InvalidRequest");
  EXPECT_EQ(complete(named(1, etag), {{"x-amz-mp-object-size", "3"}}).status, 200);
}

TEST_F(MultipartTest, AnAbortedUploadIsGone) {
  begin();
  ASSERT_EQ(part(1, "one").status, 200);
  EXPECT_EQ(client_.send("DELETE", "/photos/large?uploadId=" + id_).status, 204);
  EXPECT_EQ(store_.bodies(), 0U);
  EXPECT_EQ(part(2, "two").element("Code"), "NoSuchUpload");
  EXPECT_EQ(client_.send("DELETE", "/photos/large?uploadId=" + id_).element("Code"),
            "NoSuchUpload");
}

TEST_F(MultipartTest, ThePrefixesLimitCountsForAllPartsTogether) {
  begin({}, "/photos/small/x");
  auto const one = part(1, "123456");
  auto const two = part(2, "789012");
  EXPECT_EQ(complete(named(1, one.header("etag")) + named(2, two.header("etag"))).element("Code"),
            "EntityTooLarge");
  EXPECT_EQ(complete(named(1, one.header("etag"))).status, 200);
}

TEST_F(MultipartTest, PartNumbersAndChecksums) {
  begin({{"x-amz-checksum-algorithm", "CRC32"}});
  for (int const number : {0, -1, 10'001}) {
    EXPECT_EQ(part(number, "x").element("Code"), "InvalidArgument") << number;
  }
  EXPECT_EQ(part(1, "hello", {{"x-amz-checksum-crc32", "AAAAAA=="}}).element("Code"), "BadDigest");
  auto const one = part(1, "hello", {{"x-amz-checksum-crc32", "NhCmhg=="}});
  EXPECT_EQ(one.header("x-amz-checksum-crc32"), "NhCmhg==");
  auto const done = complete("<Part><PartNumber>1</PartNumber><ETag>" + one.header("etag") +
                             "</ETag><ChecksumCRC32>NhCmhg==</ChecksumCRC32></Part>");
  EXPECT_EQ(done.status, 200);
  EXPECT_EQ(done.element("ChecksumType"), "COMPOSITE");
  struct Row {
    Fields headers;
    int status;
  };
  Row const rows[] = {
      {{{"x-amz-checksum-algorithm", "MD5"}}, 400},
      {{{"x-amz-checksum-type", "COMPOSITE"}}, 400},
      {{{"x-amz-checksum-algorithm", "SHA256"}, {"x-amz-checksum-type", "FULL_OBJECT"}}, 400},
      {{{"x-amz-checksum-algorithm", "CRC64NVME"}, {"x-amz-checksum-type", "COMPOSITE"}}, 400},
      {{{"x-amz-checksum-algorithm", "CRC64NVME"}}, 200},
  };
  for (Row const& row : rows) {
    EXPECT_EQ(client_.send("POST", "/photos/l?uploads", row.headers).status, row.status);
  }
}

}  // namespace
}  // namespace helio::aws::s3
