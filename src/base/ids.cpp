#include "base/ids.hpp"

#include <array>
#include <span>

#include <openssl/evp.h>

#include "base/encoding.hpp"

namespace helio {
namespace {

using UuidBytes = std::array<std::byte, 16>;

std::string text_of(UuidBytes bytes, unsigned version) {
  bytes[6] = (bytes[6] & std::byte{0x0f}) | static_cast<std::byte>(version << 4U);
  bytes[8] = (bytes[8] & std::byte{0x3f}) | std::byte{0x80};
  std::string text = to_hex(bytes);
  for (std::size_t const at : {8U, 13U, 18U, 23U}) text.insert(at, 1, '-');
  return text;
}

}  // namespace

std::string uuid_v4(Random& random) {
  UuidBytes bytes{};
  random.fill(bytes);
  return text_of(bytes, 4);
}

std::string uuid_of(std::string_view name) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  EVP_Digest(name.data(), name.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  UuidBytes bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(digest[i]);
  return text_of(bytes, 8);
}

bool is_uuid(std::string_view text) noexcept {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const dash = i == 8 || i == 13 || i == 18 || i == 23;
    bool const hex = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
    if (dash ? text[i] != '-' : !hex) return false;
  }
  return true;
}

std::string IdGenerator::next() {
  UuidBytes bytes{};
  random_.fill(bytes);
  std::int64_t ms = clock_.wall().time_since_epoch().count();
  std::uint32_t counter = 0;
  {
    std::scoped_lock const lock(mutex_);
    if (ms > last_ms_) {
      last_ms_ = ms;
      counter_ = 0;
    } else if (++counter_ == 1U << 24U) {  // 24 bits: four thousand million ids a second
      ++last_ms_;
      counter_ = 0;
    }
    ms = last_ms_;
    counter = counter_;
  }
  for (unsigned i = 0; i < 6; ++i) bytes[i] = static_cast<std::byte>(ms >> (40U - 8U * i));
  // The counter's upper 12 bits stand beside the version, its lower 12 follow the variant.
  bytes[6] = static_cast<std::byte>(counter >> 20U);
  bytes[7] = static_cast<std::byte>(counter >> 12U);
  bytes[8] = static_cast<std::byte>((counter >> 6U) & 0x3fU);
  bytes[9] = static_cast<std::byte>((counter & 0x3fU) << 2U) | (bytes[9] & std::byte{0x03});
  return text_of(bytes, 7);
}

}  // namespace helio
