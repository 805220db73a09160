// GetBucketPolicyStatus: of buckets that are never public.
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_bucket_policy_status(Call const& call) {
  XmlWriter xml("PolicyStatus");
  xml.boolean("IsPublic", false);
  return answer_fixed(call, std::move(xml));
}

}  // namespace helio::aws::s3
