#include "vision/quality_grid.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace helio::vision {
namespace {

constexpr int kLinesMax = 64;  // per direction
constexpr int kBlurReach = 4;  // the blur averages 9 pixels, as in the paper

float luma(std::uint8_t const* rgb) {
  return 0.299f * static_cast<float>(rgb[0]) + 0.587f * static_cast<float>(rgb[1]) +
         0.114f * static_cast<float>(rgb[2]);
}

// The mean of the nine around each; the line's ends are repeated beyond it.
std::vector<float> blurred(std::vector<float> const& line) {
  int const n = static_cast<int>(line.size());
  auto const at = [&](int i) { return line[static_cast<std::size_t>(std::clamp(i, 0, n - 1))]; };
  std::vector<float> result(line.size());
  float sum = 0;
  for (int i = -kBlurReach; i <= kBlurReach; ++i) sum += at(i);
  for (int i = 0; i < n; ++i) {
    result[static_cast<std::size_t>(i)] = sum / (2 * kBlurReach + 1);
    sum += at(i + kBlurReach + 1) - at(i - kBlurReach);
  }
  return result;
}

}  // namespace

QualityGrid::QualityGrid(image::PixelsView picture) {
  if (picture.empty()) return;
  int const rows = std::min(kLinesMax, picture.height_px);
  for (int i = 0; i < rows; ++i) {
    read_line(picture, (2 * i + 1) * picture.height_px / (2 * rows), true);
  }
  int const columns = std::min(kLinesMax, picture.width_px);
  for (int i = 0; i < columns; ++i) {
    read_line(picture, (2 * i + 1) * picture.width_px / (2 * columns), false);
  }
}

void QualityGrid::read_line(image::PixelsView picture, int line, bool along_row) {
  int const length = along_row ? picture.width_px : picture.height_px;
  int const lines = along_row ? picture.height_px : picture.width_px;
  std::vector<float> lumas(static_cast<std::size_t>(length));
  for (int i = 0; i < length; ++i) {
    lumas[static_cast<std::size_t>(i)] = along_row
                                             ? luma(picture.row(line) + std::ptrdiff_t{3} * i)
                                             : luma(picture.row(i) + std::ptrdiff_t{3} * line);
  }
  std::vector<float> const soft = blurred(lumas);
  int const across = line * kSide / lines;
  for (int i = 0; i < length; ++i) {
    int const along = static_cast<int>(static_cast<long>(i) * kSide / length);
    int const index = along_row ? across * kSide + along : along * kSide + across;
    Cell& cell = cells_[static_cast<std::size_t>(index)];
    auto const at = static_cast<std::size_t>(i);
    double const value = lumas[at];
    if (along_row) {  // once: the columns would count the same picture again
      cell.count += 1;
      cell.sum += value;
      cell.squares += value * value;
    }
    if (i == 0) continue;
    float const step = std::abs(lumas[at] - lumas[at - 1]);
    float const soft_step = std::abs(soft[at] - soft[at - 1]);
    Variation& variation = cell.variations[along_row ? 0 : 1];
    variation.all += step;
    variation.kept += std::min(step, soft_step);
  }
}

Quality QualityGrid::quality(Cells const& cells) const {
  Cell sum;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (!cells[i]) continue;
    sum.count += cells_[i].count;
    sum.sum += cells_[i].sum;
    sum.squares += cells_[i].squares;
    for (std::size_t d = 0; d < 2; ++d) {
      sum.variations[d].all += cells_[i].variations[d].all;
      sum.variations[d].kept += cells_[i].variations[d].kept;
    }
  }
  if (sum.count <= 0) return {};
  double const mean = sum.sum / sum.count;
  double const variance = std::max(0.0, sum.squares / sum.count - mean * mean);
  double sharpness = 1;
  for (Variation const& variation : sum.variations) {
    // Less than a tenth of a step per pixel is noise of the codec, not detail.
    bool const flat = variation.all < 0.1 * sum.count;
    sharpness = std::min(sharpness, flat ? 0.0 : 1 - variation.kept / variation.all);
  }
  return {.brightness = 100 * mean / 255,
          .sharpness = 100 * sharpness,
          .contrast = std::min(100.0, 100 * std::sqrt(variance) / 127.5)};
}

}  // namespace helio::vision
