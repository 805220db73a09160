// GetObjectLockConfiguration.
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_object_lock_configuration(Call const& call) {
  return answer_setting(call, setting::kObjectLock,
                        {"ObjectLockConfigurationNotFoundError",
                         "Object Lock configuration does not exist for this bucket"});
}

}  // namespace helio::aws::s3
