// DeletePublicAccessBlock: refused, as buckets are never public.
#include "aws/s3/operations.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> delete_public_access_block(Call const& call) {
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  return refuse(Errc::forbidden, "AccessDenied",
                "Buckets here are never public: the block cannot be taken off.");
}

}  // namespace helio::aws::s3
