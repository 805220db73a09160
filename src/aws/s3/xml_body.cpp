#include "aws/s3/xml_body.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <set>

#include <pugixml.hpp>

#include "base/utf8.hpp"
#include "http/text.hpp"

namespace helio::aws::s3 {
namespace {

tl::unexpected<Error> malformed(std::string message) {
  return fail(Errc::invalid_argument, "MalformedXML", std::move(message));
}

std::string_view local_name(std::string_view name) {
  auto const colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_xml_character(std::uint32_t point) {
  if (point < 0x20) return point == '\t' || point == '\n' || point == '\r';
  return point < 0xd800 || (point >= 0xe000 && point < 0xfffe) ||
         (point >= 0x10000 && point <= 0x10ffff);
}

// "amp", "#233" or "#xe9": what stands between & and ;.
bool is_reference(std::string_view name) {
  if (!name.starts_with('#')) {
    return name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos";
  }
  name.remove_prefix(1);
  int const base = name.starts_with('x') ? 16 : 10;
  if (base == 16) name.remove_prefix(1);
  std::uint32_t point = 0;
  auto const [end, error] = std::from_chars(name.data(), name.data() + name.size(), point, base);
  return error == std::errc() && end == name.data() + name.size() && is_xml_character(point);
}

// Where what begins at `at` with `opening` ends; `at` itself: it does not begin so.
std::size_t after(std::string_view body, std::size_t at, std::string_view opening,
                  std::string_view closing) {
  if (!body.substr(at).starts_with(opening)) return at;
  auto const end = body.find(closing, at + opening.size());
  return end == std::string_view::npos ? body.size() : end + closing.size();
}

// Whether every reference in the text outside of comments and the like is one, and no character is
// one that XML does not have.
bool has_good_characters(std::string_view body) {
  constexpr std::size_t kReferenceMax = 16;
  for (std::size_t at = 0; at < body.size();) {
    char const c = body[at];
    if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') return false;
    if (body.substr(at).starts_with("\xef\xbf\xbe") ||
        body.substr(at).starts_with("\xef\xbf\xbf")) {
      return false;
    }
    if (c == '<') {
      auto end = after(body, at, "<![CDATA[", "]]>");
      if (end == at) end = after(body, at, "<!--", "-->");
      if (end == at) end = after(body, at, "<?", "?>");
      if (end != at) {
        at = end;
        continue;
      }
    }
    if (c == '&') {
      auto const end = body.substr(at, kReferenceMax).find(';');
      if (end == std::string_view::npos || !is_reference(body.substr(at + 1, end - 1)))
        return false;
    }
    ++at;
  }
  return true;
}

bool has_each_attribute_once(pugi::xml_node const& node) {
  std::set<std::string_view> names;
  auto const attributes = node.attributes();
  return std::all_of(attributes.begin(), attributes.end(), [&](pugi::xml_attribute const& each) {
    return names.insert(each.name()).second;
  });
}

// One element, and beside it nothing but spaces, comments and processing instructions.
bool has_one_root(pugi::xml_document const& document) {
  int roots = 0;
  for (pugi::xml_node const& node : document.children()) {
    switch (node.type()) {
      case pugi::node_element:
        ++roots;
        break;
      case pugi::node_pcdata:
        if (!http::trimmed(node.value()).empty()) return false;
        break;
      case pugi::node_cdata:
      case pugi::node_doctype:
        return false;
      default:
        break;
    }
  }
  return roots == 1;
}

// False: nested too deeply, or an attribute stands twice.
bool copy(pugi::xml_node const& node, int depth, XmlElement& element) {
  if (depth > kXmlDepthMax || !has_each_attribute_once(node)) return false;
  element.name = local_name(node.name());
  for (pugi::xml_node const& child : node.children()) {
    if (child.type() == pugi::node_element) {
      if (!copy(child, depth + 1, element.children.emplace_back())) return false;
    } else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      element.text += child.value();
    }
  }
  if (!element.children.empty()) element.text = http::trimmed(element.text);
  return true;
}

}  // namespace

XmlElement const* XmlElement::child(std::string_view wanted) const noexcept {
  for (XmlElement const& element : children) {
    if (element.name == wanted) return &element;
  }
  return nullptr;
}

std::string_view XmlElement::child_text(std::string_view wanted) const noexcept {
  XmlElement const* const element = child(wanted);
  return element == nullptr ? std::string_view() : http::trimmed(element->text);
}

bool XmlElement::has_only(std::initializer_list<std::string_view> leaves,
                          std::initializer_list<std::string_view> nested) const {
  if (!http::trimmed(text).empty()) return false;
  std::set<std::string_view> seen;
  return std::all_of(children.begin(), children.end(), [&](XmlElement const& element) {
    bool const leaf = std::find(leaves.begin(), leaves.end(), element.name) != leaves.end();
    bool const inner = std::find(nested.begin(), nested.end(), element.name) != nested.end();
    return (inner || (leaf && element.children.empty())) && seen.insert(element.name).second;
  });
}

Result<XmlElement> parse_xml(std::string_view body, std::string_view root) {
  if (body.size() > kXmlBytesMax) {
    return fail(Errc::too_large, "MaxMessageLengthExceeded",
                "Your request was too big: an XML body has at most " +
                    std::to_string(kXmlBytesMax) + " bytes.");
  }
  if (!is_utf8(body)) return malformed("The XML you provided is not UTF-8.");
  if (!has_good_characters(body)) {
    return malformed(
        "The XML you provided was not well-formed: it has a character or a reference "
        "that XML does not have.");
  }
  constexpr unsigned kOptions = pugi::parse_default | pugi::parse_ws_pcdata_single |
                                pugi::parse_fragment | pugi::parse_doctype;
  pugi::xml_document document;
  auto const parsed = document.load_buffer(body.data(), body.size(), kOptions, pugi::encoding_utf8);
  if (!parsed) {
    return malformed(
        "The XML you provided was not well-formed: " + std::string(parsed.description()) + ".");
  }
  if (!has_one_root(document)) {
    return malformed(
        "The XML you provided was not well-formed: it must be one element, without a "
        "DOCTYPE.");
  }
  auto const top = document.document_element();
  XmlElement element;
  if (!copy(top, 1, element)) {
    return malformed("The XML you provided is nested more than " + std::to_string(kXmlDepthMax) +
                     " elements deep, or has an attribute twice.");
  }
  if (element.name != root) {
    return malformed("The XML you provided has the root " + element.name.substr(0, 64) + "; " +
                     std::string(root) + " was expected.");
  }
  return element;
}

tl::unexpected<Error> schema_error(std::string_view schema) {
  return malformed(
      "The XML you provided was not well-formed or did not validate against our published "
      "schema: " +
      std::string(schema));
}

}  // namespace helio::aws::s3
