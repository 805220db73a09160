// GetBucketOwnershipControls: the bucket's owner owns all there is, and ACLs do not count.
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_bucket_ownership_controls(Call const& call) {
  XmlWriter xml("OwnershipControls");
  xml.open("Rule").text("ObjectOwnership", "BucketOwnerEnforced");
  return answer_fixed(call, std::move(xml));
}

}  // namespace helio::aws::s3
