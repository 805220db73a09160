#include "aws/s3/xml_writer.hpp"

#include <algorithm>

namespace helio::aws::s3 {
namespace {

// XML 1.0 has no control characters, but S3 writes the references of those that keys hold, and its
// clients' parsers know of encoding-type=url for the rest.
void append_escaped(std::string& xml, std::string_view text) {
  for (char const c : text) {
    switch (c) {
      case '&':
        xml += "&amp;";
        break;
      case '<':
        xml += "&lt;";
        break;
      case '>':
        xml += "&gt;";
        break;
      case '"':
        xml += "&quot;";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') {
          xml.append("&#").append(std::to_string(static_cast<int>(c))).append(";");
        } else {
          xml += c;
        }
    }
  }
}

}  // namespace

bool fits_xml(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r';
  });
}

XmlWriter::XmlWriter(std::string_view root, Namespace space) {
  xml_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<";
  xml_ += root;
  if (space == Namespace::s3) xml_ += " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
  xml_ += '>';
  open_.emplace_back(root);
}

XmlWriter& XmlWriter::open(std::string_view tag) {
  xml_.append("<").append(tag).append(">");
  open_.emplace_back(tag);
  return *this;
}

XmlWriter& XmlWriter::close() {
  std::string const& tag = open_.back();
  xml_.append("</").append(tag, 0, tag.find(' ')).append(">");
  open_.pop_back();
  return *this;
}

XmlWriter& XmlWriter::text(std::string_view name, std::string_view value) {
  return open(name).content(value).close();
}

XmlWriter& XmlWriter::number(std::string_view name, std::uint64_t value) {
  return text(name, std::to_string(value));
}

XmlWriter& XmlWriter::boolean(std::string_view name, bool value) {
  return text(name, value ? "true" : "false");
}

XmlWriter& XmlWriter::content(std::string_view value) {
  append_escaped(xml_, value);
  return *this;
}

std::string XmlWriter::finish() && {
  while (!open_.empty()) close();
  return std::move(xml_);
}

}  // namespace helio::aws::s3
