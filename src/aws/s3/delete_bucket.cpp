// DeleteBucket: of an empty bucket.
#include "aws/s3/operations.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> delete_bucket(Call const& call) {
  auto const deleted = call.stores.buckets.delete_bucket(call.address.bucket);
  if (!deleted) return refuse(deleted.error());
  http::Response response;
  response.status = 204;
  return response;
}

}  // namespace helio::aws::s3
