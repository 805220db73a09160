// GetBucketLifecycleConfiguration.
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_bucket_lifecycle_configuration(Call const& call) {
  return answer_setting(
      call, setting::kLifecycle,
      {"NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"});
}

}  // namespace helio::aws::s3
