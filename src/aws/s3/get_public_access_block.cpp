// GetPublicAccessBlock: all of it is always blocked.
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_public_access_block(Call const& call) {
  XmlWriter xml("PublicAccessBlockConfiguration");
  for (std::string_view const name :
       {"BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"}) {
    xml.boolean(name, true);
  }
  return answer_fixed(call, std::move(xml));
}

}  // namespace helio::aws::s3
