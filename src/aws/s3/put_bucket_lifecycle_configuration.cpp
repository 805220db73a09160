// PutBucketLifecycleConfiguration: carried out once a day.
#include "aws/s3/lifecycle_rules.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> put_bucket_lifecycle_configuration(Call const& call,
                                                           std::string const& body) {
  auto const rules = parse_lifecycle(body);
  if (!rules) return refuse(rules.error());
  return keep_setting(call, setting::kLifecycle, write_lifecycle(*rules));
}

}  // namespace helio::aws::s3
