// Goal: buckets and listings through S3's wire: pages, tokens, delimiters, encoding.
#include <gtest/gtest.h>

#include "aws/s3/s3_in_memory.hpp"
#include "http/uri.hpp"

namespace helio::aws::s3 {
namespace {

class S3ListingsTest : public testing::Test, protected S3InMemory {};

std::vector<std::string> all(Answered const& answered, std::string_view element) {
  std::string const open = "<" + std::string(element) + ">";
  std::vector<std::string> texts;
  for (auto at = answered.body.find(open); at != std::string::npos;
       at = answered.body.find(open, at + 1)) {
    auto const begin = at + open.size();
    texts.push_back(answered.body.substr(begin, answered.body.find("</", begin) - begin));
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST_F(S3ListingsTest, Buckets) {
  EXPECT_EQ(client_.send("PUT", "/Bad_Name").element("Code"), "InvalidBucketName");
  EXPECT_EQ(client_.send("PUT", "/photos").status, 200);  // again, as in us-east-1
  auto const made = client_.send("PUT", "/archive", {},
                                 "<CreateBucketConfiguration><LocationConstraint>us-east-1"
                                 "</LocationConstraint></CreateBucketConfiguration>");
  EXPECT_EQ(made.status, 200);
  EXPECT_EQ(made.header("location"), "/archive");
  EXPECT_EQ(client_
                .send("PUT", "/elsewhere", {},
                      "<CreateBucketConfiguration><LocationConstraint>eu-west-1"
                      "</LocationConstraint></CreateBucketConfiguration>")
                .element("Code"),
            "IllegalLocationConstraintException");
  EXPECT_EQ(client_.send("PUT", "/elsewhere", {}, "<not xml").element("Code"), "MalformedXML");

  auto const listed = client_.send("GET", "/");
  EXPECT_EQ(all(listed, "Name"), (Texts{"archive", "photos"}));
  EXPECT_EQ(listed.element("CreationDate"), "2025-06-15T15:06:40.000Z");
  auto const first = client_.send("GET", "/?max-buckets=1");
  EXPECT_EQ(all(first, "Name"), Texts{"archive"});
  auto const token = http::percent_encode(first.element("ContinuationToken"));
  EXPECT_EQ(all(client_.send("GET", "/?continuation-token=" + token), "Name"), Texts{"photos"});
  EXPECT_EQ(all(client_.send("GET", "/?prefix=ph"), "Name"), Texts{"photos"});

  EXPECT_EQ(client_.send("GET", "/photos?location").body,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LocationConstraint "
            "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"></LocationConstraint>");
  EXPECT_EQ(client_.send("HEAD", "/photos").header("x-amz-bucket-region"), "us-east-1");
  ASSERT_EQ(client_.send("PUT", "/photos/k", {}, "x").status, 200);
  EXPECT_EQ(client_.send("DELETE", "/photos").element("Code"), "BucketNotEmpty");
  EXPECT_EQ(client_.send("DELETE", "/archive").status, 204);
  EXPECT_EQ(client_.send("DELETE", "/archive").element("Code"), "NoSuchBucket");
}

TEST_F(S3ListingsTest, ObjectsByPages) {
  for (char const* const key : {"a", "b/1", "b/2", "c%20%26", "d/1"}) {
    ASSERT_EQ(client_.send("PUT", std::string("/photos/") + key, {}, "x").status, 200);
  }
  auto const whole = client_.send("GET", "/photos?list-type=2");
  EXPECT_EQ(all(whole, "Key"), (Texts{"a", "b/1", "b/2", "c &amp;", "d/1"}));
  EXPECT_EQ(whole.element("KeyCount"), "5");
  EXPECT_EQ(whole.element("IsTruncated"), "false");
  EXPECT_EQ(whole.element("Owner"), "(none)");
  EXPECT_NE(client_.send("GET", "/photos?list-type=2&fetch-owner=true").element("Owner"), "(none)");
  EXPECT_EQ(all(client_.send("GET", "/photos?list-type=2&encoding-type=url&prefix=c"), "Key"),
            Texts{"c%20%26"});
  EXPECT_EQ(all(client_.send("GET", "/photos?list-type=2&start-after=b/1"), "Key"),
            (Texts{"b/2", "c &amp;", "d/1"}));
  EXPECT_EQ(client_.send("GET", "/photos?list-type=2&max-keys=0").element("IsTruncated"), "false");

  Texts keys;
  Texts prefixes;
  std::string token;
  for (int pages = 0; pages < 9; ++pages) {
    auto const page = client_.send(
        "GET", "/photos?list-type=2&delimiter=/&max-keys=1" +
                   (token.empty() ? "" : "&continuation-token=" + http::percent_encode(token)));
    for (auto const& key : all(page, "Key")) keys.push_back(key);
    auto const found = all(page, "Prefix");
    prefixes.insert(prefixes.end(), found.begin() + 1, found.end());
    token = page.element("NextContinuationToken");
    if (page.element("IsTruncated") == "false") break;
  }
  EXPECT_EQ(keys, (Texts{"a", "c &amp;"}));
  EXPECT_EQ(prefixes, (Texts{"b/", "d/"}));

  auto const first = client_.send("GET", "/photos?delimiter=/&max-keys=2");
  EXPECT_EQ(first.element("NextMarker"), "b/");
  auto const second = client_.send("GET", "/photos?delimiter=/&marker=b/");
  EXPECT_EQ(all(second, "Key"), Texts{"c &amp;"});
}

TEST_F(S3ListingsTest, ListingRefusals) {
  for (char const* const query :
       {"list-type=2&max-keys=-1", "list-type=2&max-keys=x", "list-type=2&encoding-type=xml",
        "list-type=2&continuation-token=x", "list-type=2&continuation-token=AAAA",
        "list-type=2&prefix=%FF", "list-type=", "max-keys=1x", "uploads&max-uploads=-1"}) {
    auto const answered = client_.send("GET", std::string("/photos?") + query);
    EXPECT_EQ(answered.status, 400) << query;
    EXPECT_EQ(answered.element("Code"), "InvalidArgument") << query;
  }
  EXPECT_EQ(client_.send("GET", "/photos?list-type=2&max-keys=99999999999").element("MaxKeys"),
            "1000");
  EXPECT_EQ(client_.send("GET", "/nothing?list-type=2").element("Code"), "NoSuchBucket");
}

}  // namespace
}  // namespace helio::aws::s3
