#include "vision/face_similarity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace helio::vision {
namespace {

constexpr double kMiddle = 0.403;  // the cosine where the answer is 50
constexpr double kSlope = 18;

double logistic(double cosine) { return 1 / (1 + std::exp(-kSlope * (cosine - kMiddle))); }

}  // namespace

std::optional<double> face_similarity(FaceDetail const& one, FaceDetail const& other) {
  if (one.vector.empty() || one.vector.size() != other.vector.size()) return std::nullopt;
  double const cosine =
      std::inner_product(one.vector.begin(), one.vector.end(), other.vector.begin(), 0.0);
  return 100 * logistic(std::clamp(cosine, -1.0, 1.0)) / logistic(1);
}

}  // namespace helio::vision
