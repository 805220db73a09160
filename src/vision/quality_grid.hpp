// QualityGrid: brightness, contrast and sharpness of a picture, cell by cell.
//
// The picture is divided into 16 x 16 cells; lines of it are read once, and each pixel counts for
// its cell. The quality of any set of cells (the foreground, the rest) is then a sum.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>

#include "image/pixels.hpp"
#include "vision/analysis.hpp"

namespace helio::vision {

class QualityGrid {
 public:
  static constexpr int kSide = 16;
  using Cells = std::bitset<kSide * kSide>;  // row by row

  explicit QualityGrid(image::PixelsView picture);

  // Zeros for no cells, or cells that are smaller than a pixel.
  [[nodiscard]] Quality quality(Cells const& cells) const;

 private:
  struct Variation {
    double all = 0, kept = 0;  // local differences, and what a blur leaves of them
  };
  struct Cell {
    double count = 0, sum = 0, squares = 0;  // luma
    std::array<Variation, 2> variations;     // along rows, along columns
  };

  void read_line(image::PixelsView picture, int line, bool along_row);

  std::array<Cell, kSide * kSide> cells_{};
};

}  // namespace helio::vision
