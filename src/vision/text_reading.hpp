// Text reading: what the lines of a picture say.
//
// Each line is cut out, turned and scaled to the model's height, and read; its columns tell where
// each character stands. Which way up the lines are is found by reading a few both ways: upright
// text reads with more certainty. Wide lines go together with lines of about their width, since an
// engine prepares each new shape once.
// Errors   those of the model, and "UnexpectedModelOutput".
// Threads  a function without state; the model bears many callers.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "image/pixels.hpp"
#include "vision/model.hpp"
#include "vision/text_regions.hpp"

namespace helio::vision {

struct ReadCharacter {
  std::string text;      // one character, UTF-8
  float at = 0;          // its centre along the line, 0 (start) .. 1 (end)
  float confidence = 0;  // 0..1
};

struct ReadLine {
  TextQuad corners{};  // top-left, top-right, bottom-right, bottom-left as read
  std::vector<ReadCharacter> characters;
  float confidence = 0;  // 0..1, the mean of its characters; 0 where nothing was read
};

// In the order of `areas`; a line in which nothing was read has no characters.
[[nodiscard]] Result<std::vector<ReadLine>> read_text(Model& model, image::PixelsView picture,
                                                      std::vector<TextArea> const& areas);

}  // namespace helio::vision
