#include "vision/views.hpp"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "image/warp.hpp"

namespace helio::vision {
namespace {

constexpr std::size_t kViewsMax = 32;

struct PartPx {
  int x = 0, y = 0, width = 0, height = 0;
};

// `share` of a side of `side_px` pixels, at `place`; at least one pixel, inside the side.
void place_side(int side_px, double length_px, double place, int& start, int& length) {
  length = std::clamp(static_cast<int>(std::lround(length_px)), 1, side_px);
  start = static_cast<int>(std::lround(place * (side_px - length)));
}

PartPx part_of(image::PixelsView picture, View const& view) {
  double const shorter = std::min(picture.width_px, picture.height_px);
  PartPx part;
  place_side(picture.width_px, view.share * (view.square ? shorter : picture.width_px), view.x,
             part.x, part.width);
  place_side(picture.height_px, view.share * (view.square ? shorter : picture.height_px), view.y,
             part.y, part.height);
  return part;
}

// "Stretch to a square of resize_px, then cut the centre" is the same as cutting the centre first,
// and spares the pixels that would be thrown away.
PartPx centre_of(PartPx const& part, ModelInput const& model) {
  if (model.fit != Fit::crop || model.resize_px <= 0) return part;
  PartPx centre;
  double const resize = model.resize_px;
  place_side(part.width, part.width * std::min(1.0, model.width_px / resize), 0.5, centre.x,
             centre.width);
  place_side(part.height, part.height * std::min(1.0, model.height_px / resize), 0.5, centre.y,
             centre.height);
  return {part.x + centre.x, part.y + centre.y, centre.width, centre.height};
}

void mirror_rows(image::MutablePixels pixels) {
  for (int y = 0; y < pixels.height_px; ++y) {
    std::uint8_t* left = pixels.row(y);
    std::uint8_t* right = left + std::ptrdiff_t{3} * (pixels.width_px - 1);
    for (; left < right; left += 3, right -= 3) std::swap_ranges(left, left + 3, right);
  }
}

bool read_view(Json const& json, View& view) {
  if (!json.is_object()) return false;
  for (auto const& [name, value] : json.items()) {
    if (name == "share" && value.is_number()) {
      view.share = value.get<double>();
    } else if (name == "x" && value.is_number()) {
      view.x = value.get<double>();
    } else if (name == "y" && value.is_number()) {
      view.y = value.get<double>();
    } else if (name == "square" && value.is_boolean()) {
      view.square = value.get<bool>();
    } else if (name == "mirror" && value.is_boolean()) {
      view.mirror = value.get<bool>();
    } else {
      return false;
    }
  }
  return view.share > 0 && view.share <= 1 && view.x >= 0 && view.x <= 1 && view.y >= 0 &&
         view.y <= 1;
}

}  // namespace

Result<std::vector<View>> read_views(ModelManifest const& manifest) {
  auto const list = manifest.parameters.find("views");
  if (list == manifest.parameters.end()) return std::vector<View>{View{}};
  std::vector<View> views;
  bool right = list->is_array() && !list->empty() && list->size() <= kViewsMax;
  for (std::size_t i = 0; right && i < list->size(); ++i) {
    right = read_view((*list)[i], views.emplace_back());
  }
  if (right) return views;
  return fail(Errc::invalid_argument, "InvalidManifest",
              "The model " + manifest.name + " has a wrong \"views\" among its parameters: 1 to " +
                  std::to_string(kViewsMax) +
                  " objects with any of \"share\" (above 0, at most 1), \"x\", \"y\" (0 to 1), "
                  "\"square\" and \"mirror\" (true or false).");
}

Placement draw_view(image::PixelsView picture, View const& view, ModelInput const& model,
                    image::MutablePixels input) {
  PartPx const part = centre_of(part_of(picture, view), model);
  image::PixelsView const source = picture.part(part.x, part.y, part.width, part.height);
  double left = part.x;
  double top = part.y;
  double width = part.width;
  double height = part.height;
  if (model.fit == Fit::letterbox) {
    image::Affine const map = image::letterbox(source, input);
    left += map.c;
    top += map.f;
    width = static_cast<double>(map.a) * input.width_px;
    height = static_cast<double>(map.e) * input.height_px;
  } else {
    image::resize(source, input);
  }
  if (view.mirror) mirror_rows(input);
  return {left / picture.width_px, top / picture.height_px, width / picture.width_px,
          height / picture.height_px, view.mirror};
}

Result<ViewRuns> start_views(Model& model, std::vector<View> const& views,
                             image::PixelsView picture) {
  ModelInput const& shape = model.manifest().input;
  ViewRuns runs;
  for (View const& view : views) {
    auto request = model.acquire();
    auto const input = request->input(shape.width_px, shape.height_px);
    if (!input) return tl::unexpected(input.error());
    runs.placements.push_back(draw_view(picture, view, shape, *input));
    request->start();
    runs.requests.push_back(std::move(request));
  }
  return runs;
}

}  // namespace helio::vision
