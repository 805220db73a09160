// Goal: what is configured of a bucket comes back as it was put, and nothing that cannot be is
// taken.
#include "aws/s3/settings.hpp"

#include <gtest/gtest.h>

#include "aws/s3/bucket_cors.hpp"
#include "aws/s3/lifecycle_rules.hpp"
#include "aws/s3/notification.hpp"
#include "aws/s3/s3_in_memory.hpp"
#include "aws/s3/unsigned_request.hpp"

namespace helio::aws::s3 {
namespace {

class S3Settings : public testing::Test, protected S3InMemory {
 protected:
  std::string put(std::string const& what, std::string const& body) {
    auto const answered = client_.send("PUT", "/photos?" + what, {}, body);
    return answered.status == 200 ? "200" : answered.element("Code");
  }
  std::string get(std::string const& what) {
    auto const answered = client_.send("GET", "/photos?" + what);
    return answered.status == 200 ? answered.body.substr(answered.body.find('\n') + 1)
                                  : answered.element("Code");
  }
};

std::string in_namespace(std::string const& root, std::string const& inside) {
  return "<" + root + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + inside + "</" + root +
         ">";
}

TEST_F(S3Settings, ComeBackAndGo) {
  struct Row {
    char const *what, *root, *inside, *absent;
  };
  Row const rows[] = {
      {"cors", "CORSConfiguration",
       "<CORSRule><ID>r</ID><AllowedHeader>*</AllowedHeader><AllowedMethod>PUT</AllowedMethod>"
       "<AllowedOrigin>https://*.example</AllowedOrigin><ExposeHeader>ETag</ExposeHeader>"
       "<MaxAgeSeconds>60</MaxAgeSeconds></CORSRule>",
       "NoSuchCORSConfiguration"},
      {"tagging", "Tagging", "<TagSet><Tag><Key>a</Key><Value> b</Value></Tag></TagSet>",
       "NoSuchTagSet"},
      {"lifecycle", "LifecycleConfiguration",
       "<Rule><ID>r</ID><Filter><And><Prefix>a/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag>"
       "<ObjectSizeLessThan>10</ObjectSizeLessThan></And></Filter><Status>Enabled</Status>"
       "<Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration><NoncurrentVersionExpiration>"
       "<NoncurrentDays>3</NoncurrentDays><NewerNoncurrentVersions>2</NewerNoncurrentVersions>"
       "</NoncurrentVersionExpiration></Rule><Rule><ID>s</ID><Filter><Prefix></Prefix></Filter>"
       "<Status>Disabled</Status><AbortIncompleteMultipartUpload><DaysAfterInitiation>7"
       "</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>",
       "NoSuchLifecycleConfiguration"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.what);
    std::string const document = in_namespace(row.root, row.inside);
    EXPECT_EQ(get(row.what), row.absent);
    EXPECT_EQ(put(row.what, document), "200");
    EXPECT_EQ(get(row.what), document);
    EXPECT_EQ(client_.send("DELETE", std::string("/photos?") + row.what).status, 204);
    EXPECT_EQ(get(row.what), row.absent);
    EXPECT_EQ(client_.send("GET", std::string("/nowhere?") + row.what).element("Code"),
              "NoSuchBucket");
  }
}

TEST_F(S3Settings, WhatIsNoSettingIsRefused) {
  auto const cors = [](std::string const& inside) {
    return "<CORSConfiguration><CORSRule>" + inside + "</CORSRule></CORSConfiguration>";
  };
  struct Row {
    char const* what;
    std::string body;
    char const* error;
  };
  Row const rows[] = {
      {"cors", "<CORSConfiguration/>", "MalformedXML"},
      {"cors", cors("<AllowedMethod>GET</AllowedMethod>"), "MalformedXML"},
      {"cors", cors("<AllowedMethod>PATCH</AllowedMethod><AllowedOrigin>*</AllowedOrigin>"),
       "InvalidRequest"},
      {"cors", cors("<AllowedMethod>GET</AllowedMethod><AllowedOrigin>*.*</AllowedOrigin>"),
       "InvalidRequest"},
      {"cors", cors("<Surprise/>"), "MalformedXML"},
      {"cors", cors("<ID>" + std::string(256, 'r') + "</ID>"), "InvalidArgument"},
      {"cors", cors("<ID>\xff</ID>"), "MalformedXML"},
      {"tagging", "<Tagging/>", "MalformedXML"},
      {"tagging",
       "<Tagging><TagSet><Tag><Key>a</Key><Value/></Tag><Tag><Key>a</Key><Value/></Tag></TagSet>"
       "</Tagging>",
       "InvalidTag"},
      {"notification",
       "<NotificationConfiguration><QueueConfiguration/></NotificationConfiguration>",
       "NotImplemented"},
      {"encryption",
       "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
       "<SSEAlgorithm>aws:kms</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>"
       "</ServerSideEncryptionConfiguration>",
       "NotImplemented"},
      {"ownershipControls",
       "<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>"
       "</OwnershipControls>",
       "NotImplemented"},
      {"publicAccessBlock",
       "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls>"
       "<IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>false</BlockPublicPolicy>"
       "<RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>",
       "AccessDenied"},
      {"acl", "<AccessControlPolicy/>", "MalformedXML"},
      {"object-lock",
       "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled>"
       "</ObjectLockConfiguration>",
       "InvalidBucketState"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.body.substr(0, 200));
    EXPECT_EQ(put(row.what, row.body), row.error);
  }
}

TEST_F(S3Settings, WhatIsNotOfItsSchemaIsRefused) {
  struct Row {
    char const* what;
    std::string body;
    char const* error;
  };
  Row const rows[] = {
      {"acl", "", "MissingSecurityHeader"},
      {"acl", "<AccessControlPolicy><AccessControlList/></AccessControlPolicy>",
       "AccessControlListNotSupported"},
      {"tagging", "<Tagging><TagSet>all gone</TagSet></Tagging>", "MalformedXML"},
      {"tagging", "<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>", "MalformedXML"},
      {"tagging", "<Tagging><TagSet/><TagSet/></Tagging>", "MalformedXML"},
      {"tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value><b/></Value></Tag></TagSet></Tagging>",
       "MalformedXML"},
      {"versioning", "<VersioningConfiguration><Status>On</Status></VersioningConfiguration>",
       "MalformedXML"},
      {"versioning",
       "<VersioningConfiguration><Status>Enabled</Status><Status>Suspended</Status>"
       "</VersioningConfiguration>",
       "MalformedXML"},
      {"versioning", "<VersioningConfiguration/>", "IllegalVersioningConfigurationException"},
      {"encryption", "<ServerSideEncryptionConfiguration/>", "MalformedXML"},
      {"encryption",
       "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
       "<SSEAlgorithm>rot13</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>"
       "</ServerSideEncryptionConfiguration>",
       "MalformedXML"},
      {"publicAccessBlock", "<PublicAccessBlockConfiguration/>", "AccessDenied"},
      {"publicAccessBlock",
       "<PublicAccessBlockConfiguration><BlockPublicAcls>maybe</BlockPublicAcls>"
       "</PublicAccessBlockConfiguration>",
       "MalformedXML"},
      {"object-lock",
       "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Surprise/>"
       "</ObjectLockConfiguration>",
       "MalformedXML"}};
  for (Row const& row : rows) EXPECT_EQ(put(row.what, row.body), row.error) << row.body;
}

TEST_F(S3Settings, DocumentsAreHeldToTheirDigests) {
  std::string const body = "<Tagging><TagSet/></Tagging>";
  struct Row {
    Fields headers;
    char const* code;
  };
  Row const rows[] = {
      {{{"content-md5", "1B2M2Y8AsgTpgAmY7PhCfg=="}}, "BadDigest"},
      {{{"content-md5", "x"}}, "InvalidDigest"},
      {{{"x-amz-checksum-crc32", "AAAAAA=="}}, "BadDigest"},
      {{{"x-amz-checksum-crc32", "AAAAAA=="}, {"x-amz-checksum-sha1", "x"}}, "InvalidRequest"},
      {{{"x-amz-sdk-checksum-algorithm", "CRC32"}}, "InvalidRequest"},
      {{{"x-amz-sdk-checksum-algorithm", "rot13"}}, "InvalidRequest"},
      {{{"x-amz-source-expected-bucket-owner", "somebody"}}, "AccessDenied"},
  };
  for (Row const& row : rows) {
    auto const answered = client_.send("PUT", "/photos?tagging", row.headers, body);
    EXPECT_EQ(answered.element("Code"), row.code) << row.headers.front().second;
  }
  EXPECT_EQ(get("tagging"), "NoSuchTagSet");
}

TEST_F(S3Settings, WhatIsNoLifecycleIsRefused) {
  std::string const rule = "<Status>Enabled</Status><Filter><Prefix/></Filter>";
  auto const expiration = [](std::string const& inside) {
    return "<Expiration>" + inside + "</Expiration>";
  };
  std::string const midnight = "<Date>2030-01-01T00:00:00Z</Date>";
  std::string const marker = "<ExpiredObjectDeleteMarker>";
  struct Row {
    std::string rule;
    char const* error;
  };
  Row const rows[] = {
      {rule, "MalformedXML"},
      {"<Status>On</Status><Prefix/>", "MalformedXML"},
      {rule + expiration("<Days>0</Days>"), "InvalidArgument"},
      {rule + expiration("<Days>x</Days>"), "MalformedXML"},
      {rule + expiration("<Date>2030-01-01T01:00:00Z</Date>"), "InvalidArgument"},
      {rule + "<Transition/>", "NotImplemented"},
      {rule + expiration("<Days>1</Days>") + expiration(midnight), "MalformedXML"},
      {rule + expiration(marker + "false</ExpiredObjectDeleteMarker>"), "MalformedXML"},
      {rule + expiration(marker + "yes</ExpiredObjectDeleteMarker>"), "MalformedXML"},
      {"<ID>" + std::string(256, 'r') + "</ID>" + rule, "InvalidArgument"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.rule.substr(0, 200));
    EXPECT_EQ(put("lifecycle",
                  "<LifecycleConfiguration><Rule>" + row.rule + "</Rule></LifecycleConfiguration>"),
              row.error);
  }
  EXPECT_EQ(put("lifecycle", "<LifecycleConfiguration/>"), "MalformedXML");
}

TEST_F(S3Settings, WhatAlwaysHoldsMayBePutAndIsAnswered) {
  EXPECT_NE(get("publicAccessBlock").find("<BlockPublicPolicy>true<"), std::string::npos);
  EXPECT_EQ(client_.send("DELETE", "/photos?publicAccessBlock").element("Code"), "AccessDenied");
  EXPECT_NE(get("policyStatus").find("<IsPublic>false<"), std::string::npos);
  EXPECT_NE(get("encryption").find("AES256"), std::string::npos);
  EXPECT_NE(get("ownershipControls").find("BucketOwnerEnforced"), std::string::npos);
  EXPECT_NE(get("requestPayment").find("BucketOwner"), std::string::npos);
  EXPECT_EQ(get("policy"), "NoSuchBucketPolicy");
  EXPECT_EQ(get("website"), "NoSuchWebsiteConfiguration");
  EXPECT_EQ(get("replication"), "ReplicationConfigurationNotFoundError");
  EXPECT_EQ(get("object-lock"), "ObjectLockConfigurationNotFoundError");
  for (char const* const what : {"publicAccessBlock", "encryption", "ownershipControls", "acl"}) {
    EXPECT_EQ(put(what, get(what)), "200") << what;
  }
  EXPECT_EQ(client_.send("GET", "/nowhere?encryption").element("Code"), "NoSuchBucket");
}

TEST_F(S3Settings, AViewerSeesAndChangesNone) {
  auto viewer = client_with({Role::viewer});
  EXPECT_EQ(viewer.send("GET", "/photos?cors").element("Code"), "AccessDenied");
  EXPECT_EQ(viewer.send("PUT", "/photos?cors", {}, "<x/>").element("Code"), "AccessDenied");
  EXPECT_EQ(viewer.send("GET", "/photos?versions").status, 200);
}

TEST_F(S3Settings, EventsAreOnOrOff) {
  EXPECT_EQ(get("notification").find("EventBridge"), std::string::npos);
  EXPECT_TRUE(publishes_events(std::nullopt, true)) << "nobody said: of the watched bucket";
  EXPECT_FALSE(publishes_events(std::nullopt, false));
  EXPECT_EQ(put("notification",
                "<NotificationConfiguration><EventBridgeConfiguration/>"
                "</NotificationConfiguration>"),
            "200");
  EXPECT_NE(get("notification").find("<EventBridgeConfiguration>"), std::string::npos);
  EXPECT_TRUE(publishes_events(store_.buckets().setting("photos", "notification").value(), false));
  EXPECT_EQ(put("notification", "<NotificationConfiguration/>"), "200");
  EXPECT_FALSE(publishes_events(store_.buckets().setting("photos", "notification").value(), true));
}

TEST_F(S3Settings, LifecycleIsCarriedOut) {
  ASSERT_EQ(client_.send("PUT", "/photos/a", {}, "1").status, 200);
  ASSERT_EQ(put("lifecycle",
                "<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/>"
                "<Expiration><Days>1</Days></Expiration></Rule>"
                "</LifecycleConfiguration>"),
            "200");
  Stores const stores{store_, store_.buckets(), store_, store_};
  EXPECT_EQ(carry_out_lifecycles(stores, clock_.wall()).value(), 0U);
  clock_.advance(std::chrono::days(3));
  EXPECT_EQ(carry_out_lifecycles(stores, clock_.wall()).value(), 1U);
  EXPECT_EQ(client_.send("GET", "/photos/a").element("Code"), "NoSuchKey");
}

class S3Cors : public S3Settings {
 protected:
  S3Cors() {
    EXPECT_EQ(put("cors",
                  "<CORSConfiguration><CORSRule><AllowedMethod>PUT</AllowedMethod>"
                  "<AllowedOrigin>https://*.example</AllowedOrigin>"
                  "<AllowedHeader>x-amz-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>"
                  "</CORSRule><CORSRule><AllowedMethod>GET</AllowedMethod>"
                  "<AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>"),
              "200");
  }
  Answered preflight(char const* origin, char const* method, char const* headers = nullptr) {
    Fields fields = {{"origin", origin}, {"access-control-request-method", method}};
    if (headers != nullptr) fields.emplace_back("access-control-request-headers", headers);
    return pages_.send_raw("OPTIONS", "/photos/a", fields);
  }

