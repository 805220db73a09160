// GetBucketVersioning.
#include "aws/s3/operations.hpp"
#include "aws/s3/reply.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_bucket_versioning(Call const& call) {
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  XmlWriter xml("VersioningConfiguration");
  if (bucket->versioned) xml.text("Status", "Enabled");
  return xml_response(std::move(xml));
}

}  // namespace helio::aws::s3
