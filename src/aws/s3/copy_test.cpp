// Goal: copies, batch deletes and versioning through S3's wire.
#include <gtest/gtest.h>

#include "aws/s3/copy_source.hpp"
#include "aws/s3/s3_in_memory.hpp"

namespace helio::aws::s3 {
namespace {

class S3CopyTest : public testing::Test, protected S3InMemory {};

TEST_F(S3CopyTest, ACopyHasItsSourcesBytesAndMetadata) {
  ASSERT_EQ(client_
                .send("PUT", "/photos/a%20b",
                      {{"content-type", "image/png"},
                       {"x-amz-meta-a", "1"},
                       {"x-amz-checksum-crc32", "NhCmhg=="}},
                      "hello")
                .status,
            200);
  auto const copied = client_.send("PUT", "/photos/c", {{"x-amz-copy-source", "/photos/a%20b"}});
  EXPECT_EQ(copied.status, 200);
  EXPECT_EQ(copied.element("ETag"), "&quot;5d41402abc4b2a76b9719d911017c592&quot;");
  EXPECT_EQ(copied.element("ChecksumCRC32"), "NhCmhg==");
  auto const got = client_.send("GET", "/photos/c");
  EXPECT_EQ(got.body, "hello");
  EXPECT_EQ(got.header("content-type"), "image/png");
  EXPECT_EQ(got.header("x-amz-meta-a"), "1");

  Fields const replace = {{"x-amz-copy-source", "photos/c"},
                          {"x-amz-metadata-directive", "REPLACE"},
                          {"x-amz-meta-b", "2"}};
  EXPECT_EQ(client_.send("PUT", "/photos/c", replace).status, 200);
  EXPECT_EQ(client_.send("HEAD", "/photos/c").header("x-amz-meta-a"), "(none)");
  EXPECT_EQ(client_.send("HEAD", "/photos/c").header("x-amz-meta-b"), "2");
}

TEST_F(S3CopyTest, CopiesThatAreRefused) {
  ASSERT_EQ(client_.send("PUT", "/photos/a", {}, "hello world").status, 200);
  char const* const etag = "\"5eb63bbbe01eeed093cb22bb8f5acdc3\"";
  struct Row {
    char const* target;
    Fields headers;
    char const* code;
  };
  Row const rows[] = {
      {"/photos/a", {{"x-amz-copy-source", "/photos/a"}}, "InvalidRequest"},
      {"/photos/b", {{"x-amz-copy-source", "/photos/nothing"}}, "NoSuchKey"},
      {"/photos/b", {{"x-amz-copy-source", "/nothing/a"}}, "NoSuchBucket"},
      {"/nothing/b", {{"x-amz-copy-source", "/photos/a"}}, "NoSuchBucket"},
      {"/photos/b", {{"x-amz-copy-source", "photos"}}, "InvalidArgument"},
      {"/photos/b", {{"x-amz-copy-source", "/photos/%zz"}}, "InvalidArgument"},
      {"/photos/small/b", {{"x-amz-copy-source", "/photos/a"}}, "EntityTooLarge"},
      {"/photos/b",
       {{"x-amz-copy-source", "/photos/a"}, {"x-amz-copy-source-if-none-match", etag}},
       "PreconditionFailed"},
      {"/photos/b",
       {{"x-amz-copy-source", "/photos/a"}, {"x-amz-copy-source-if-match", "\"b\""}},
       "PreconditionFailed"},
      {"/photos/b",
       {{"x-amz-copy-source", "/photos/a"}, {"x-amz-metadata-directive", "MERGE"}},
       "InvalidArgument"},
      {"/photos/b",
       {{"x-amz-copy-source", "/photos/a"}, {"x-amz-copy-source-range", "bytes=0-0"}},
       "NotImplemented"},
      {"/photos/b",
       {{"x-amz-copy-source", "/photos/a"}, {"x-amz-checksum-algorithm", "rot13"}},
       "InvalidRequest"},
      {"/photos/b",
       {{"x-amz-copy-source", "/photos/a"}, {"x-amz-source-expected-bucket-owner", "1"}},
       "AccessDenied"},
  };
  for (Row const& row : rows) {
    EXPECT_EQ(client_.send("PUT", row.target, row.headers).element("Code"), row.code)
        << row.target << " " << row.headers[0].second;
  }
  auto uploader = client_with({Role::uploader, "", ""});
  EXPECT_EQ(uploader.send("PUT", "/photos/b", {{"x-amz-copy-source", "/photos/a"}}).element("Code"),
            "AccessDenied");
}

TEST(CopySource, Table) {
  struct Row {
    char const* header;
    objects::ObjectId want;
  };
  Row const rows[] = {
      {"bucket/key", {"bucket", "key", {}}},
      {"/bucket/a/b", {"bucket", "a/b", {}}},
      {"/bucket//a", {"bucket", "/a", {}}},
      {"%2Fbucket%2Fa%20b", {"bucket", "a b", {}}},
      {"/bucket/a?versionId=v1", {"bucket", "a", "v1"}},
      {"/bucket/a%3FversionId=v1", {"bucket", "a?versionId=v1", {}}},
  };
  for (Row const& row : rows) {
    auto const id = parse_copy_source(row.header);
    ASSERT_TRUE(id) << row.header;
    EXPECT_EQ(id->bucket, row.want.bucket);
    EXPECT_EQ(id->key, row.want.key);
    EXPECT_EQ(id->version_id, row.want.version_id);
  }
  for (char const* const bad : {"", "/", "bucket", "/bucket/", "//key", "/b/k?versionId="}) {
    EXPECT_FALSE(parse_copy_source(bad)) << bad;
  }
}

TEST_F(S3CopyTest, PartsMayBeCopied) {
  ASSERT_EQ(client_.send("PUT", "/photos/a", {}, "hello world").status, 200);
  auto const id = client_.send("POST", "/photos/l?uploads").element("UploadId");
  std::string const target = "/photos/l?partNumber=1&uploadId=" + id;
  EXPECT_EQ(client_
                .send("PUT", target,
                      {{"x-amz-copy-source", "/photos/a"}, {"x-amz-copy-source-range", "bytes=0-"}})
                .element("Code"),
            "InvalidArgument");
  auto const part =
      client_.send("PUT", target,
                   {{"x-amz-copy-source", "/photos/a"}, {"x-amz-copy-source-range", "bytes=6-10"}});
  EXPECT_EQ(part.status, 200);
  EXPECT_EQ(client_
                .send("POST", "/photos/l?uploadId=" + id, {},
                      "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" +
                          part.element("ETag") + "</ETag></Part></CompleteMultipartUpload>")
                .status,
            200);
  EXPECT_EQ(client_.send("GET", "/photos/l").body, "world");
}

TEST_F(S3CopyTest, ManyKeysAreDeletedAtOnce) {
  for (char const* const key : {"in/a", "in/b", "out"}) {
    ASSERT_EQ(client_.send("PUT", std::string("/photos/") + key, {}, "x").status, 200);
  }
  auto limited = client_with({Role::admin, "photos", "in/"});
  auto const answered = limited.send("POST", "/photos?delete", {},
                                     "<Delete><Object><Key>in/a</Key></Object><Object><Key>out"
                                     "</Key></Object><Object><Key>in/none</Key></Object>"
                                     "<Object><Key>in/b</Key><ETag>x</ETag></Object></Delete>");
  EXPECT_EQ(answered.status, 200);
  EXPECT_NE(answered.body.find("<Deleted><Key>in/a</Key></Deleted>"), std::string::npos);
  EXPECT_NE(answered.body.find("<Deleted><Key>in/none</Key></Deleted>"), std::string::npos);
  EXPECT_NE(answered.body.find("<Error><Key>out</Key><Code>AccessDenied</Code>"),
            std::string::npos);
  EXPECT_NE(answered.body.find("<Error><Key>in/b</Key><Code>PreconditionFailed</Code>"),
            std::string::npos);
  auto const quiet =
      client_.send("POST", "/photos?delete", {{"content-md5", "xxx"}},
                   "<Delete><Quiet>true</Quiet><Object><Key>out</Key></Object></Delete>");
  EXPECT_EQ(quiet.element("Code"), "InvalidDigest");
  EXPECT_EQ(client_
                .send("POST", "/photos?delete", {},
                      "<Delete><Quiet>true</Quiet><Object><Key>out</Key></Object></Delete>")
                .element("Deleted"),
            "(none)");
  EXPECT_EQ(client_.send("GET", "/photos/out").status, 404);

  auto const bad = client_.send("POST", "/photos?delete", {},
                                "<Delete><Object><Key>a\xc2\x85</Key></Object></Delete>");
  EXPECT_EQ(bad.element("Code"), "InvalidArgument");

  std::string many = "<Delete>";
  for (int i = 0; i < 1001; ++i) many += "<Object><Key>k</Key></Object>";
  for (std::string const& body :
       {many + "</Delete>", std::string("<Delete></Delete>"), std::string(),
        std::string("<Delete><Object></Object></Delete>"), std::string("<Delete><X/></Delete>")}) {
    EXPECT_EQ(client_.send("POST", "/photos?delete", {}, body).element("Code"), "MalformedXML");
  }
}

TEST_F(S3CopyTest, AVersionedBucketKeepsWhatIsDeleted) {
  std::string const enable =
      "<VersioningConfiguration><Status>Enabled</Status>"
      "</VersioningConfiguration>";
  EXPECT_EQ(client_.send("GET", "/photos?versioning").element("Status"), "(none)");
  EXPECT_EQ(client_.send("PUT", "/photos?versioning", {}, enable).status, 200);
  EXPECT_EQ(client_.send("GET", "/photos?versioning").element("Status"), "Enabled");
  EXPECT_EQ(client_
                .send("PUT", "/photos?versioning", {},
                      "<VersioningConfiguration><Status>On</Status></VersioningConfiguration>")
                .element("Code"),
            "MalformedXML");

  auto const first = client_.send("PUT", "/photos/k", {}, "one").header("x-amz-version-id");
  auto const second = client_.send("PUT", "/photos/k", {}, "two").header("x-amz-version-id");
  EXPECT_NE(first, second);
  auto const deleted = client_.send("DELETE", "/photos/k");
  EXPECT_EQ(deleted.header("x-amz-delete-marker"), "true");
  auto const marker = deleted.header("x-amz-version-id");
  EXPECT_EQ(client_.send("GET", "/photos/k").status, 404);
  EXPECT_EQ(client_.send("GET", "/photos/k?versionId=" + first).body, "one");
  EXPECT_EQ(client_.send("HEAD", "/photos/k?versionId=" + marker).status, 405);
  EXPECT_EQ(client_.send("DELETE", "/photos/k?versionId=" + marker).status, 204);
  EXPECT_EQ(client_.send("GET", "/photos/k").body, "two");
  EXPECT_EQ(client_.send("GET", "/photos/k").header("x-amz-version-id"), second);
  EXPECT_EQ(client_.send("GET", "/photos/k?versionId=").element("Code"), "InvalidArgument");
  auto const copied =
      client_.send("PUT", "/photos/k", {{"x-amz-copy-source", "/photos/k?versionId=" + first}});
  EXPECT_EQ(copied.header("x-amz-copy-source-version-id"), first);
  EXPECT_EQ(client_.send("GET", "/photos/k").body, "one");
}

}  // namespace
}  // namespace helio::aws::s3
