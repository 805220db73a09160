// GetBucketVersioning.
#include "aws/s3/operations.hpp"
#include "aws/s3/reply.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_bucket_versioning(Call const& call) {
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  XmlWriter xml("VersioningConfiguration");
  // Of a bucket that never had versions, S3 says nothing.
  if (bucket->versioning != objects::Versioning::never) {
    bool const enabled = bucket->versioning == objects::Versioning::enabled;
    xml.text("Status", enabled ? "Enabled" : "Suspended");
  }
  return xml_response(std::move(xml));
}

}  // namespace helio::aws::s3
