// Goal: versions, tags, locks, parts and attributes of objects through S3's wire.
#include <gtest/gtest.h>

#include "aws/s3/s3_in_memory.hpp"
#include "base/timestamp.hpp"

namespace helio::aws::s3 {
namespace {

class S3Versions : public testing::Test, protected S3InMemory {
 protected:
  void version() {
    ASSERT_TRUE(store_.buckets().set_versioning("photos", objects::Versioning::enabled));
  }
  std::string put(std::string const& text, Fields const& headers = {}) {
    auto const answered = client_.send("PUT", "/photos/a", headers, text);
    EXPECT_EQ(answered.status, 200) << answered.body;
    return answered.header("x-amz-version-id");
  }
  std::string code(std::string const& method, std::string const& target, Fields const& headers = {},
                   std::string const& body = {}) {
    auto const answered = client_.send(method, target, headers, body);
    return answered.status < 300 ? std::to_string(answered.status) : answered.element("Code");
  }
};

TEST_F(S3Versions, AreListed) {
  version();
  auto const first = put("1");
  auto const second = put("22");
  ASSERT_EQ(code("DELETE", "/photos/a"), "204");
  auto const all = client_.send("GET", "/photos?versions");
  EXPECT_EQ(all.element("IsTruncated"), "false");
  EXPECT_LT(all.body.find("<DeleteMarker>"), all.body.find("<Version>"));
  EXPECT_LT(all.body.find(second), all.body.find(first));
  EXPECT_EQ(all.element("Owner").empty(), false);
  auto const page = client_.send("GET", "/photos?versions&max-keys=2");
  EXPECT_EQ(page.element("NextKeyMarker"), "a");
  EXPECT_EQ(page.element("NextVersionIdMarker"), second);
  auto const rest =
      client_.send("GET", "/photos?versions&key-marker=a&version-id-marker=" + second);
  EXPECT_EQ(rest.element("VersionId"), first);
  EXPECT_EQ(rest.element("IsLatest"), "false");
  EXPECT_EQ(code("GET", "/photos?versions&version-id-marker=x"), "InvalidArgument");
  EXPECT_EQ(code("GET", "/photos?versions&max-keys=x"), "InvalidArgument");
}

TEST_F(S3Versions, ADeleteMarkerSaysThatItIsOne) {
  version();
  put("1");
  auto const marker = client_.send("DELETE", "/photos/a").header("x-amz-version-id");
  auto const head = client_.send("HEAD", "/photos/a");
  EXPECT_EQ(head.status, 404);
  EXPECT_EQ(head.header("x-amz-delete-marker"), "true");
  EXPECT_EQ(head.header("x-amz-version-id"), marker);
  auto const itself = client_.send("GET", "/photos/a?versionId=" + marker);
  EXPECT_EQ(itself.status, 405);
  EXPECT_EQ(itself.header("x-amz-delete-marker"), "true");
  EXPECT_EQ(client_.send("HEAD", "/photos/b").header("x-amz-delete-marker"), "(none)");
}

TEST_F(S3Versions, Tags) {
  put("1", {{"x-amz-tagging", "who=ada&what=a%20b"}});
  EXPECT_EQ(client_.send("HEAD", "/photos/a").header("x-amz-tagging-count"), "2");
  EXPECT_NE(client_.send("GET", "/photos/a?tagging").body.find("<Value>a b</Value>"),
            std::string::npos);
  std::string const one =
      "<Tagging><TagSet><Tag><Key>x</Key><Value>y</Value></Tag></TagSet></Tagging>";
  EXPECT_EQ(code("PUT", "/photos/a?tagging", {}, one), "200");
  EXPECT_EQ(client_.send("GET", "/photos/a?tagging").element("Key"), "x");
  EXPECT_EQ(code("PUT", "/photos/b", {{"x-amz-copy-source", "/photos/a"}}), "200");
  EXPECT_EQ(client_.send("GET", "/photos/b?tagging").element("Key"), "x");
  EXPECT_EQ(code("PUT", "/photos/b",
                 {{"x-amz-copy-source", "/photos/a"},
                  {"x-amz-tagging-directive", "REPLACE"},
                  {"x-amz-tagging", "z=1"}}),
            "200");
  EXPECT_EQ(client_.send("GET", "/photos/b?tagging").element("Key"), "z");
  EXPECT_EQ(code("DELETE", "/photos/a?tagging"), "204");
  EXPECT_EQ(client_.send("HEAD", "/photos/a").header("x-amz-tagging-count"), "(none)");
  EXPECT_EQ(code("GET", "/photos/no?tagging"), "NoSuchKey");
  EXPECT_EQ(code("PUT", "/photos/no?tagging", {}, one), "NoSuchKey");
}

TEST_F(S3Versions, Locks) {
  ASSERT_EQ(client_.send("PUT", "/safe", {{"x-amz-bucket-object-lock-enabled", "True"}}).status,
            200);
  EXPECT_EQ(client_.send("GET", "/safe?versioning").element("Status"), "Enabled");
  EXPECT_EQ(client_.send("GET", "/safe?object-lock").element("ObjectLockEnabled"), "Enabled");
  EXPECT_EQ(code("PUT", "/safe?versioning", {},
                 "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>"),
            "InvalidBucketState");
  auto const rule = [](char const* period) {
    return "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>"
           "<DefaultRetention><Mode>GOVERNANCE</Mode>" +
           std::string(period) + "</DefaultRetention></Rule></ObjectLockConfiguration>";
  };
  EXPECT_EQ(code("PUT", "/safe?object-lock", {}, rule("<Days>1</Days><Years>1</Years>")),
            "MalformedXML");
  EXPECT_EQ(code("PUT", "/safe?object-lock", {}, rule("<Days>0</Days>")), "InvalidArgument");
  EXPECT_EQ(code("PUT", "/safe?object-lock", {}, rule("<Days>2</Days>")), "200");

  auto const version = client_.send("PUT", "/safe/a", {}, "1").header("x-amz-version-id");
  std::string const a = "/safe/a?versionId=" + version;
  auto const until = clock_.wall() + std::chrono::days(2);
  auto const head = client_.send("HEAD", a);
  EXPECT_EQ(head.header("x-amz-object-lock-mode"), "GOVERNANCE");
  EXPECT_EQ(head.header("x-amz-object-lock-retain-until-date"), to_rfc3339(until));
  EXPECT_EQ(code("DELETE", a), "AccessDenied");
  EXPECT_EQ(client_.send("GET", a + "&retention").element("Mode"), "GOVERNANCE");
  EXPECT_EQ(code("PUT", a + "&retention", {}, "<Retention><Mode>compliance</Mode></Retention>"),
            "MalformedXML");
  EXPECT_EQ(code("PUT", a + "&legal-hold", {}, "<LegalHold><Status>ON</Status></LegalHold>"),
            "200");
  EXPECT_EQ(client_.send("GET", a + "&legal-hold").element("Status"), "ON");
  Fields const bypass = {{"x-amz-bypass-governance-retention", "true"}};
  EXPECT_EQ(code("DELETE", a, bypass), "AccessDenied");
  EXPECT_EQ(code("PUT", a + "&legal-hold", {}, "<LegalHold><Status>OFF</Status></LegalHold>"),
            "200");
  EXPECT_EQ(code("DELETE", a, bypass), "204");
  EXPECT_EQ(code("PUT", "/safe/b",
                 {{"x-amz-object-lock-mode", "COMPLIANCE"},
                  {"x-amz-object-lock-retain-until-date", "2001-01-01T00:00:00Z"}}),
            "InvalidArgument");
}

// By its version a delete marker has no lock to tell of; without it the key is not there.
TEST_F(S3Versions, LocksOfADeleteMarker) {
  ASSERT_EQ(client_.send("PUT", "/safe", {{"x-amz-bucket-object-lock-enabled", "True"}}).status,
            200);
  ASSERT_EQ(code("PUT", "/safe/a"), "200");
  auto const marker = client_.send("DELETE", "/safe/a").header("x-amz-version-id");
  struct Row {
    char const *target, *code;
    std::string version;
  };
  Row const rows[] = {{"/safe/a?legal-hold", "NoSuchKey", ""},
                      {"/safe/a?retention", "NoSuchKey", ""},
                      {"/safe/a?legal-hold", "MethodNotAllowed", marker},
                      {"/safe/a?retention", "MethodNotAllowed", marker}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.target);
    std::string const version = row.version.empty() ? "" : "&versionId=" + row.version;
    auto const answer = client_.send("GET", row.target + version);
    EXPECT_EQ(answer.element("Code"), row.code);
    EXPECT_EQ(answer.header("x-amz-delete-marker"), "true");
  }
  for (auto const& [what, body] :
       {std::pair("legal-hold", "<LegalHold><Status>ON</Status></LegalHold>"),
        std::pair("retention", "<Retention/>")}) {
    EXPECT_EQ(code("PUT", "/safe/a?" + std::string(what) + "&versionId=" + marker, {}, body),
              "MethodNotAllowed");
  }
}

TEST_F(S3Versions, DeletesThatDependOnWhatIsThere) {
  put("123");
  EXPECT_EQ(code("DELETE", "/photos/a", {{"if-match", "\"x\""}}), "PreconditionFailed");
  EXPECT_EQ(code("DELETE", "/photos/a", {{"x-amz-if-match-size", "4"}}), "PreconditionFailed");
  auto const each = client_.send("POST", "/photos?delete", {},
                                 "<Delete><Object><Key>a</Key><ETag>\"x\"</ETag></"
                                 "Object><Object><Key> </Key></Object></Delete>");
  EXPECT_NE(each.body.find("<Key>a</Key><Code>PreconditionFailed</Code>"), std::string::npos);
  EXPECT_NE(each.body.find("<Deleted><Key> </Key>"), std::string::npos);
  auto const etag = client_.send("HEAD", "/photos/a").header("etag");
  EXPECT_EQ(code("DELETE", "/photos/a", {{"if-match", etag}, {"x-amz-if-match-size", "3"}}), "204");
}

class S3Parts : public S3Versions {
 protected:
  S3Parts() {
    auto const upload = store_.create("photos", "big", {.checksum_algorithm = "sha256"}).value();
    std::vector<objects::CompletedPart> parts;
    for (int number : {1, 2}) {
      auto const part = store_.upload_part(upload.id, number, {}).value();
      Bytes const bytes(number == 1 ? objects::kPartBytesMin : 3, std::byte{'x'});
      EXPECT_TRUE(part->write(bytes));
      parts.push_back({number, part->commit().value().etag});
    }
    EXPECT_TRUE(store_.complete(upload.id, parts, {}));
  }
};

TEST_F(S3Parts, AreRead) {
  auto const second = client_.send("GET", "/photos/big?partNumber=2");
  EXPECT_EQ(second.status, 206);
  EXPECT_EQ(second.body, "xxx");
  EXPECT_EQ(second.header("x-amz-mp-parts-count"), "2");
  EXPECT_EQ(second.header("content-range"), "bytes 5242880-5242882/5242883");
  auto const head = client_.send("HEAD", "/photos/big?partNumber=1");
  EXPECT_EQ(head.status, 206);
  EXPECT_EQ(head.header("content-length"), "5242880");
  EXPECT_EQ(client_.send("GET", "/photos/big?partNumber=3").status, 416);
  EXPECT_EQ(code("GET", "/photos/big?partNumber=0"), "InvalidArgument");
  EXPECT_EQ(code("GET", "/photos/big?partNumber=1", {{"range", "bytes=0-1"}}), "InvalidRequest");
  put("whole");
  auto const whole = client_.send("GET", "/photos/a?partNumber=1");
  EXPECT_EQ(whole.status, 206);
  EXPECT_EQ(whole.body, "whole");
  EXPECT_EQ(whole.header("x-amz-mp-parts-count"), "(none)");
  EXPECT_EQ(client_.send("GET", "/photos/a?partNumber=2").status, 416);
  EXPECT_EQ(client_.send("GET", "/photos/a?partNumber=1", {{"if-match", "\"x\""}}).status, 412);
}

TEST_F(S3Parts, AreAttributes) {
  Fields const all = {
      {"x-amz-object-attributes", "ETag,Checksum,ObjectParts,StorageClass,ObjectSize"}};
  auto const answered = client_.send("GET", "/photos/big?attributes", all);
  EXPECT_EQ(answered.element("ObjectSize"), "5242883");
  EXPECT_EQ(answered.element("PartsCount"), "2");
  EXPECT_EQ(answered.element("ChecksumType"), "COMPOSITE");
  EXPECT_EQ(answered.element("StorageClass"), "STANDARD");
  EXPECT_NE(answered.body.find("<PartNumber>2</PartNumber><Size>3</Size><ChecksumSHA256>"),
            std::string::npos);
  auto paged = all;
  paged.emplace_back("x-amz-max-parts", "1");
  paged.emplace_back("x-amz-part-number-marker", "1");
  auto const page = client_.send("GET", "/photos/big?attributes", paged);
  EXPECT_EQ(page.element("PartNumber"), "2");
  EXPECT_EQ(page.element("IsTruncated"), "false");
  put("whole");
  EXPECT_EQ(client_.send("GET", "/photos/a?attributes", all).element("ObjectParts"), "(none)");
  EXPECT_EQ(code("GET", "/photos/a?attributes"), "InvalidRequest");
  EXPECT_EQ(code("GET", "/photos/a?attributes", {{"x-amz-object-attributes", "Smell"}}),
            "InvalidArgument");
}

TEST_F(S3Versions, UploadsAreRolledUp) {
  for (char const* const key : {"a", "b/1", "b/2", "c"})
    ASSERT_TRUE(store_.create("photos", key, {}));
  auto const page = client_.send("GET", "/photos?uploads&delimiter=/&max-uploads=2");
  EXPECT_EQ(page.element("NextKeyMarker"), "b/");
  EXPECT_NE(page.body.find("<CommonPrefixes><Prefix>b/</Prefix>"), std::string::npos);
  auto const rest = client_.send("GET", "/photos?uploads&delimiter=/&key-marker=b/");
  EXPECT_EQ(rest.element("Key"), "c");
  EXPECT_EQ(code("DELETE", "/photos"), "204") << "uploads go with their bucket";
}

}  // namespace
}  // namespace helio::aws::s3
