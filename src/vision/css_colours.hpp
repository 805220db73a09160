// The colours that CSS has names for (CSS Color Module Level 4), one name per colour.
#pragma once

#include <cstdint>
#include <span>

namespace helio::vision {

struct CssColour {
  char const* name;
  std::uint32_t rgb;  // 0xRRGGBB
};

// In the order of their names; lives for the whole program.
[[nodiscard]] std::span<CssColour const> css_colours() noexcept;

}  // namespace helio::vision
