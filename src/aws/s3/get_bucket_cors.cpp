// GetBucketCors.
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_bucket_cors(Call const& call) {
  return answer_setting(call, setting::kCors,
                        {"NoSuchCORSConfiguration", "The CORS configuration does not exist"});
}

}  // namespace helio::aws::s3
