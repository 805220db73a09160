#include "vision/objects.hpp"

#include <algorithm>

#include "decoders/ssd.hpp"
#include "decoders/yolox.hpp"

namespace helio::vision {
namespace {

constexpr int kObjectsMax = 300;
constexpr float kEdge = 0.01f;  // of the picture's side: this near to the part's edge is at it

}  // namespace

decoders::Box place_box(decoders::Box box, Placement const& placement) {
  if (placement.mirror) box = {1 - box.x1, box.y0, 1 - box.x0, box.y1, box.class_id, box.score};
  auto const x = [&](float u) {
    return static_cast<float>(std::clamp(placement.left + u * placement.width, 0.0, 1.0));
  };
  auto const y = [&](float v) {
    return static_cast<float>(std::clamp(placement.top + v * placement.height, 0.0, 1.0));
  };
  return {x(box.x0), y(box.y0), x(box.x1), y(box.y1), box.class_id, box.score};
}

bool is_cut(decoders::Box const& placed, Placement const& placement) {
  auto const cut = [](double low, double high, float from, float to) {
    return (low > kEdge && from < low + kEdge) || (high < 1 - kEdge && to > high - kEdge);
  };
  return cut(placement.left, placement.left + placement.width, placed.x0, placed.x1) ||
         cut(placement.top, placement.top + placement.height, placed.y0, placed.y1);
}

Result<ObjectDetector> ObjectDetector::create(Model& model) {
  ModelManifest const& manifest = model.manifest();
  auto const refuse = [&](std::string const& what) {
    return fail(Errc::invalid_argument, "InvalidManifest",
                "The model " + manifest.name + " of the task \"objects\" " + what);
  };
  ObjectDetector made;
  made.model_ = &model;
  made.yolox_ = manifest.decoder == "yolox";
  if (!made.yolox_ && manifest.decoder != "ssd") {
    return refuse("must have the decoder \"ssd\" or \"yolox\", not \"" + manifest.decoder + "\".");
  }
  for (char const* role : {"boxes", "scores", "predictions"}) {
    bool const needed = made.yolox_ == (role == std::string_view("predictions"));
    if (needed && !manifest.outputs.contains(role)) {
      return refuse("must name its output \"" + std::string(role) + "\".");
    }
  }
  auto views = read_views(manifest);
  if (!views) return fail(views);
  made.views_ = std::move(*views);
  made.score_min_ = manifest.parameter("score_min", made.score_min_);
  made.iou_max_ = manifest.parameter("iou_max", made.iou_max_);
  made.background_ = static_cast<int>(std::clamp(manifest.parameter("background", -1), -1.f, 1e6f));
  made.calibration_ = calibration_of(manifest);
  return made;
}

Result<ViewRuns> ObjectDetector::start(image::PixelsView picture) const {
  return start_views(*model_, views_, picture);
}

Result<std::vector<decoders::Box>> ObjectDetector::decode(InferRequest const& request) const {
  ModelManifest const& manifest = model_->manifest();
  if (yolox_) {
    return decoders::decode_yolox(request.output("predictions"),
                                  {.width_px = manifest.input.width_px,
                                   .height_px = manifest.input.height_px,
                                   .classes = manifest.labels.size(),
                                   .score_min = score_min_});
  }
  return decoders::decode_ssd(
      request.output("boxes"), request.output("scores"),
      {.classes = manifest.labels.size(), .background = background_, .score_min = score_min_});
}

Result<std::vector<Object>> ObjectDetector::finish(ViewRuns& runs) const {
  std::vector<std::string> const& names = model_->manifest().labels;
  std::vector<decoders::Box> all;
  for (std::size_t i = 0; i < runs.requests.size(); ++i) {
    if (auto done = runs.requests[i]->wait(); !done) return fail(done);
    auto boxes = decode(*runs.requests[i]);
    if (!boxes) return fail(boxes);
    for (decoders::Box const& box : *boxes) {
      decoders::Box const placed = place_box(box, runs.placements[i]);
      bool const nameless = names[static_cast<std::size_t>(box.class_id)].empty();
      bool const flat = placed.x1 <= placed.x0 || placed.y1 <= placed.y0;
      if (!nameless && !flat && !is_cut(placed, runs.placements[i])) all.push_back(placed);
    }
  }
  std::vector<Object> objects;
  for (decoders::Box const& box :
       decoders::suppress(std::move(all), {.iou_max = iou_max_, .boxes_max = kObjectsMax})) {
    objects.push_back({names[static_cast<std::size_t>(box.class_id)],
                       {box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0},
                       calibrated(box.score, calibration_)});
  }
  return objects;
}

}  // namespace helio::vision
