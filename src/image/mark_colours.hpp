// The colours of marks (annotate.hpp), the same wherever a picture is drawn on: blue hues for kinds
// of labels in turn, green for faces, orange for lines of text.
#pragma once

#include <array>
#include <cstdint>

namespace helio::image {

using Colour = std::array<std::uint8_t, 3>;  // RGB

inline constexpr std::array<Colour, 6> kLabelColours = {{{30, 119, 180},
                                                         {148, 103, 189},
                                                         {23, 160, 180},
                                                         {86, 105, 200},
                                                         {190, 80, 170},
                                                         {0, 130, 200}}};
inline constexpr Colour kFaceColour = {40, 160, 60};
inline constexpr Colour kTextColour = {235, 120, 10};

}  // namespace helio::image
