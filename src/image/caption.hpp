// Captions: which text is drawn, and where its plate goes. No drawing, so that it can be tested.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace helio::image {

// A rectangle in picture pixels, (x, y) its top-left corner.
struct Plate {
  double x_px = 0;
  double y_px = 0;
  double width_px = 0;
  double height_px = 0;
};

// Valid UTF-8 on one line: broken bytes become U+FFFD, control characters become spaces.
[[nodiscard]] std::string one_line(std::string_view text);

// The longest start of `text` (valid UTF-8) that fits, with "…" where something was cut.
// `width_of` measures a text; a longer text is never narrower. Empty where not even "…" fits.
[[nodiscard]] std::string shorten(std::string_view text, double width_max_px,
                                  std::function<double(std::string const&)> const& width_of);

// A place for a plate of the given size near `box`: above it, inside, below, beside; inside the
// picture, and off the plates in `taken` where possible, else where it covers least of them.
[[nodiscard]] Plate place_plate(double width_px, double height_px, Plate const& box,
                                Plate const& picture, std::span<Plate const> taken);

}  // namespace helio::image
