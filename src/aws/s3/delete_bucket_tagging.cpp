// DeleteBucketTagging.
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> delete_bucket_tagging(Call const& call) {
  return drop_setting(call, setting::kTagging);
}

}  // namespace helio::aws::s3
