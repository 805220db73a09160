#include "vision/label_scores.hpp"

#include <algorithm>

namespace helio::vision {
namespace {

// A thousand classes below this add up to 0.1 %: not worth the walk up.
constexpr float kProbabilityMin = 1e-6f;
// Of a kind of thing that a detector finds: then the picture shows it.
constexpr double kInSight = 0.5;
constexpr double kBelowRival = 0.99;

// What the boxes of one label say together.
struct Kind {
  double doubt = 1, best = 0, rival = 1;
};
using Kinds = std::map<std::string, Kind, std::less<>>;

Kinds kinds_of(std::span<Object const> objects) {
  Kinds kinds;
  for (Object const& object : objects) {
    Kind& kind = kinds[object.name];
    double const confidence = std::clamp(object.confidence, 0.0, 1.0);
    kind.doubt *= 1 - confidence;
    kind.best = std::max(kind.best, confidence);
    kind.rival = std::min(kind.rival, object.rival);
  }
  return kinds;
}

bool in_sight(Kind const& kind) { return 1 - kind.doubt >= kInSight; }

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
  Kinds const kinds = kinds_of(objects);
  auto const seen = std::count_if(kinds.begin(), kinds.end(),
                                  [](auto const& entry) { return in_sight(entry.second); });
  for (auto const& [name, kind] : kinds) {
    double confidence = 1 - kind.doubt;
    bool const alone = seen == (in_sight(kind) ? 1 : 0);
    if (alone && kind.rival < 1) confidence = std::min(kind.best, kBelowRival * kind.rival);
    Source boxes = {{name, confidence}};
    for (std::string const& parent : taxonomy_.find(name).parents) boxes[parent] = confidence;
    join(boxes);
  }
  for (Object const& object : objects) {
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
