#include "aws/s3/access_control.hpp"

#include <algorithm>

#include "aws/s3/page.hpp"
#include "aws/s3/xml_body.hpp"

namespace helio::aws::s3 {

XmlWriter write_owner_acl(Call const& call) {
  XmlWriter xml("AccessControlPolicy");
  write_owner(xml, call, "Owner");
  xml.open("AccessControlList").open("Grant");
  xml.open(
      "Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:type=\"CanonicalUser\"");
  xml.text("ID", owner_id(call)).text("DisplayName", kOwnerName).close();
  xml.text("Permission", "FULL_CONTROL");
  return xml;
}

Result<void> check_owner_acl(Call const& call, std::string const& body) {
  if (body.empty()) {
    if (call.header("x-amz-acl")) return {};
    return fail(Errc::invalid_argument, "MissingSecurityHeader",
                "Your request was missing a required header: x-amz-acl, or an AccessControlPolicy "
                "as its body.");
  }
  auto const document = parse_xml(body, "AccessControlPolicy");
  if (!document) return tl::unexpected<Error>(document.error());
  XmlElement const* const list = document->child("AccessControlList");
  if (list == nullptr || !document->has_only({}, {"Owner", "AccessControlList"})) {
    return schema_error("AccessControlPolicy has an Owner and an AccessControlList.");
  }
  auto const is_owners = [&](XmlElement const& grant) {
    XmlElement const* const grantee = grant.child("Grantee");
    bool const owner = grantee != nullptr && grantee->child_text("ID") == owner_id(call);
    return owner && grant.child_text("Permission") == "FULL_CONTROL";
  };
  if (!list->children.empty() && std::ranges::all_of(list->children, is_owners)) return {};
  return fail(Errc::unsupported, "AccessControlListNotSupported",
              "The bucket does not allow ACLs: the owner owns every object, and nobody else has "
              "access but by access keys.");
}

}  // namespace helio::aws::s3
