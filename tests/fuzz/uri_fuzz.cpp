// Any text: what is encoded decodes to itself, and a parsed query is made of the parts it came
// from.
#include <cstdlib>
#include <string_view>

#include "http/uri.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio::http;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const decoded = percent_decode(percent_encode(text));
  if (!decoded || *decoded != text) std::abort();
  if (auto const once = percent_decode(text); once && once->size() > text.size()) std::abort();
  if (auto const target = split_target(text)) {
    if (target->path.empty() || target->path.size() + target->query.size() > text.size()) {
      if (target->path != "/") std::abort();
    }
  }
  if (auto const query = parse_query(text)) {
    auto const reread = parse_query(query_text(*query));
    if (!reread || *reread != *query) std::abort();
  }
  return 0;
}
