#include "decoders/eye_contour.hpp"

#include <algorithm>
#include <cmath>

namespace helio::decoders {
namespace {

constexpr std::size_t kContourValues = std::size_t{71} * 3;
constexpr std::size_t kIrisValues = std::size_t{5} * 3;
// As for face points: what lies out here comes of a broken file.
constexpr float kReachMaxPx = 16384.0f;

double distance(EyePoint a, EyePoint b) {
  return std::hypot(static_cast<double>(a.x) - b.x, static_cast<double>(a.y) - b.y);
}

bool in_reach(TensorView const& tensor) {
  return std::all_of(tensor.values.begin(), tensor.values.end(),
                     [](float value) { return std::abs(value) <= kReachMaxPx; });
}

}  // namespace

double EyeContour::opening() const noexcept {
  double const width = distance(rim[0], rim[8]);
  if (width < 1e-6) return 0;
  double lids = 0;  // the middle five pairs: next to the corners the lids meet in any eye
  for (std::size_t i = 2; i <= 6; ++i) lids += distance(rim[i], rim[i + 8]);
  return lids / 5 / width;
}

Result<EyeContour> decode_eye_contour(TensorView const& contour, TensorView const& iris) {
  if (auto ok = expect_values(contour, kContourValues, "The tensor of eye points"); !ok) {
    return fail(ok);
  }
  if (auto ok = expect_values(iris, kIrisValues, "The tensor of iris points"); !ok) {
    return fail(ok);
  }
  if (!in_reach(contour) || !in_reach(iris)) {
    return unexpected_output("The eye points reach far outside their picture.");
  }
  EyeContour eye;
  for (std::size_t i = 0; i < eye.rim.size(); ++i) {
    eye.rim[i] = {contour.values[3 * i], contour.values[3 * i + 1]};
  }
  eye.pupil = {iris.values[0], iris.values[1]};
  return eye;
}

}  // namespace helio::decoders
