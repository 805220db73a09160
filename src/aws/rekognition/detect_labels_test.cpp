// Goal: DetectLabels asks the engine for what the request wants, and answers in AWS's shape.
#include <gtest/gtest.h>

#include "aws/rekognition/rekognition_in_memory.hpp"

namespace helio::aws::rekognition {
namespace {

vision::DominantColor colour(std::uint8_t level) {
  return {.rgb = {level, level, level},
          .css_color = "grey",
          .simplified_color = "grey",
          .pixel_percent = 5};
}

class DetectLabels : public testing::Test, protected RekognitionInMemory {
 protected:
  DetectLabels() {
    found_.models = {{"classes", "1.0"}, {"objects", "2"}};
    vision::Label dog{.name = "Dog", .confidence = 98.5};
    dog.instances = {{.box = {0.1, 0.2, 0.3, 0.4},
                      .confidence = 90,
                      .dominant_colors = {colour(1), colour(2), colour(3)}}};
    dog.parents = {"Animal"};
    dog.aliases = {"Canine"};
    dog.categories = {"Animals and Pets"};
    found_.labels = {dog};
  }
};

TEST_F(DetectLabels, Defaults) {
  auto const output = answer("DetectLabels", {{"Image", image()}});
  EXPECT_EQ(output, parse_json(R"({"Labels":[{"Name":"Dog","Confidence":98.5,"Instances":[
      {"BoundingBox":{"Width":0.3,"Height":0.4,"Left":0.1,"Top":0.2},"Confidence":90.0}],
      "Parents":[{"Name":"Animal"}],"Aliases":[{"Name":"Canine"}],
      "Categories":[{"Name":"Animals and Pets"}]}],
      "LabelModelVersion":"classes 1.0, objects 2"})")
                        .value());
  auto const& asked = asked_.at(0);
  EXPECT_TRUE(asked.features.labels);
  EXPECT_FALSE(asked.features.faces || asked.features.text || asked.features.moderation ||
               asked.features.properties);
  EXPECT_EQ(asked.labels.confidence_min, 55);
  EXPECT_GE(asked.labels.labels_max, 1'000'000U);
}

TEST_F(DetectLabels, EverySettingReachesTheEngine) {
  answer("DetectLabels", {{"Image", image()},
                          {"MaxLabels", 3},
                          {"MinConfidence", 70.5},
                          {"Features", {"GENERAL_LABELS"}},
                          {"Settings",
                           {{"GeneralLabels",
                             {{"LabelInclusionFilters", {"Dog", "Cat"}},
                              {"LabelExclusionFilters", {"Poodle"}},
                              {"LabelCategoryInclusionFilters", {"Animals and Pets"}},
                              {"LabelCategoryExclusionFilters", {"Food and Beverage"}}}}}}});
  auto const& filter = asked_.at(0).labels;
  EXPECT_EQ(filter.labels_max, 3U);
  EXPECT_EQ(filter.confidence_min, 70.5);
  EXPECT_EQ(filter.include_labels, (std::vector<std::string>{"Dog", "Cat"}));
  EXPECT_EQ(filter.exclude_labels, std::vector<std::string>{"Poodle"});
  EXPECT_EQ(filter.include_categories, std::vector<std::string>{"Animals and Pets"});
  EXPECT_EQ(filter.exclude_categories, std::vector<std::string>{"Food and Beverage"});
}

TEST_F(DetectLabels, ImageProperties) {
  vision::ImageProperties properties;
  for (std::uint8_t i = 0; i < 12; ++i) properties.dominant_colors.push_back(colour(i));
  properties.foreground_colors = properties.background_colors = properties.dominant_colors;
  found_.properties = properties;
  Json input{{"Image", image()}, {"Features", {"IMAGE_PROPERTIES", "GENERAL_LABELS"}}};
  auto output = answer("DetectLabels", input);
  EXPECT_TRUE(asked_.at(0).features.properties && asked_.at(0).features.labels);
  EXPECT_EQ(output["ImageProperties"]["DominantColors"].size(), 10U);
  EXPECT_EQ(output["Labels"][0]["Instances"][0]["DominantColors"].size(), 3U);

  input["Settings"]["ImageProperties"]["MaxDominantColors"] = 2;
  output = answer("DetectLabels", input);
  EXPECT_EQ(output["ImageProperties"]["DominantColors"].size(), 2U);
  EXPECT_EQ(output["ImageProperties"]["Foreground"]["DominantColors"].size(), 2U);
  EXPECT_EQ(output["ImageProperties"]["Background"]["DominantColors"].size(), 2U);
  EXPECT_EQ(output["Labels"][0]["Instances"][0]["DominantColors"].size(), 2U);

  input["Features"] = {"IMAGE_PROPERTIES"};
  answer("DetectLabels", input);
  EXPECT_FALSE(asked_.at(2).features.labels);
}

TEST_F(DetectLabels, WhatIsRefused) {
  for (auto const& [name, value] :
       {std::pair<char const*, Json>("MinConfidence", 100.5),
        {"MinConfidence", -1},
        {"MaxLabels", -1},
        {"Features", {"NOTHING"}},
        {"Settings", {{"ImageProperties", {{"MaxDominantColors", 21}}}}},
        {"Settings", {{"GeneralLabels", {{"LabelInclusionFilters", {"a#b"}}}}}}}) {
    EXPECT_EQ(error("DetectLabels", {{"Image", image()}, {name, value}}),
              "InvalidParameterException")
        << name << value;
  }
  EXPECT_EQ(error("DetectLabels", {{"Image", image()}, {"MaxLabels", "3"}}),
            "SerializationException");
}

TEST_F(DetectLabels, CountsPastAnyIntegerAreNoHarm) {
  answer("DetectLabels", {{"Image", image()}, {"MaxLabels", 1e300}});
  EXPECT_GE(asked_.at(0).labels.labels_max, 1'000'000U);
}

}  // namespace
}  // namespace helio::aws::rekognition
