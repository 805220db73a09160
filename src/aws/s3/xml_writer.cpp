#include "aws/s3/xml_writer.hpp"

#include <algorithm>

namespace helio::aws::s3 {
namespace {

// What XML 1.0 has no way to write; parsers refuse a document with a reference to it. Keys have
// none of it (objects/key.hpp), but a parameter that is said again may.
constexpr std::string_view kReplacement = "\xef\xbf\xbd";  // U+FFFD

bool is_no_character(std::string_view at) {  // U+FFFE and U+FFFF
  return at.starts_with("\xef\xbf\xbe") || at.starts_with("\xef\xbf\xbf");
}

void append_escaped(std::string& xml, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    switch (c) {
      case '\r':
        xml += "&#13;";  // a parser reads a bare one as a line feed
        break;
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
        if (is_no_character(text.substr(i))) {
          xml += kReplacement;
          i += 2;
        } else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') {
          xml += kReplacement;
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
