// Floats: a fuzzer's bytes as tensor values of any bit pattern, NaN and infinity among them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace helio::fuzz {

class Floats {
 public:
  Floats(std::uint8_t const* data, std::size_t size) : bytes_(data, size) {}

  // The next byte, 0 at the end: for choices such as sizes.
  std::uint8_t byte() {
    if (bytes_.empty()) return 0;
    std::uint8_t const first = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return first;
  }

  // The next `count` values, or as many as the input still has.
  std::vector<float> take(std::size_t count) {
    std::size_t const have = std::min(count, bytes_.size() / sizeof(float));
    std::vector<float> values(have);
    if (have > 0) std::memcpy(values.data(), bytes_.data(), have * sizeof(float));
    bytes_ = bytes_.subspan(have * sizeof(float));
    return values;
  }

  [[nodiscard]] std::size_t left() const { return bytes_.size(); }

  std::vector<float> rest() { return take(bytes_.size()); }

 private:
  std::span<std::uint8_t const> bytes_;
};

}  // namespace helio::fuzz
