#include "vision/properties.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "vision/colours.hpp"
#include "vision/quality_grid.hpp"

namespace helio::vision {
namespace {

constexpr double kInstanceConfidenceMin = 50;
constexpr double kMiddle = 0.7;  // of each side: the foreground of a picture without instances
constexpr std::size_t kInstanceColoursMax = 5;
constexpr int kSamplesPerCell = 3;  // per side: 48 x 48 pixels in all

using Cells = QualityGrid::Cells;
constexpr int kSide = QualityGrid::kSide;

void mark(Cells& cells, BoundingBox const& box) {
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      double const u = (x + 0.5) / kSide - box.left;
      double const v = (y + 0.5) / kSide - box.top;
      if (u >= 0 && u < box.width && v >= 0 && v < box.height) {
        cells.set(static_cast<std::size_t>(y * kSide + x));
      }
    }
  }
}

Cells foreground_of(std::span<Label const> labels) {
  Cells cells;
  for (Label const& label : labels) {
    for (Instance const& instance : label.instances) {
      if (instance.confidence >= kInstanceConfidenceMin) mark(cells, instance.box);
    }
  }
  if (cells.none()) {
    double const margin = (1 - kMiddle) / 2;
    mark(cells, {.left = margin, .top = margin, .width = kMiddle, .height = kMiddle});
  }
  return cells;
}

// Pixels spread evenly over the chosen cells. A picture smaller than the grid repeats some.
std::vector<Rgb> samples(image::PixelsView picture, Cells const& cells) {
  std::vector<Rgb> pixels;
  constexpr int kPerSide = kSide * kSamplesPerCell;
  for (int y = 0; y < kPerSide; ++y) {
    std::uint8_t const* row = picture.row((2 * y + 1) * picture.height_px / (2 * kPerSide));
    for (int x = 0; x < kPerSide; ++x) {
      int const cell = y / kSamplesPerCell * kSide + x / kSamplesPerCell;
      if (!cells[static_cast<std::size_t>(cell)]) continue;
      std::uint8_t const* p =
          row + std::ptrdiff_t{3} * ((2 * x + 1) * picture.width_px / (2 * kPerSide));
      pixels.push_back({p[0], p[1], p[2]});
    }
  }
  return pixels;
}

// The pixels of a box: at least one, inside the picture.
image::PixelsView part(image::PixelsView picture, BoundingBox const& box) {
  auto const at = [](double place, int side_px) {
    return std::clamp(static_cast<int>(std::lround(place * side_px)), 0, side_px);
  };
  int const x0 = std::min(at(box.left, picture.width_px), picture.width_px - 1);
  int const y0 = std::min(at(box.top, picture.height_px), picture.height_px - 1);
  int const x1 = std::max(x0 + 1, at(box.left + box.width, picture.width_px));
  int const y1 = std::max(y0 + 1, at(box.top + box.height, picture.height_px));
  return picture.part(x0, y0, x1 - x0, y1 - y0);
}

}  // namespace

ImageProperties measure_properties(image::PixelsView picture, std::span<Label const> labels) {
  if (picture.empty()) return {};
  QualityGrid const grid(picture);
  Cells const foreground = foreground_of(labels);
  Cells const background = ~foreground;
  Cells const whole = foreground | background;
  ImageProperties properties;
  properties.quality = grid.quality(whole);
  properties.dominant_colors = dominant_colours(samples(picture, whole));
  properties.foreground = grid.quality(foreground);
  properties.foreground_colors = dominant_colours(samples(picture, foreground));
  properties.background = grid.quality(background);
  properties.background_colors = dominant_colours(samples(picture, background));
  return properties;
}

void colour_instances(image::PixelsView picture, std::vector<Label>& labels) {
  if (picture.empty()) return;
  for (Label& label : labels) {
    for (Instance& instance : label.instances) {
      instance.dominant_colors = dominant_colours(part(picture, instance.box), kInstanceColoursMax);
    }
  }
}

}  // namespace helio::vision
