// GetBucketAcl.
#include "aws/s3/access_control.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_bucket_acl(Call const& call) {
  return answer_fixed(call, write_owner_acl(call));
}

}  // namespace helio::aws::s3
