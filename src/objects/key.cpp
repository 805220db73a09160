#include "objects/key.hpp"

#include <cstdint>

namespace helio::objects {
namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 0;  // 0: no UTF-8
};

CodePoint decode(std::string_view text) {
  auto const byte = [&](std::size_t at) {
    return std::uint32_t{static_cast<unsigned char>(text[at])};
  };
  std::uint32_t const lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  std::size_t const bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < bytes) return {};
  std::uint32_t value = lead & (0x7fU >> bytes);
  for (std::size_t at = 1; at < bytes; ++at) {
    if ((byte(at) & 0xc0U) != 0x80) return {};
    value = (value << 6U) | (byte(at) & 0x3fU);
  }
  constexpr std::uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  bool const surrogate = value >= 0xd800 && value <= 0xdfff;
  if (value < kLeast[bytes] || value > 0x10ffff || surrogate) return {};
  return {value, bytes};
}

// Control characters, and the two code points besides them that no XML document may have.
bool is_unprintable(std::uint32_t point) {
  return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0xfffe || point == 0xffff;
}

}  // namespace

Result<void> check_key(std::string_view key) {
  if (key.empty()) {
    return fail(Errc::invalid_argument, "InvalidArgument", "The key is empty; give it a name.");
  }
  if (key.size() > kKeyBytesMax) {
    return fail(Errc::invalid_argument, "KeyTooLongError",
                "Your key is too long: " + std::to_string(key.size()) + " bytes of UTF-8, where " +
                    std::to_string(kKeyBytesMax) + " are allowed.");
  }
  for (std::size_t at = 0; at < key.size();) {
    auto const point = decode(key.substr(at));
    if (point.bytes == 0) {
      return fail(Errc::invalid_argument, "InvalidArgument",
                  "The key is not UTF-8 at byte " + std::to_string(at) + "; encode it as UTF-8.");
    }
    if (is_unprintable(point.value)) {
      return fail(
          Errc::invalid_argument, "InvalidArgument",
          "The key has a control character at byte " + std::to_string(at) + "; leave those out.");
    }
    at += point.bytes;
  }
  return {};
}

std::string after_prefix(std::string_view prefix) {
  std::string next(prefix);
  while (!next.empty() && static_cast<unsigned char>(next.back()) == 0xff) next.pop_back();
  if (!next.empty()) next.back() = static_cast<char>(static_cast<unsigned char>(next.back()) + 1);
  return next;
}

}  // namespace helio::objects
