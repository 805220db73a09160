#include "asl/limits.hpp"

#include <string>

#include <nlohmann/json.hpp>

namespace helio::asl {
namespace {

std::size_t quoted_size(std::string const& text) {
  std::size_t size = 2;
  for (char const c : text) {
    bool const short_escape = c == '"' || c == '\\' || (c >= '\b' && c <= '\r' && c != '\v');
    bool const control = static_cast<unsigned char>(c) < 0x20;
    size += short_escape ? 2 : control ? 6 : 1;
  }
  return size;
}

struct Count {
  std::size_t bytes = 0;
  std::size_t bytes_max;

  // False where it is too deep. Recursion is bounded by `depth`.
  bool add(Json const& value, int depth) {
    if (bytes > bytes_max) return true;
    if (value.is_string()) {
      bytes += quoted_size(value.get_ref<std::string const&>());
    } else if (value.is_structured()) {
      if (depth == 0) return false;
      bytes += 1 + std::max<std::size_t>(value.size(), 1);  // brackets and commas
      for (auto one = value.begin(); one != value.end(); ++one) {
        if (value.is_object()) bytes += quoted_size(one.key()) + 1;
        if (!add(*one, depth - 1)) return false;
      }
    } else if (value.is_boolean() || value.is_null()) {
      bytes += value == false ? 5 : 4;
    } else {
      bytes += value.dump().size();
    }
    return true;
  }
};

}  // namespace

std::optional<std::size_t> text_size(Json const& value, std::size_t bytes_max, int depth_max) {
  Count count{.bytes_max = bytes_max};
  if (!count.add(value, depth_max)) return std::nullopt;
  return count.bytes;
}

}  // namespace helio::asl
