// GetBucketLocation: this server's region; us-east-1 is written as nothing, as S3 has it.
#include "aws/s3/operations.hpp"
#include "aws/s3/reply.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_bucket_location(Call const& call) {
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  XmlWriter xml("LocationConstraint");
  if (call.options.region != "us-east-1") xml.content(call.options.region);
  return xml_response(std::move(xml));
}

}  // namespace helio::aws::s3
