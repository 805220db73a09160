// Any bytes as an XML body: refused, or a tree as shallow as promised, which writes and reads
// again.
#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "aws/s3/xml_body.hpp"
#include "aws/s3/xml_writer.hpp"

namespace {

using namespace helio::aws::s3;

int depth_of(XmlElement const& element) {
  int deepest = 0;
  for (XmlElement const& child : element.children) deepest = std::max(deepest, depth_of(child));
  return deepest + 1;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const body(reinterpret_cast<char const*>(data), size);
  auto const element = parse_xml(body, "Delete");
  if (!element) {
    if (element.error().name.empty() || element.error().message.empty()) std::abort();
    return 0;
  }
  if (element->name != "Delete" || depth_of(*element) > kXmlDepthMax) std::abort();
  XmlWriter xml("Again");
  xml.text("Text", element->child_text("Key"));
  static_cast<void>(std::move(xml).finish());
  return 0;
}
