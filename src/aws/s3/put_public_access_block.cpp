// PutPublicAccessBlock: nothing weaker than what always holds.
#include "aws/s3/operations.hpp"
#include "aws/s3/xml_body.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> put_public_access_block(Call const& call, std::string const& body) {
  auto const document = parse_xml(body, "PublicAccessBlockConfiguration");
  if (!document) return refuse(document.error());
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  for (std::string_view const name :
       {"BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"}) {
    if (document->child_text(name) == "true") continue;
    return refuse(Errc::forbidden, "AccessDenied",
                  "Buckets here are never public: " + std::string(name) + " can only be true.");
  }
  return http::Response{};
}

}  // namespace helio::aws::s3
