#include "base/json.hpp"

#include <nlohmann/json.hpp>

namespace helio {
namespace {

// Depth by brackets outside strings: one pass, no allocation, before any value is built.
bool deeper_than(std::string_view text, int depth_max) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (in_string) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > depth_max) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

}  // namespace

Result<Json> parse_json(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes_max) {
    return fail(Errc::too_large, "JsonTooLarge",
                "The JSON document has " + std::to_string(text.size()) + " bytes; at most " +
                    std::to_string(limits.bytes_max) + " are accepted.");
  }
  if (deeper_than(text, limits.depth_max)) {
    return fail(Errc::too_large, "JsonTooDeep",
                "The JSON document is nested more than " + std::to_string(limits.depth_max) +
                    " levels deep.");
  }
  // The parser takes a zero for the end, and would not look at what follows.
  if (text.find('\0') != std::string_view::npos) {
    return fail(Errc::invalid_argument, "InvalidJson", "The document is not valid JSON.",
                "It has a zero byte.");
  }
  try {
    return Json::parse(text);
  } catch (nlohmann::json::exception const& e) {
    return fail(Errc::invalid_argument, "InvalidJson", "The document is not valid JSON.", e.what());
  }
}

}  // namespace helio
