#include "vision/text_regions.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace helio::vision {
namespace {

// Sides of the model's input are multiples of this, or of the model's own where that is no divisor:
// each shape that is new costs its kernels, some 15 ms and a megabyte. With 128 in place of 32, 273
// photographs have 9 shapes for 36, and are read as well.
constexpr int kSideStepPx = 128;
// Around the small lines that call for a second pass, in heights of theirs.
constexpr float kMargin = 2.0f;

Result<std::vector<TextArea>> look(Model& model, image::PixelsView picture, TextView const& view,
                                   decoders::DbTextOptions const& options) {
  auto const request = model.acquire();
  auto const input = request->input(view.input_width_px, view.input_height_px);
  if (!input) return tl::unexpected(input.error());
  image::resize(picture.part(view.x_px, view.y_px, view.width_px, view.height_px), *input);
  request->start();
  if (auto done = request->wait(); !done) return fail(done);
  auto const regions = decoders::decode_db_text(request->output("map"), options);
  if (!regions) return tl::unexpected(regions.error());
  std::vector<TextArea> areas;
  areas.reserve(regions->size());
  for (decoders::TextRegion const& region : *regions) {
    TextArea area{.score = region.score, .seen_px = region.height_px};
    for (std::size_t i = 0; i < area.corners.size(); ++i) {
      area.corners[i] = {
          static_cast<float>(view.x_px) + region.corners[i].x * static_cast<float>(view.width_px),
          static_cast<float>(view.y_px) + region.corners[i].y * static_cast<float>(view.height_px)};
    }
    areas.push_back(area);
  }
  return areas;
}

struct Bounds {
  float x0 = 1e9f, y0 = 1e9f, x1 = -1e9f, y1 = -1e9f;
};

Bounds around(std::vector<TextArea> const& areas) {
  Bounds all;
  for (TextArea const& area : areas) {
    for (image::PointPx const corner : area.corners) {
      all.x0 = std::min(all.x0, corner.x_px);
      all.y0 = std::min(all.y0, corner.y_px);
      all.x1 = std::max(all.x1, corner.x_px);
      all.y1 = std::max(all.y1, corner.y_px);
    }
  }
  return all;
}

bool is_page(std::vector<TextArea> const& areas, TextRegionOptions const& options) {
  auto const small = std::count_if(areas.begin(), areas.end(), [&](TextArea const& area) {
    return area.seen_px < options.small_px;
  });
  return static_cast<std::size_t>(small) >= options.page_lines &&
         static_cast<std::size_t>(small) * 2 >= areas.size();
}

TextView second_view(image::PixelsView picture, std::vector<TextArea> const& areas, double scale,
                     double input_px, int multiple) {
  Bounds const all = around(areas);
  float seen_px = 0;
  for (TextArea const& area : areas) seen_px = std::max(seen_px, area.seen_px);
  float const margin = kMargin * seen_px / static_cast<float>(scale);
  auto const clip = [](float value, int limit) {
    return std::clamp(static_cast<int>(std::lround(value)), 0, limit);
  };
  int const x0 = clip(all.x0 - margin, picture.width_px);
  int const y0 = clip(all.y0 - margin, picture.height_px);
  int const x1 = clip(all.x1 + margin, picture.width_px);
  int const y1 = clip(all.y1 + margin, picture.height_px);
  return text_view(x0, y0, x1 - x0, y1 - y0, input_px, multiple);
}

}  // namespace

TextView text_view(int x_px, int y_px, int width_px, int height_px, double input_px, int multiple) {
  double const scale =
      std::min(1.0, std::sqrt(input_px / (static_cast<double>(width_px) * height_px)));
  auto const side = [&](int px) {
    auto const steps = static_cast<int>(std::lround(px * scale / multiple));
    return std::max(1, steps) * multiple;
  };
  return {x_px, y_px, width_px, height_px, side(width_px), side(height_px)};
}

Result<std::vector<TextArea>> find_text(Model& model, image::PixelsView picture,
                                        TextRegionOptions const& options) {
  if (picture.empty()) return std::vector<TextArea>{};
  ModelInput const& input = model.manifest().input;
  int const multiple = std::lcm(kSideStepPx, std::max(1, input.side_multiple));
  bool const free = input.width_px == 0 && input.height_px == 0;
  TextView first =
      text_view(0, 0, picture.width_px, picture.height_px, options.first_pass_px, multiple);
  if (!free) {
    first.input_width_px = input.width_px;
    first.input_height_px = input.height_px;
  }
  auto areas = look(model, picture, first, options.decode);
  if (!areas || !free || !is_page(*areas, options)) return areas;
  double const scale = static_cast<double>(first.input_width_px) / picture.width_px;
  TextView const second = second_view(picture, *areas, scale, options.second_pass_px, multiple);
  bool const larger = second.input_width_px * static_cast<double>(first.width_px) >
                      1.25 * first.input_width_px * static_cast<double>(second.width_px);
  if (!larger) return areas;
  return look(model, picture, second, options.decode);
}

}  // namespace helio::vision
