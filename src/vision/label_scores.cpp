#include "vision/label_scores.hpp"

#include <algorithm>

namespace helio::vision {
namespace {

// A thousand classes below this add up to 0.1 %: not worth the walk up.
constexpr float kProbabilityMin = 1e-6f;

}  // namespace

void LabelScores::add_classes(std::span<std::string const> names,
                              std::span<float const> probabilities, bool exclusive) {
  Source source;
  auto const raise = [&](std::string const& label, double probability) {
    double& at = source[label];
    at = exclusive ? at + probability : std::max(at, probability);
  };
  for (std::size_t i = 0; i < names.size() && i < probabilities.size(); ++i) {
    if (names[i].empty() || probabilities[i] < kProbabilityMin) continue;
    raise(names[i], probabilities[i]);
    for (std::string const& parent : taxonomy_.find(names[i]).parents) {
      raise(parent, probabilities[i]);
    }
  }
  join(source);
}

void LabelScores::add_objects(std::span<Object const> objects) {
  for (Object const& object : objects) {
    Source box = {{object.name, object.confidence}};
    for (std::string const& parent : taxonomy_.find(object.name).parents) {
      box[parent] = object.confidence;
    }
    join(box);
    instances_[object.name].push_back({object.box, 100 * object.confidence, {}});
  }
}

void LabelScores::join(Source const& source) {
  for (auto const& [label, confidence] : source) {
    double& doubt = doubt_.try_emplace(label, 1.0).first->second;
    doubt *= 1.0 - std::clamp(confidence, 0.0, 1.0);
  }
}

std::vector<Label> LabelScores::labels(double confidence_min) const {
  std::vector<Label> labels;
  for (auto const& [name, doubt] : doubt_) {
    double const confidence = 100 * (1.0 - doubt);
    if (confidence < confidence_min) continue;
    TaxonomyEntry const& entry = taxonomy_.find(name);
    Label label{name, confidence, {}, entry.parents, entry.aliases, entry.categories};
    auto const found = instances_.find(name);
    if (found != instances_.end()) label.instances = found->second;
    std::stable_sort(
        label.instances.begin(), label.instances.end(),
        [](Instance const& a, Instance const& b) { return a.confidence > b.confidence; });
    labels.push_back(std::move(label));
  }
  std::stable_sort(labels.begin(), labels.end(),
                   [](Label const& a, Label const& b) { return a.confidence > b.confidence; });
  return labels;
}

}  // namespace helio::vision
