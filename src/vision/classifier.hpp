// Classifier: one model of the task "labels" on a whole picture.
//
// Decoders "softmax" (output role "probabilities" or "logits": exactly one of the classes) and
// "sigmoid" ("scores": any of the classes). Manifest parameters: "activation" ("none" where the
// file ends in its activation, else "softmax" or "sigmoid"), "temperature" (classes.hpp; fitted by
// models/README.md's recipe; 1 leaves the model's own probabilities), "views" (views.hpp).
// Errors   invalid_argument "InvalidManifest" from create(); unavailable "UnexpectedModelOutput",
//          "InferenceFailed". Threads: start() and finish() from any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "vision/views.hpp"

namespace helio::vision {

class Classifier {
 public:
  // The model must outlive the classifier.
  [[nodiscard]] static Result<Classifier> create(Model& model);

  [[nodiscard]] Result<ViewRuns> start(image::PixelsView picture) const;
  // One calibrated probability per row of names().
  [[nodiscard]] Result<std::vector<float>> finish(ViewRuns& runs) const;

  [[nodiscard]] std::span<std::string const> names() const;
  // Of the classes exactly one is true (softmax), so that their probabilities may be summed.
  [[nodiscard]] bool exclusive() const noexcept { return exclusive_; }

 private:
  Classifier() = default;

  Model* model_ = nullptr;
  std::vector<View> views_;
  std::string role_;
  bool exclusive_ = true;
  bool logits_ = false;
  double temperature_ = 1;
};

}  // namespace helio::vision
