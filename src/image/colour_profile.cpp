#include "image/colour_profile.hpp"

#include "image/byte_cursor.hpp"

namespace helio::image {

bool is_srgb_profile(BytesView profile) {
  constexpr std::string_view kAscii = "sRGB";
  constexpr std::string_view kUtf16("s\0R\0G\0B", 7);
  std::string_view const text = as_text(profile);
  return text.find(kAscii) != std::string_view::npos || text.find(kUtf16) != std::string_view::npos;
}

}  // namespace helio::image
