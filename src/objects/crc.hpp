// Cyclic redundancy checks in the reflected form that S3's checksums use: CRC-32, CRC-32C
// (Castagnoli) and CRC-64/NVME. Eight bytes per step over tables.
#pragma once

#include <cstdint>

#include "base/file.hpp"

namespace helio::objects {

enum class CrcKind { crc32, crc32c, crc64nvme };

class Crc {
 public:
  explicit Crc(CrcKind kind);
  void update(BytesView bytes) noexcept;
  [[nodiscard]] std::uint64_t value() const noexcept;
  [[nodiscard]] int bytes() const noexcept;  // of value(): 4 or 8

 private:
  CrcKind kind_;
  std::uint64_t state_;
};

[[nodiscard]] int crc_bytes(CrcKind kind) noexcept;  // 4 or 8

// The CRC of two texts joined, from each one's own and the second's length.
[[nodiscard]] std::uint64_t combine_crc(CrcKind kind, std::uint64_t first, std::uint64_t second,
                                        std::uint64_t second_bytes);

}  // namespace helio::objects
