#include "aws/s3/xml_body.hpp"

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

// False: nested too deeply.
bool copy(pugi::xml_node const& node, int depth, XmlElement& element) {
  if (depth > kXmlDepthMax) return false;
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

Result<XmlElement> parse_xml(std::string_view body, std::string_view root) {
  if (body.size() > kXmlBytesMax) {
    return fail(Errc::too_large, "MaxMessageLengthExceeded",
                "Your request was too big: an XML body has at most " +
                    std::to_string(kXmlBytesMax) + " bytes.");
  }
  if (!is_utf8(body)) return malformed("The XML you provided is not UTF-8.");
  pugi::xml_document document;
  auto const parsed =
      document.load_buffer(body.data(), body.size(),
                           pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
  auto const top = document.document_element();
  if (!parsed || !top) {
    return malformed(
        "The XML you provided was not well-formed: " + std::string(parsed.description()) + ".");
  }
  XmlElement element;
  if (!copy(top, 1, element)) {
    return malformed("The XML you provided is nested more than " + std::to_string(kXmlDepthMax) +
                     " elements deep.");
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
