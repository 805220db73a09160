// HeadBucket: is it there, and where.
#include "aws/s3/operations.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> head_bucket(Call const& call) {
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  http::Response response;
  response.headers.add("x-amz-bucket-region", call.options.region);
  response.headers.add("content-type", "application/xml");
  return response;
}

}  // namespace helio::aws::s3
