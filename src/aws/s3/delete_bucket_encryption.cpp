// DeleteBucketEncryption: back to AES256, which always holds.
#include "aws/s3/operations.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> delete_bucket_encryption(Call const& call) {
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  http::Response response;
  response.status = 204;
  return response;
}

}  // namespace helio::aws::s3
