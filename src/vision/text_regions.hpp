// Text regions: where text stands in a picture, found at a size that suits it.
//
// The first pass sees the picture at about 0.5 megapixels: enough for signs and headlines, and all
// that a photograph costs. Where that pass finds many small lines, the picture is a page: a second
// pass looks at their surroundings again, larger.
// Errors   those of the model, and "UnexpectedModelOutput".
// Threads  a function without state; the model bears many callers.
#pragma once

#include <array>
#include <vector>

#include "base/result.hpp"
#include "decoders/db_text.hpp"
#include "image/pixels.hpp"
#include "image/warp.hpp"
#include "vision/model.hpp"

namespace helio::vision {

// Clockwise in pixels of the picture, fractions included.
using TextQuad = std::array<image::PointPx, 4>;

struct TextArea {
  TextQuad corners{};  // from the top-left one as the picture stands
  float score = 0;     // 0..1
  float seen_px = 0;   // height of the line, in pixels of the model's input
};

struct TextRegionOptions {
  decoders::DbTextOptions decode;
  double first_pass_px = 736.0 * 736.0;  // size of the model's input, in pixels
  double second_pass_px = 4 * 736.0 * 736.0;
  float small_px = 20;          // lines that are seen smaller than this are small
  std::size_t page_lines = 12;  // a picture with so many small lines is a page
};

[[nodiscard]] Result<std::vector<TextArea>> find_text(Model& model, image::PixelsView picture,
                                                      TextRegionOptions const& options);

// A rectangle of the picture at the size the model is to see it.
struct TextView {
  int x_px = 0, y_px = 0, width_px = 0, height_px = 0;  // in the picture
  int input_width_px = 0, input_height_px = 0;
};

// The view of a rectangle whose input has about `input_px` pixels, sides multiples of `multiple`;
// nothing is enlarged by more than rounding.
[[nodiscard]] TextView text_view(int x_px, int y_px, int width_px, int height_px, double input_px,
                                 int multiple);

}  // namespace helio::vision
