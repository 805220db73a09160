#include "asl/limits.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

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

// As the library writes numbers: a real one without an exponent where it has a usual size, and then
// with a point. A string per number would cost more than all the rest.
std::size_t number_size(Json const& number) {
  std::array<char, 32> text{};
  char* const end = text.data() + text.size();
  auto const size = [&](std::to_chars_result const& written) {
    return static_cast<std::size_t>(written.ptr - text.data());
  };
  if (number.is_number_unsigned()) {
    return size(std::to_chars(text.data(), end, number.get<std::uint64_t>()));
  }
  if (number.is_number_integer()) {
    return size(std::to_chars(text.data(), end, number.get<std::int64_t>()));
  }
  auto const value = number.get<double>();
  double const magnitude = std::abs(value);
  if (magnitude != 0 && !(magnitude >= 1e-4 && magnitude < 1e15)) return number.dump().size();
  auto const written = size(std::to_chars(text.data(), end, value, std::chars_format::fixed));
  bool const whole = std::string_view(text.data(), written).find('.') == std::string_view::npos;
  return whole ? written + 2 : written;
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
    } else if (value.is_number()) {
      bytes += number_size(value);
    } else {
      bytes += value == false ? 5 : 4;  // true, null
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
