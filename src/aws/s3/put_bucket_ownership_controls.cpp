// PutBucketOwnershipControls: only what holds anyway.
#include "aws/s3/operations.hpp"
#include "aws/s3/xml_body.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> put_bucket_ownership_controls(Call const& call, std::string const& body) {
  auto const document = parse_xml(body, "OwnershipControls");
  if (!document) return refuse(document.error());
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  XmlElement const* const rule = document->child("Rule");
  bool const whole =
      rule != nullptr && document->has_only({}, {"Rule"}) && rule->has_only({"ObjectOwnership"});
  auto const ownership = whole ? rule->child_text("ObjectOwnership") : std::string_view();
  if (ownership == "BucketOwnerEnforced") return http::Response{};
  if (ownership == "BucketOwnerPreferred" || ownership == "ObjectWriter") {
    return refuse(Errc::unsupported, "NotImplemented",
                  "ACLs do not exist here: ObjectOwnership can only be BucketOwnerEnforced.");
  }
  return refuse(schema_error("Rule has ObjectOwnership.").value());
}

}  // namespace helio::aws::s3
