// ACLs as they are where the bucket's owner owns everything: full control to the owner, and no
// other grant.
#pragma once

#include <string>

#include "aws/s3/call.hpp"
#include "aws/s3/xml_writer.hpp"

namespace helio::aws::s3 {

[[nodiscard]] XmlWriter write_owner_acl(Call const& call);

// What a Put asks for: the owner's full control, by document or by x-amz-acl (unsupported.hpp has
// refused the others). Errors: invalid_argument "AccessControlListNotSupported", "MalformedXML".
[[nodiscard]] Result<void> check_owner_acl(Call const& call, std::string const& body);

}  // namespace helio::aws::s3
