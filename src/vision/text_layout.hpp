// Text layout: the words of a line, and the order in which a person reads the lines of a picture.
//
// Order    by rows, left to right, as on a sign or a receipt. Where blocks of running text stand
//          side by side, they are columns: each is read to its end before the next (Breuel, "High
//          Performance Document Layout Analysis", 2003: what is above or left comes first), and
//          what stands outside of columns (headings, captions, page numbers) keeps its height.
//          All of this along the lines' own direction, so a turned page reads as an upright one.
// Threads  pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "vision/text_reading.hpp"

namespace helio::vision {

struct TextWord {
  std::string text;
  TextQuad corners{};    // the part of the line's corners that the word takes
  float confidence = 0;  // 0..1, the mean of its characters
};

// Split at spaces.
[[nodiscard]] std::vector<TextWord> words_of(ReadLine const& line);

// Indices of `lines` in reading order. Corners as read (ReadLine::corners).
[[nodiscard]] std::vector<std::size_t> reading_order(std::vector<TextQuad> const& lines);

}  // namespace helio::vision
