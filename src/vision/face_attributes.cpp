#include "vision/face_attributes.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <nlohmann/json.hpp>

#include "decoders/age_gender.hpp"
#include "decoders/classes.hpp"
#include "decoders/embedding.hpp"

namespace helio::vision {
namespace {

constexpr double kAgeMax = 110;

tl::unexpected<Error> bad_curve(ModelManifest const& manifest) {
  return fail(Errc::invalid_argument, "InvalidManifest",
              "The model " + manifest.name +
                  " has an age_curve that is not two or more pairs [estimate, age] with estimates "
                  "going up.");
}

std::string_view emotion_type(std::string_view label) {
  struct Name {
    std::string_view label, type;
  };
  static constexpr Name kNames[] = {
      {"angry", "ANGRY"}, {"disgust", "DISGUSTED"},  {"fear", "FEAR"},    {"happy", "HAPPY"},
      {"sad", "SAD"},     {"surprise", "SURPRISED"}, {"neutral", "CALM"}, {"confused", "CONFUSED"}};
  auto const* const found =
      std::ranges::find_if(kNames, [&](Name const& name) { return name.label == label; });
  return found == std::end(kNames) ? std::string_view{} : found->type;
}

bool wants_softmax(ModelManifest const& manifest) {
  return manifest.parameters.is_object() &&
         manifest.parameters.value("activation", Json("none")) == "softmax";
}

}  // namespace

Result<AgeCurve> AgeCurve::read(ModelManifest const& manifest) {
  AgeCurve curve;
  if (!manifest.parameters.is_object()) return curve;
  auto const found = manifest.parameters.find("age_curve");
  if (found == manifest.parameters.end()) return curve;
  if (!found->is_array() || found->size() < 2) return bad_curve(manifest);
  for (Json const& pair : *found) {
    bool const numbers =
        pair.is_array() && pair.size() == 2 && pair[0].is_number() && pair[1].is_number();
    if (!numbers) return bad_curve(manifest);
    const Knot knot{pair[0].get<double>(), pair[1].get<double>()};
    if (!curve.knots_.empty() && !(knot.estimate > curve.knots_.back().estimate)) {
      return bad_curve(manifest);
    }
    curve.knots_.push_back(knot);
  }
  return curve;
}

double AgeCurve::operator()(double estimate_years) const {
  if (knots_.empty()) return std::clamp(estimate_years, 0.0, kAgeMax);
  // The segment the estimate lies in; the first and the last go on beyond their ends.
  std::size_t i = 1;
  while (i + 1 < knots_.size() && estimate_years > knots_[i].estimate) ++i;
  Knot const& a = knots_[i - 1];
  Knot const& b = knots_[i];
  double const age =
      a.age + (b.age - a.age) * (estimate_years - a.estimate) / (b.estimate - a.estimate);
  return std::clamp(age, 0.0, kAgeMax);
}

Result<void> read_attributes(InferRequest const& request, ModelManifest const& manifest,
                             AgeCurve const& curve, FaceDetail& face) {
  auto vector = decoders::decode_embedding(request.output("vector"));
  if (!vector) return fail(vector);
  face.vector = std::move(*vector);
  if (manifest.decoder == "embedding") return {};
  auto found = decoders::decode_age_gender(request.output("age"), request.output("gender"));
  if (!found) return fail(found);
  // One standard deviation to either side: of 182 faces, 77 % had their true age inside.
  double const age = curve(found->age_years);
  double const spread = std::max(1.0, double{found->age_spread_years});
  face.age_low = static_cast<int>(std::max(0.0, std::floor(age - spread)));
  face.age_high = static_cast<int>(std::ceil(age + spread));
  bool const male = found->male >= 0.5F;
  face.gender = male ? "Male" : "Female";
  face.gender_confidence = 100 * (male ? double{found->male} : 1 - double{found->male});
  return {};
}

Result<void> read_emotions(InferRequest const& request, ModelManifest const& manifest,
                           FaceDetail& face) {
  bool const logits = manifest.outputs.contains("logits");
  auto probabilities = decoders::decode_softmax(
      request.output(logits ? "logits" : "probabilities"),
      {.classes = manifest.labels.size(), .logits = logits || wants_softmax(manifest)});
  if (!probabilities) return fail(probabilities);
  face.emotions.clear();
  for (std::size_t i = 0; i < manifest.labels.size(); ++i) {
    const std::string_view type = emotion_type(manifest.labels[i]);
    if (type.empty()) continue;
    face.emotions.push_back({std::string(type), 100 * double{(*probabilities)[i]}});
  }
  std::ranges::stable_sort(face.emotions, std::ranges::greater{}, &Emotion::confidence);
  return {};
}

}  // namespace helio::vision
