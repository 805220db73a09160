#include "vision/moderation.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/json_members.hpp"
#include "decoders/two_class.hpp"
#include "vision/calibration.hpp"

namespace helio::vision {
namespace {

constexpr char const* kExplicit = "Explicit";
constexpr double kConfidenceMin = 1;  // percent
constexpr int kLevelsMax = 8;         // of a taxonomy; ends a table that loops

// The model was shown people; of animals it mistakes bare skin (a pig's) for theirs. A picture that
// surely shows an animal and no person is explicit only as far as that is not sure.
double without_animals(double unsafe, std::span<Label const> labels) {
  double animal = 0;
  double person = 0;
  for (Label const& label : labels) {
    if (label.name == "Animal") animal = label.confidence / 100;
    if (label.name == "Person") person = label.confidence / 100;
  }
  return unsafe * (1 - animal * (1 - person));
}

}  // namespace

ModerationDetector::ModerationDetector(std::vector<Model*> models, Json const& table) {
  for (Model* model : models) {
    auto views = read_views(model->manifest());
    if (views) {
      judges_.push_back({model, std::move(*views)});
    } else if (ready_) {
      ready_ = fail(views);
    }
  }
  categories_[kExplicit] = {};
  if (!table.is_object()) return;
  auto const taxonomy = table.find("taxonomy");
  if (taxonomy != table.end() && taxonomy->is_array()) {
    for (Json const& entry : *taxonomy) {
      std::string const name = entry.is_object() ? text_member(entry, "name") : std::string();
      if (name.empty()) continue;
      auto const level = entry.find("level");
      bool const known = level != entry.end() && level->is_number_integer();
      categories_[name] = {text_member(entry, "parent"), known ? level->get<int>() : 1};
    }
  }
  auto const labels = table.find("labels");
  if (labels == table.end() || !labels->is_object()) return;
  for (auto const& [label, category] : labels->items()) {
    if (category.is_string()) category_of_[label] = category.get<std::string>();
  }
}

Result<double> ModerationDetector::judge(Judge const& judge, ViewRuns& runs) const {
  ModelManifest const& manifest = judge.model->manifest();
  auto const activation = manifest.parameters.find("activation");
  decoders::TwoClassOptions const options = {
      .unsafe_row = manifest.parameter("unsafe_row", 1) < 0.5f ? 0U : 1U,
      .logits = activation != manifest.parameters.end() && *activation == "softmax"};
  double sum = 0;
  for (auto const& request : runs.requests) {
    if (auto done = request->wait(); !done) return fail(done);
    auto const unsafe = decoders::decode_two_class(request->output("probabilities"), options);
    if (!unsafe) return unsafe;
    sum += *unsafe;
  }
  return calibrated(sum / static_cast<double>(runs.requests.size()), calibration_of(manifest));
}

Result<double> ModerationDetector::unsafe(image::PixelsView picture) const {
  if (!ready_) return tl::unexpected<Error>(ready_.error());
  if (picture.empty()) {
    return fail(Errc::invalid_argument, "EmptyImage", "The picture has no pixels.");
  }
  std::vector<ViewRuns> started;
  for (Judge const& judge : judges_) {
    auto runs = start_views(*judge.model, judge.views, picture);
    if (!runs) return fail(runs);
    started.push_back(std::move(*runs));
  }
  double worst = 0;
  for (std::size_t i = 0; i < judges_.size(); ++i) {
    auto const unsafe = judge(judges_[i], started[i]);
    if (!unsafe) return unsafe;
    worst = std::max(worst, *unsafe);
  }
  return worst;
}

std::vector<ModerationLabel> ModerationDetector::labels(double unsafe,
                                                        std::span<Label const> labels) const {
  std::map<std::string, double> found;
  auto const raise = [&](std::string name, double confidence) {
    for (int level = 0; level < kLevelsMax && !name.empty(); ++level) {
      double& at = found[name];
      at = std::max(at, confidence);
      auto const category = categories_.find(name);
      name = category == categories_.end() ? std::string() : category->second.parent;
    }
  };
  raise(kExplicit, 100 * without_animals(unsafe, labels));
  for (Label const& label : labels) {
    auto const category = category_of_.find(label.name);
    if (category != category_of_.end()) raise(category->second, label.confidence);
  }
  std::vector<ModerationLabel> verdicts;
  for (auto const& [name, confidence] : found) {
    if (confidence < kConfidenceMin) continue;
    auto const category = categories_.find(name);
    Category const known = category == categories_.end() ? Category{} : category->second;
    verdicts.push_back({name, known.parent, known.level, confidence});
  }
  std::stable_sort(verdicts.begin(), verdicts.end(),
                   [](ModerationLabel const& a, ModerationLabel const& b) {
                     if (a.confidence != b.confidence) return a.confidence > b.confidence;
                     return a.level < b.level;
                   });
  return verdicts;
}

}  // namespace helio::vision
