#include "decoders/landmarks.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace helio::decoders {
namespace {

TEST(DecodeLandmarks, ReadsPointsInOrder) {
  std::vector<float> values(FaceMesh::kPoints * 3);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i);
  const std::vector<float> presence{0};
  auto const mesh = decode_landmarks({{1, 1, 1, 1404}, values}, {{1, 1, 1, 1}, presence});
  ASSERT_TRUE(mesh.has_value());
  ASSERT_EQ(mesh->points.size(), 468U);
  EXPECT_FLOAT_EQ(mesh->points[467].x, 1401);
  EXPECT_FLOAT_EQ(mesh->points[467].y, 1402);
  EXPECT_FLOAT_EQ(mesh->points[467].z, 1403);
  EXPECT_FLOAT_EQ(mesh->presence, 0.5f);
}

TEST(DecodeLandmarks, RefusesWhatIsNoMesh) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  struct Row {
    char const* name;
    std::size_t values;
    float fill;
    std::vector<float> presence;
  };
  const Row rows[] = {{"478 points", 478 * 3, 1, {0}},
                      {"no points", 0, 1, {0}},
                      {"not a number", 1404, kNan, {0}},
                      {"far outside", 1404, 1e30f, {0}},
                      {"no presence", 1404, 1, {}},
                      {"presence of two", 1404, 1, {0, 0}},
                      {"presence not a number", 1404, 1, {kNan}}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    const std::vector<float> values(row.values, row.fill);
    auto const mesh =
        decode_landmarks({{static_cast<std::int64_t>(row.values)}, values}, {{1}, row.presence});
    ASSERT_FALSE(mesh.has_value());
    EXPECT_EQ(mesh.error().name, "UnexpectedModelOutput");
  }
}

TEST(DecodeLandmarks, ExtremeLogitsStayInRange) {
  const std::vector<float> values(1404, 0);
  for (float const logit : {-1e30f, 1e30f}) {
    auto const mesh = decode_landmarks({{1404}, values}, {{1}, std::span(&logit, 1)});
    ASSERT_TRUE(mesh.has_value());
    EXPECT_NEAR(mesh->presence, logit > 0 ? 1.0 : 0.0, 1e-6);
  }
}

}  // namespace
}  // namespace helio::decoders
