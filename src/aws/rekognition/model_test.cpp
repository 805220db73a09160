// Goal: the description made from botocore is whole, and its patterns can be used.
#include <gtest/gtest.h>

#include "aws/rekognition/rekognition.hpp"
#include "base/regex.hpp"

namespace helio::aws::rekognition {
namespace {

TEST(RekognitionModel, IsWhole) {
  auto const& model = json::rekognition_model;
  EXPECT_EQ(model.signing_name, "rekognition");
  EXPECT_EQ(model.target_prefix, "RekognitionService");
  EXPECT_EQ(model.json_version, "1.1");
  EXPECT_EQ(model.operations.size(), 5U);
  for (auto const& shape : model.shapes) {
    for (auto const& member : shape.members) ASSERT_LT(member.shape, model.shapes.size());
    ASSERT_LT(shape.element, model.shapes.size());
    if (!shape.pattern.empty()) {
      EXPECT_TRUE(Regex::compile(shape.pattern, "")) << shape.pattern;
    }
  }
}

}  // namespace
}  // namespace helio::aws::rekognition
