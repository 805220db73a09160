// Face attributes: the tensors of the age, gender and emotion models as fields of a FaceDetail.
//
// Errors   unavailable "UnexpectedModelOutput"; invalid_argument "InvalidManifest".
#pragma once

#include <vector>

#include "base/result.hpp"
#include "vision/analysis.hpp"
#include "vision/model.hpp"

namespace helio::vision {

// A piecewise linear map from a model's age estimate to the age that people of that estimate have:
// models trained on mostly young adults draw everybody towards them. The manifest's parameter
// "age_curve", [[estimate, age], ...] with estimates going up; none: the estimate itself.
class AgeCurve {
 public:
  [[nodiscard]] static Result<AgeCurve> read(ModelManifest const& manifest);
  [[nodiscard]] double operator()(double estimate_years) const;  // 0..110

 private:
  struct Knot {
    double estimate = 0, age = 0;
  };
  std::vector<Knot> knots_;
};

// Fills age_low, age_high, gender and vector; of a model with the decoder "embedding" the vector.
[[nodiscard]] Result<void> read_attributes(InferRequest const& request,
                                           ModelManifest const& manifest, AgeCurve const& curve,
                                           FaceDetail& face);

// Fills emotions with Rekognition's names, best first. Classes it has no name for are left out.
[[nodiscard]] Result<void> read_emotions(InferRequest const& request, ModelManifest const& manifest,
                                         FaceDetail& face);

}  // namespace helio::vision
