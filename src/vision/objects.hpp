// ObjectDetector: one model of the task "objects"; what is where in a picture.
//
// Decoders "ssd" (output roles "boxes", "scores") and "yolox" ("predictions"). Manifest parameters:
//   "views"       views.hpp: parts of the picture show what is small in the whole
//   "score_min"   0..1, raw; weaker boxes are dropped (0.05)
//   "iou_max"     0..1; of two boxes of one class that overlap more, the weaker goes (0.5)
//   "background"  ssd: the column that means "nothing here"; -1: there is none
//   "calibration_slope", "calibration_offset"  calibration.hpp: how often a box is right
// Errors   invalid_argument "InvalidManifest" from create(); unavailable "UnexpectedModelOutput",
//          "InferenceFailed". Threads: start() and finish() from any thread.
#pragma once

#include <string>
#include <vector>

#include "decoders/box.hpp"
#include "vision/calibration.hpp"
#include "vision/views.hpp"

namespace helio::vision {

struct Object {
  std::string name;       // of the model's label table
  BoundingBox box;        // inside the picture
  double confidence = 0;  // calibrated, 0..1
  double rival = 1;       // where a classifier denies the label: how sure it is of another, 0..1
};

class ObjectDetector {
 public:
  // The model must outlive the detector.
  [[nodiscard]] static Result<ObjectDetector> create(Model& model);

  [[nodiscard]] Result<ViewRuns> start(image::PixelsView picture) const;
  // Best first, all views merged.
  [[nodiscard]] Result<std::vector<Object>> finish(ViewRuns& runs) const;

 private:
  ObjectDetector() = default;
  [[nodiscard]] Result<std::vector<decoders::Box>> decode(InferRequest const& request) const;

  Model* model_ = nullptr;
  std::vector<View> views_;
  bool yolox_ = false;
  float score_min_ = 0.05f;
  float iou_max_ = 0.5f;
  int background_ = -1;
  Calibration calibration_;
};

// A box of one view in fractions of the picture. Pure; the maths of mirrors and parts.
[[nodiscard]] decoders::Box place_box(decoders::Box box, Placement const& placement);

// Whether a box of a part of the picture ends where the part ends, inside the picture: it is the
// visible half of a thing that another view shows whole.
[[nodiscard]] bool is_cut(decoders::Box const& placed, Placement const& placement);

}  // namespace helio::vision