  Options options_;
  http::Filter filter_ = bucket_cors_filter(handler_, store_.buckets(), options_);
  SignedClient pages_{filter_, admin_, clock_};
};

TEST_F(S3Cors, Preflights) {
  auto const good = preflight("https://a.example", "PUT", "X-Amz-Date, x-amz-acl");
  EXPECT_EQ(good.status, 200);
  EXPECT_EQ(good.header("access-control-allow-origin"), "https://a.example");
  EXPECT_EQ(good.header("access-control-allow-credentials"), "true");
  EXPECT_EQ(good.header("access-control-allow-methods"), "PUT");
  EXPECT_EQ(good.header("access-control-allow-headers"), "x-amz-date, x-amz-acl");
  EXPECT_EQ(good.header("access-control-expose-headers"), "ETag");
  EXPECT_EQ(preflight("http://b.other", "GET").header("access-control-allow-origin"), "*");
  EXPECT_EQ(preflight("https://a.example", "PUT", "authorization").element("Code"),
            "AccessForbidden");
  EXPECT_EQ(preflight("http://b.other", "PUT").status, 403);
  EXPECT_EQ(pages_.send_raw("OPTIONS", "/photos/a", {{"origin", "https://a.example"}}).status, 400);
  ASSERT_EQ(client_.send("DELETE", "/photos?cors").status, 204);
  EXPECT_EQ(preflight("https://a.example", "PUT").element("Message"),
            "CORSResponse: CORS is not enabled for this bucket.");
}

TEST_F(S3Cors, AnswersAreMarkedForAllowedPages) {
  auto const put = pages_.send("PUT", "/photos/a", {{"origin", "https://a.example"}}, "1");
  EXPECT_EQ(put.status, 200);
  EXPECT_EQ(put.header("access-control-allow-origin"), "https://a.example");
  auto const denied = pages_.send_raw("GET", "/photos/a", {{"origin", "http://b.other"}});
  EXPECT_EQ(denied.status, 403);
  EXPECT_EQ(denied.header("access-control-allow-origin"), "*") << "so that the page can read why";
  EXPECT_EQ(pages_.send("PUT", "/photos/a", {{"origin", "http://b.other"}}, "1")
                .header("access-control-allow-origin"),
            "(none)");
  EXPECT_EQ(pages_.send("GET", "/photos/a").header("access-control-allow-origin"), "(none)");
}

TEST_F(S3Settings, UnsignedRequestsThatAreForABucket) {
  struct Row {
    char const *method, *target;
    Fields headers;
    bool rest, want;
  };
  Row const rows[] = {
      {"OPTIONS", "/photos/a", {}, false, true},
      {"GET", "/photos?list-type=2", {}, false, true},
      {"GET", "/photos", {}, true, false},
      {"GET", "/photos", {{"host", "photos.localhost"}}, true, true},
      {"GET", "/results", {}, false, false},
      {"GET", "/", {}, false, false},
      {"POST", "/nowhere", {{"content-type", "multipart/form-data; boundary=b"}}, false, true},
      {"POST", "/results", {{"content-type", "multipart/form-data; boundary=b"}}, true, false}};
  Options const options;
  for (Row const& row : rows) {
    SCOPED_TRACE(row.target);
    auto const head = SignedClient::head_of(row.method, row.target, row.headers, "");
    EXPECT_EQ(is_for_bucket(head, store_.buckets(), options, row.rest), row.want);
  }
}

}  // namespace
}  // namespace helio::aws::s3
