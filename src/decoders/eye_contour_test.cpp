#include "decoders/eye_contour.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace helio::decoders {
namespace {

// Corners at x 12 and 52, lids `gap` pixels apart.
std::vector<float> eye(float gap) {
  std::vector<float> values(213, 0.0f);
  for (std::size_t i = 0; i < 16; ++i) {
    bool const corner = i % 8 == 0;
    values[3 * i] = i == 8 ? 52.0f : 12.0f + 5.0f * static_cast<float>(i % 8);
    values[3 * i + 1] = corner ? 32.0f : 32.0f + (i < 8 ? gap : -gap) / 2;
  }
  return values;
}

TEST(DecodeEyeContour, MeasuresTheOpening) {
  std::vector<float> iris(15, 0.0f);
  iris[0] = 30;
  iris[1] = 33;
  for (float const gap : {0.0f, 4.0f, 12.0f}) {
    std::vector<float> const contour = eye(gap);
    auto const got = decode_eye_contour({{1, 213}, contour}, {{1, 15}, iris});
    ASSERT_TRUE(got.has_value());
    EXPECT_NEAR(got->opening(), gap / 40, 1e-6);
    EXPECT_FLOAT_EQ(got->pupil.x, 30);
    EXPECT_FLOAT_EQ(got->pupil.y, 33);
  }
  std::vector<float> const point(213, 7.0f);
  EXPECT_EQ(decode_eye_contour({{213}, point}, {{15}, iris})->opening(), 0);
}

TEST(DecodeEyeContour, RefusesWhatIsNoEye) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  struct Row {
    char const* name;
    std::vector<float> contour, iris;
  };
  std::vector<float> const good(213, 1.0f);
  std::vector<float> const iris(15, 1.0f);
  Row const rows[] = {{"contour cut", std::vector<float>(212, 1.0f), iris},
                      {"no iris", good, {}},
                      {"not a number", std::vector<float>(213, kNan), iris},
                      {"iris not a number", good, std::vector<float>(15, kNan)},
                      {"far outside", std::vector<float>(213, 1e30f), iris}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = decode_eye_contour({{1}, row.contour}, {{1}, row.iris});
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().name, "UnexpectedModelOutput");
  }
}

}  // namespace
}  // namespace helio::decoders
