// LabelDetector: everything the loaded models can name in a picture.
//
// All models of the tasks "labels" and "objects" take part, those of the default pack and the
// user's own alike: each brings its label table, decoder, views and calibration in its manifest
// (classifier.hpp, objects.hpp). Classifiers that are sure cast doubt on the detectors' boxes
// (second_opinion.hpp), and LabelScores joins what is said. All runs of all models are
// started before the first is awaited.
//
// Input    one upright picture of any size.
// Output   labels of 0.1 % and more, best first, with instances where a detector found boxes.
// Errors   invalid_argument "InvalidManifest" (a model's parameters; said at the first picture),
//          "EmptyImage"; unavailable "InferenceFailed", "UnexpectedModelOutput".
// Threads  detect() from any number of threads.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "vision/analysis.hpp"
#include "vision/classifier.hpp"
#include "vision/objects.hpp"
#include "vision/second_opinion.hpp"
#include "vision/taxonomy.hpp"

namespace helio::vision {

class LabelDetector {
 public:
  // Models and taxonomy must outlive this. Without any model there are no labels.
  LabelDetector(std::vector<Model*> const& classifiers, std::vector<Model*> const& detectors,
                Taxonomy const& taxonomy);

  [[nodiscard]] Result<std::vector<Label>> detect(image::PixelsView picture) const;

 private:
  Taxonomy const& taxonomy_;
  Result<void> ready_;  // before the parts: making them sets it
  std::vector<Classifier> classifiers_;
  std::vector<ObjectDetector> detectors_;
  std::vector<SecondOpinion> opinions_;  // one per classifier
};

}  // namespace helio::vision
