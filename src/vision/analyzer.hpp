// Analyzer: one image file in, everything that is known about it out.
//
// The file is probed (limits before pixels), decoded once, and all steps asked for run side by side
// on that one picture. Steps that build on others (properties and moderation use the labels) run
// when those are there.
//
// Input    a whole image file in memory.
// Errors   those of image::probe() and image::decode(); "InferenceFailed" of a model. An image that
//          is refused costs its header, and never its neighbour.
// Threads  analyze() blocks and may be called from any number of threads; each call also uses the
//          shared step pool, and runs a step itself where that is full, so it never waits for a
//          slot.
// Memory   per call: the decoded picture (at most decode_side_px_max squared x 3 bytes) and the
//          inputs of the requests that are out.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "image/decode.hpp"
#include "vision/analysis.hpp"
#include "vision/faces.hpp"
#include "vision/label_filter.hpp"
#include "vision/model.hpp"

namespace helio::vision {

struct Features {
  bool labels = true, faces = true, text = true, moderation = true, properties = true;
};

struct AnalyzeOptions {
  Features features;
  LabelFilter labels;                     // MinConfidence 55 by default, as Rekognition's
  double moderation_confidence_min = 50;  // 0..100
  FaceLook face_look;
  image::Limits limits;
};

struct ImageReport {
  image::Header header;
  std::uint64_t size_bytes = 0;
  std::string sha256;
  Analysis analysis;
  image::Pixels pixels;  // as decoded for the models: for previews
};

struct AnalyzerOptions {
  int step_threads = 6;           // the step pool: one image's steps side by side
  int decode_side_px_max = 2048;  // longer side of the one decoded picture
};

// Analyzer::analyze(), or what stands for it: one that is still to come, a fake.
using Analyze = std::function<Result<ImageReport>(BytesView, AnalyzeOptions const&)>;

class Analyzer {
 public:
  // Loads every model of `packs`; of a task that takes one model (faces and text) the last pack's
  // stands. Errors: as ModelLoader, and not_found "ModelMissing" where a task has none.
  [[nodiscard]] static Result<std::unique_ptr<Analyzer>> create(std::span<Pack const> packs,
                                                                ModelLoader& loader,
                                                                AnalyzerOptions options = {});
  ~Analyzer();
  Analyzer(Analyzer const&) = delete;
  Analyzer& operator=(Analyzer const&) = delete;

  [[nodiscard]] Result<ImageReport> analyze(BytesView file,
                                            AnalyzeOptions const& options = {}) const;

  // The loaded models, in the packs' order; theirs for as long as the analyzer lives.
  [[nodiscard]] std::vector<Model*> models() const;

 private:
  struct Parts;
  explicit Analyzer(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace helio::vision
