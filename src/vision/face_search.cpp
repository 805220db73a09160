#include "vision/face_search.hpp"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "image/warp.hpp"
#include "vision/face_views.hpp"
#include "vision/infer_each.hpp"

namespace helio::vision {
namespace {

using decoders::BlazeFaceOptions;
using decoders::FaceBox;

Result<BlazeFaceOptions> read_options(ModelManifest const& manifest) {
  BlazeFaceOptions options;
  options.width_px = manifest.input.width_px;
  options.height_px = manifest.input.height_px;
  if (!manifest.parameters.is_object()) return options;
  try {
    Json const& parameters = manifest.parameters;
    options.strides = parameters.value("strides", options.strides);
    options.anchors_per_cell = parameters.value("anchors_per_cell", options.anchors_per_cell);
    options.score_min = parameters.value("score_min", options.score_min);
    options.iou_max = parameters.value("iou_max", options.iou_max);
  } catch (nlohmann::json::exception const& e) {
    return fail(Errc::invalid_argument, "InvalidManifest",
                "The model " + manifest.name +
                    " has a blazeface parameter of the wrong type; strides is a list of numbers, "
                    "the others are numbers.",
                e.what());
  }
  return options;
}

Result<std::vector<decoders::KeyPoint>> read_anchors(Result<BlazeFaceOptions> const& options) {
  if (!options) return tl::unexpected<Error>(options.error());
  return decoders::blazeface_anchors(*options);
}

// The middle of the input that the view fills; the rest stays black.
image::MutablePixels middle(image::MutablePixels input, float zoom) {
  auto const share = [&](int side) {
    return std::clamp(static_cast<int>(std::lround(static_cast<float>(side) * zoom)), 1, side);
  };
  int const width = share(input.width_px);
  int const height = share(input.height_px);
  int const x = (input.width_px - width) / 2;
  int const y = (input.height_px - height) / 2;
  return {input.row(y) + std::ptrdiff_t{3} * x, width, height, input.stride_bytes};
}

// Draws the view and returns where a pixel of the model's input stands in the picture.
image::Affine draw_view(image::PixelsView picture, FaceView const& view,
                        image::MutablePixels input) {
  auto const part = picture.part(view.x_px, view.y_px, view.width_px, view.height_px);
  const image::MutablePixels target = middle(input, view.zoom);
  if (target.width_px < input.width_px || target.height_px < input.height_px) {
    for (int y = 0; y < input.height_px; ++y) {
      std::fill_n(input.row(y), std::ptrdiff_t{3} * input.width_px, std::uint8_t{0});
    }
  }
  image::Affine map = image::letterbox(part, target);
  auto const left = static_cast<float>((input.width_px - target.width_px) / 2);
  auto const top = static_cast<float>((input.height_px - target.height_px) / 2);
  map.c += static_cast<float>(view.x_px) - map.a * left - map.b * top;
  map.f += static_cast<float>(view.y_px) - map.d * left - map.e * top;
  return map;
}

FaceBox onto_picture(FaceBox face, image::Affine const& map, BlazeFaceOptions const& options) {
  auto const place = [&](float& x, float& y) {
    const image::PointPx p =
        map({x * static_cast<float>(options.width_px), y * static_cast<float>(options.height_px)});
    x = p.x_px;
    y = p.y_px;
  };
  place(face.x0, face.y0);
  place(face.x1, face.y1);
  for (decoders::KeyPoint& point : face.points) place(point.x, point.y);
  return face;
}

}  // namespace

FaceSearch::FaceSearch(Model& detector)
    : detector_(detector),
      options_(read_options(detector.manifest())),
      anchors_(read_anchors(options_)) {}

Result<std::vector<FaceBox>> FaceSearch::find(image::PixelsView picture) const {
  if (!anchors_) return tl::unexpected<Error>(anchors_.error());
  if (picture.empty()) return std::vector<FaceBox>{};
  const std::vector<FaceView> views = face_views(picture.width_px, picture.height_px);
  std::vector<image::Affine> maps(views.size());
  std::vector<FaceBox> all;
  auto const draw = [&](std::size_t i, InferRequest& request) -> Result<void> {
    auto input = request.input(options_->width_px, options_->height_px);
    if (!input) return fail(input);
    maps[i] = draw_view(picture, views[i], *input);
    return {};
  };
  auto const read = [&](std::size_t i, InferRequest& request) -> Result<void> {
    auto faces = decoders::decode_blazeface(request.output("boxes"), request.output("scores"),
                                            *anchors_, *options_);
    if (!faces) return fail(faces);
    for (const FaceBox& face : *faces) all.push_back(onto_picture(face, maps[i], *options_));
    return {};
  };
  if (auto done = infer_each(detector_, views.size(), draw, read); !done) return fail(done);
  return decoders::merge_faces(std::move(all), options_->iou_max, options_->faces_max);
}

}  // namespace helio::vision
