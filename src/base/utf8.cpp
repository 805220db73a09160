#include "base/utf8.hpp"

#include <cstddef>

namespace helio {

bool is_utf8(std::string_view text) noexcept {
  std::size_t i = 0;
  auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  while (i < text.size()) {
    unsigned const lead = byte(i);
    std::size_t const size = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
    if (size == 0 || i + size > text.size()) return false;
    for (std::size_t j = 1; j < size; ++j) {
      if ((byte(i + j) & 0xC0U) != 0x80U) return false;
    }
    if (size > 2) {
      unsigned const second = byte(i + 1);
      bool const overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
      bool const outside = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
      if (overlong || outside) return false;
    }
    i += size;
  }
  return true;
}

}  // namespace helio
