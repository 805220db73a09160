// ListBuckets: by name, those that the key may see.
#include "aws/s3/operations.hpp"
#include "aws/s3/page.hpp"
#include "aws/s3/reply.hpp"
#include "base/timestamp.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> list_buckets(Call const& call) {
  auto const buckets = call.stores.buckets.buckets();
  if (!buckets) return refuse(buckets.error());
  auto const count_max = call.number("max-buckets", 10'000, 10'000);
  if (!count_max) return refuse(count_max.error());
  auto const after = read_token(call, "continuation-token");
  if (!after) return refuse(after.error());
  auto const prefix = call.parameter("prefix").value_or("");
  Grant const& grant = call.verified.identity.grant;
  XmlWriter xml("ListAllMyBucketsResult");
  write_owner(xml, call, "Owner");
  xml.open("Buckets");
  int count = 0;
  std::string last;
  bool more = false;
  for (objects::Bucket const& bucket : *buckets) {
    bool const visible = grant.bucket.empty() || grant.bucket == bucket.name;
    if (!visible || bucket.name <= *after || !bucket.name.starts_with(prefix)) continue;
    more = count++ == *count_max;
    if (more) break;
    xml.open("Bucket").text("Name", bucket.name);
    xml.text("CreationDate", to_rfc3339(bucket.created_at));
    xml.text("BucketRegion", call.options.region).close();
    last = bucket.name;
  }
  xml.close();
  if (more) xml.text("ContinuationToken", make_token(last));
  if (!prefix.empty()) xml.text("Prefix", prefix);
  return xml_response(std::move(xml));
}

}  // namespace helio::aws::s3
