// Goal: similarity is the calibrated cosine, and absent where faces cannot be compared.
#include "vision/face_similarity.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace helio::vision {
namespace {

FaceDetail face(std::vector<float> vector) {
  FaceDetail detail;
  detail.vector = std::move(vector);
  return detail;
}

double at_cosine(double cosine) {
  auto const other =
      face({static_cast<float>(cosine), static_cast<float>(std::sqrt(1 - cosine * cosine))});
  return face_similarity(face({1, 0}), other).value();
}

TEST(FaceSimilarity, FollowsTheCalibration) {
  EXPECT_NEAR(at_cosine(0.48), 80, 0.5);
  EXPECT_NEAR(at_cosine(0.66), 99, 0.2);
  EXPECT_NEAR(at_cosine(0.35), 28, 0.5);
  EXPECT_EQ(at_cosine(1), 100);
  EXPECT_LT(at_cosine(-1), 0.01);
}

TEST(FaceSimilarity, IsAbsentWithoutVectors) {
  EXPECT_FALSE(face_similarity(face({}), face({})));
  EXPECT_FALSE(face_similarity(face({1, 0}), face({})));
  EXPECT_FALSE(face_similarity(face({1, 0}), face({1, 0, 0})));
}

}  // namespace
}  // namespace helio::vision
