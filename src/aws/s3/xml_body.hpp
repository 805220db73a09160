// The XML bodies of requests, read by pugixml (no DOCTYPE, no entities but the five) into plain
// elements, bounded in bytes and depth.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace helio::aws::s3 {

constexpr std::size_t kXmlBytesMax = 4U << 20U;  // 10,000 parts with checksums take half of it
constexpr int kXmlDepthMax = 16;

struct XmlElement {
  std::string name;  // without a namespace's prefix
  std::string text;  // all its own; of an element with children, without spaces at the ends
  std::vector<XmlElement> children;

  // The first child of that name, or null.
  [[nodiscard]] XmlElement const* child(std::string_view name) const noexcept;
  // Its text without spaces at the ends, or empty. A key may be a space: ask child() for those.
  [[nodiscard]] std::string_view child_text(std::string_view name) const noexcept;
};

// Errors: invalid_argument "MalformedXML" (not UTF-8 or not well-formed, another root, too deep),
// too_large "MaxMessageLengthExceeded".
[[nodiscard]] Result<XmlElement> parse_xml(std::string_view body, std::string_view root);

// "MalformedXML" of a document that is well-formed and yet not what S3's schema wants; `schema`
// says what that is: "Status is ON or OFF."
[[nodiscard]] tl::unexpected<Error> schema_error(std::string_view schema);

}  // namespace helio::aws::s3
