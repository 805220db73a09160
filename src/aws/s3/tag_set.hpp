// Tags on the wire: the document Tagging, and the header x-amz-tagging.
#pragma once

#include <cstddef>
#include <string_view>

#include "aws/s3/call.hpp"
#include "aws/s3/xml_writer.hpp"
#include "objects/tags.hpp"

namespace helio::aws::s3 {

// Errors: invalid_argument "MalformedXML", and those of objects::check_tags().
[[nodiscard]] Result<objects::Metadata> parse_tagging(std::string_view body, std::size_t count_max);
// Of x-amz-tagging ("name=value&…", percent-encoded), none where it is not there.
// Errors: invalid_argument "InvalidArgument", and those of objects::check_tags().
[[nodiscard]] Result<objects::Metadata> tags_of(Call const& call);

[[nodiscard]] XmlWriter write_tagging(objects::Metadata const& tags);

}  // namespace helio::aws::s3
