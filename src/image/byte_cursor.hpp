// ByteCursor: reads numbers from bytes that nobody vouches for.
//
// Reading past the end gives zero and makes ok() false for good, so that a parser may read a whole
// structure and ask once. Nothing is copied: the bytes must outlive the cursor.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/file.hpp"

namespace helio::image {

class ByteCursor {
 public:
  explicit ByteCursor(BytesView bytes, std::size_t position = 0) noexcept
      : bytes_(bytes), position_(std::min(position, bytes.size())), ok_(position <= bytes.size()) {}

  [[nodiscard]] bool ok() const noexcept { return ok_; }
  [[nodiscard]] std::size_t position() const noexcept { return position_; }
  [[nodiscard]] std::size_t left() const noexcept { return bytes_.size() - position_; }
  [[nodiscard]] bool at_end() const noexcept { return left() == 0; }

  std::uint8_t u8() noexcept { return static_cast<std::uint8_t>(big_endian(1)); }
  std::uint16_t be16() noexcept { return static_cast<std::uint16_t>(big_endian(2)); }
  std::uint32_t be32() noexcept { return static_cast<std::uint32_t>(big_endian(4)); }
  std::uint64_t be64() noexcept { return big_endian(8); }
  std::uint16_t le16() noexcept { return static_cast<std::uint16_t>(little_endian(2)); }
  std::uint32_t le24() noexcept { return static_cast<std::uint32_t>(little_endian(3)); }
  std::uint32_t le32() noexcept { return static_cast<std::uint32_t>(little_endian(4)); }
  // Big-endian, 0 to 8 bytes wide, as some formats choose at run time.
  std::uint64_t big_endian(std::size_t width) noexcept {
    std::uint64_t value = 0;
    for (std::byte const b : take(width)) value = value << 8U | std::to_integer<std::uint64_t>(b);
    return value;
  }

  // The next `n` bytes; empty, and not ok(), where fewer are left.
  BytesView take(std::uint64_t n) noexcept {
    if (n > left()) {
      ok_ = false;
      position_ = bytes_.size();
      return {};
    }
    const BytesView taken = bytes_.subspan(position_, static_cast<std::size_t>(n));
    position_ += static_cast<std::size_t>(n);
    return taken;
  }
  void skip(std::uint64_t n) noexcept { take(n); }

 private:
  std::uint64_t little_endian(std::size_t width) noexcept {
    std::uint64_t value = 0;
    unsigned shift = 0;
    for (std::byte const b : take(width)) {
      value |= std::to_integer<std::uint64_t>(b) << shift;
      shift += 8;
    }
    return value;
  }

  BytesView bytes_;
  std::size_t position_;
  bool ok_;
};

// The bytes as text, for comparing tags; not NUL-terminated.
[[nodiscard]] inline std::string_view as_text(BytesView bytes) noexcept {
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

}  // namespace helio::image
