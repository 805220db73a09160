// The XML bodies of requests, read by pugixml into plain elements, bounded in bytes and depth. What
// pugixml lets pass is refused here: a DOCTYPE, references to entities and characters that do not
// exist, an attribute twice, anything beside the one root.
#pragma once

#include <cstddef>
#include <initializer_list>
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
  // As S3's schemas want it: no text beside the children, and each child at most once: a `leaf`
  // without children of its own, or one of `nested`.
  [[nodiscard]] bool has_only(std::initializer_list<std::string_view> leaves,
                              std::initializer_list<std::string_view> nested = {}) const;
};

// Errors: invalid_argument "MalformedXML" (not UTF-8 or not well-formed, another root, too deep),
// too_large "MaxMessageLengthExceeded".
[[nodiscard]] Result<XmlElement> parse_xml(std::string_view body, std::string_view root);

// "MalformedXML" of a document that is well-formed and yet not what S3's schema wants; `schema`
// says what that is: "Status is ON or OFF."
[[nodiscard]] tl::unexpected<Error> schema_error(std::string_view schema);

}  // namespace helio::aws::s3
