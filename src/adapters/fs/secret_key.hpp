// SecretKey: 256 bits that are wiped from memory when they are no longer needed.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "base/file.hpp"
#include "base/random.hpp"

namespace helio::files {

class SecretKey {
 public:
  static constexpr std::size_t kBytes = 32;

  SecretKey() = default;
  explicit SecretKey(std::span<std::byte const, kBytes> bytes);
  [[nodiscard]] static SecretKey made_by(Random& random);
  SecretKey(SecretKey const&) = default;
  SecretKey& operator=(SecretKey const&) = default;
  ~SecretKey();

  [[nodiscard]] BytesView bytes() const noexcept { return bytes_; }
  // For OpenSSL.
  [[nodiscard]] unsigned char const* data() const noexcept {
    return reinterpret_cast<unsigned char const*>(bytes_.data());
  }

 private:
  std::array<std::byte, kBytes> bytes_{};
};

}  // namespace helio::files
