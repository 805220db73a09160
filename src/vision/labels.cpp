#include "vision/labels.hpp"

#include <utility>

#include "vision/label_scores.hpp"

namespace helio::vision {
namespace {

constexpr double kConfidenceMin = 0.1;  // percent; below it a label says nothing

// Creates one part per model; the first model that cannot take part says why.
template <typename Part>
std::vector<Part> create_all(std::vector<Model*> const& models, Result<void>& ready) {
  std::vector<Part> parts;
  for (Model* model : models) {
    auto part = Part::create(*model);
    if (part) {
      parts.push_back(std::move(*part));
    } else if (ready) {
      ready = tl::unexpected<Error>(std::move(part.error()));
    }
  }
  return parts;
}

template <typename Part>
Result<std::vector<ViewRuns>> start_all(std::vector<Part> const& parts, image::PixelsView picture) {
  std::vector<ViewRuns> started;
  for (Part const& part : parts) {
    auto runs = part.start(picture);
    if (!runs) return fail(runs);
    started.push_back(std::move(*runs));
  }
  return started;
}

}  // namespace

LabelDetector::LabelDetector(std::vector<Model*> const& classifiers,
                             std::vector<Model*> const& detectors, Taxonomy const& taxonomy)
    : taxonomy_(taxonomy),
      classifiers_(create_all<Classifier>(classifiers, ready_)),
      detectors_(create_all<ObjectDetector>(detectors, ready_)) {
  for (Model const* model : classifiers) {
    auto opinion = SecondOpinion::create(model->manifest(), taxonomy);
    if (!opinion && ready_) ready_ = tl::unexpected<Error>(std::move(opinion.error()));
    opinions_.push_back(opinion ? std::move(*opinion) : SecondOpinion{});
  }
}

Result<std::vector<Label>> LabelDetector::detect(image::PixelsView picture) const {
  if (!ready_) return tl::unexpected<Error>(ready_.error());
  if (picture.empty()) {
    return fail(Errc::invalid_argument, "EmptyImage", "The picture has no pixels.");
  }
  auto class_runs = start_all(classifiers_, picture);
  if (!class_runs) return fail(class_runs);
  auto object_runs = start_all(detectors_, picture);
  if (!object_runs) return fail(object_runs);

  LabelScores scores(taxonomy_);
  std::vector<std::vector<float>> classes;
  for (std::size_t i = 0; i < classifiers_.size(); ++i) {
    auto probabilities = classifiers_[i].finish((*class_runs)[i]);
    if (!probabilities) return tl::unexpected<Error>(probabilities.error());
    scores.add_classes(classifiers_[i].names(), *probabilities, classifiers_[i].exclusive());
    classes.push_back(std::move(*probabilities));
  }
  for (std::size_t i = 0; i < detectors_.size(); ++i) {
    auto objects = detectors_[i].finish((*object_runs)[i]);
    if (!objects) return tl::unexpected<Error>(objects.error());
    for (std::size_t j = 0; j < classifiers_.size(); ++j) {
      if (classifiers_[j].exclusive()) opinions_[j].doubt(classes[j], *objects);
    }
    scores.add_objects(*objects);
  }
  return scores.labels(kConfidenceMin);
}

}  // namespace helio::vision
