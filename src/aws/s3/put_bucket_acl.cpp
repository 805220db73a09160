// PutBucketAcl: only the owner's full control, which holds anyway.
#include "aws/s3/access_control.hpp"
#include "aws/s3/operations.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> put_bucket_acl(Call const& call, std::string const& body) {
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  if (auto const good = check_owner_acl(call, body); !good) return refuse(good.error());
  return http::Response{};
}

}  // namespace helio::aws::s3
