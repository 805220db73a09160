// Goal: DetectModerationLabels asks for moderation alone, and refuses what it would not do.
#include <gtest/gtest.h>

#include "aws/rekognition/rekognition_in_memory.hpp"

namespace helio::aws::rekognition {
namespace {

class DetectModerationLabels : public testing::Test, protected RekognitionInMemory {};

TEST_F(DetectModerationLabels, AnswersInTheTaxonomysWords) {
  found_.moderation = {
      {.name = "Violence", .parent_name = "", .level = 1, .confidence = 80},
      {.name = "Weapons", .parent_name = "Violence", .level = 2, .confidence = 80}};
  auto const output = answer("DetectModerationLabels", {{"Image", image()}, {"MinConfidence", 60}});
  EXPECT_EQ(output, parse_json(R"({"ModerationLabels":[
      {"Confidence":80.0,"Name":"Violence","ParentName":"","TaxonomyLevel":1},
      {"Confidence":80.0,"Name":"Weapons","ParentName":"Violence","TaxonomyLevel":2}],
      "ModerationModelVersion":"7.0","ContentTypes":[]})")
                        .value());
  EXPECT_EQ(asked_.at(0).moderation_confidence_min, 60);
  EXPECT_TRUE(asked_.at(0).features.moderation);
  EXPECT_FALSE(asked_.at(0).features.labels || asked_.at(0).features.faces);
  answer("DetectModerationLabels", {{"Image", image()}});
  EXPECT_EQ(asked_.at(1).moderation_confidence_min, 50);
}

TEST_F(DetectModerationLabels, NoHumansAndNoAdapters) {
  EXPECT_EQ(error("DetectModerationLabels",
                  {{"Image", image()},
                   {"HumanLoopConfig", {{"HumanLoopName", "a"}, {"FlowDefinitionArn", "b"}}}}),
            "InvalidParameterException");
  EXPECT_EQ(
      error("DetectModerationLabels", {{"Image", image()},
                                       {"ProjectVersion",
                                        "arn:aws:rekognition:us-east-1:000000000000:project/a/"
                                        "version/b/1"}}),
      "ResourceNotFoundException");
}

}  // namespace
}  // namespace helio::aws::rekognition
