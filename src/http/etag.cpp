#include "http/etag.hpp"

#include "http/text.hpp"

namespace helio::http {
namespace {

// The characters between the quotes, without the weak mark.
std::string_view opaque_of(std::string_view tag) {
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  if (tag.size() >= 2 && tag.front() == '"' && tag.back() == '"') {
    tag = tag.substr(1, tag.size() - 2);
  }
  return tag;
}

}  // namespace

std::string quoted_etag(std::string_view value) { return '"' + std::string(value) + '"'; }

bool etag_matches(std::string_view condition, std::string_view etag) {
  if (trimmed(condition) == "*") return true;
  for (auto const item : list_of(condition)) {
    if (opaque_of(item) == opaque_of(etag)) return true;
  }
  return false;
}

}  // namespace helio::http
