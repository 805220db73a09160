#include "decoders/yolox.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace helio::decoders {
namespace {

constexpr std::array<int, 3> kStrides = {8, 16, 32};
constexpr std::size_t kHead = 5;      // x, y, width, height, objectness
constexpr float kLogSideMax = 12.0f;  // e^12 cells: larger than any picture, and finite
constexpr float kCentreMax = 1e6f;    // cells; keeps the arithmetic finite

float unit(float value) { return std::clamp(value, 0.0f, 1.0f); }

struct Cell {
  float x = 0, y = 0;           // index in its grid
  float width = 0, height = 0;  // of one cell, in fractions of the picture
};

void read_cell(std::span<float const> row, Cell const& cell, float score_min,
               std::vector<Box>& found) {
  float const objectness = unit(row[4]);
  if (objectness < score_min) return;
  float const cx = (std::clamp(row[0], -kCentreMax, kCentreMax) + cell.x) * cell.width;
  float const cy = (std::clamp(row[1], -kCentreMax, kCentreMax) + cell.y) * cell.height;
  float const half_w = std::exp(std::min(row[2], kLogSideMax)) * cell.width / 2;
  float const half_h = std::exp(std::min(row[3], kLogSideMax)) * cell.height / 2;
  Box box{unit(cx - half_w), unit(cy - half_h), unit(cx + half_w), unit(cy + half_h), 0, 0};
  if (!(box.x1 > box.x0 && box.y1 > box.y0)) return;
  for (std::size_t id = 0; id + kHead < row.size(); ++id) {
    box.score = objectness * unit(row[kHead + id]);
    box.class_id = static_cast<int>(id);
    if (box.score >= score_min) found.push_back(box);
  }
}

}  // namespace

Result<std::vector<Box>> decode_yolox(TensorView const& predictions, YoloxOptions const& options) {
  std::size_t cells = 0;
  for (int const stride : kStrides) {
    cells += static_cast<std::size_t>(options.width_px / stride) *
             static_cast<std::size_t>(options.height_px / stride);
  }
  if (cells == 0 || options.classes == 0) {
    return unexpected_output("The manifest's input size or label table does not suit YOLOX.");
  }
  std::size_t const length = kHead + options.classes;
  if (auto ok = expect_values(predictions, cells * length, "The prediction tensor"); !ok) {
    return fail(ok);
  }
  std::vector<Box> found;
  std::size_t row = 0;
  for (int const stride : kStrides) {
    int const columns = options.width_px / stride;
    int const rows = options.height_px / stride;
    for (int y = 0; y < rows; ++y) {
      for (int x = 0; x < columns; ++x, ++row) {
        Cell const cell{static_cast<float>(x), static_cast<float>(y),
                        static_cast<float>(stride) / static_cast<float>(options.width_px),
                        static_cast<float>(stride) / static_cast<float>(options.height_px)};
        read_cell(predictions.values.subspan(row * length, length), cell, options.score_min, found);
      }
    }
  }
  keep_best(found, options.boxes_max);
  return found;
}

}  // namespace helio::decoders
