// XmlWriter: S3's answers, written front to back; pugixml reads requests (xml_body.hpp), but a
// listing of 1,000 keys needs no tree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace helio::aws::s3 {

// Whether XML 1.0 can show the text: it has no control characters but tab and line breaks.
[[nodiscard]] bool fits_xml(std::string_view text) noexcept;

class XmlWriter {
 public:
  // With S3's namespace, unless the document is an error, which has none.
  enum class Namespace { s3, none };
  explicit XmlWriter(std::string_view root, Namespace space = Namespace::s3);

  // `tag`: a name, or a name and attributes: "Grantee xsi:type=\"CanonicalUser\"".
  XmlWriter& open(std::string_view tag);
  XmlWriter& close();
  XmlWriter& text(std::string_view name, std::string_view value);
  XmlWriter& number(std::string_view name, std::uint64_t value);
  XmlWriter& boolean(std::string_view name, bool value);
  // Of the element that is open.
  XmlWriter& content(std::string_view value);

  // The document, with all that is open closed.
  [[nodiscard]] std::string finish() &&;

 private:
  std::string xml_;
  std::vector<std::string> open_;
};

}  // namespace helio::aws::s3
