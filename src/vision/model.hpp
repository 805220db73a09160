// Model: one loaded neural network. The port between the detectors and an inference engine.
//
// A model takes one 8-bit picture and gives f32 tensors. Colour order, layout, mean and scale are
// the manifest's business (pack.hpp) and done by the engine: a caller only writes RGB pixels.
//
// Errors   invalid_argument "BadModelInput" (a size the model cannot take), unavailable
//          "InferenceFailed". No exception leaves these calls.
// Threads  a Model serves any number of threads; an InferRequest belongs to one at a time.
//          acquire() never blocks, so no order of acquiring can deadlock; who wants many answers
//          of one model uses infer_each(), which bounds how many are out.
// Lifetime requests must be gone before their Model.
// Contract tests/contract/model_contract.hpp.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "decoders/tensor.hpp"
#include "image/pixels.hpp"
#include "vision/pack.hpp"

namespace helio::vision {

class InferRequest {
 public:
  virtual ~InferRequest() = default;

  // The buffer to draw the input picture into: width x height x 3, RGB (a grey model takes the
  // luminance by itself). A model whose manifest leaves a side free (0) takes any size that is a
  // multiple of its `side_multiple`; others take their own size only, whatever is asked.
  [[nodiscard]] virtual Result<image::MutablePixels> input(int width_px, int height_px) = 0;

  // Starts and returns at once; wait() gives the outcome. One start, one wait, in turn.
  virtual void start() = 0;
  [[nodiscard]] virtual Result<void> wait() = 0;

  // The output that the manifest calls `role`. Valid until the next start() or the end of the
  // request. A role the manifest does not name gives an empty tensor; load() has checked it.
  [[nodiscard]] virtual decoders::TensorView output(std::string_view role) const = 0;
};

class Model {
 public:
  virtual ~Model() = default;
  [[nodiscard]] virtual ModelManifest const& manifest() const noexcept = 0;
  [[nodiscard]] virtual std::unique_ptr<InferRequest> acquire() = 0;
  // How many requests make progress side by side: more only wait for each other.
  [[nodiscard]] virtual std::size_t parallel() const noexcept = 0;
};

// Turns a manifest's file into a Model, ready to answer (compiled, warm).
// Errors: not_found "ModelFileMissing", corrupt "ModelCorrupt" (the engine cannot read the file),
// invalid_argument "InvalidManifest" (the file has no such input or output, or another shape),
// unsupported "UnsupportedCpu", "UnsupportedModel". Blocks; callable from any thread.
class ModelLoader {
 public:
  virtual ~ModelLoader() = default;
  [[nodiscard]] virtual Result<std::unique_ptr<Model>> load(ModelManifest const& manifest) = 0;
};

}  // namespace helio::vision
