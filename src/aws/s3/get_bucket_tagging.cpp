// GetBucketTagging.
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_bucket_tagging(Call const& call) {
  return answer_setting(call, setting::kTagging, {"NoSuchTagSet", "The TagSet does not exist"});
}

}  // namespace helio::aws::s3
