// Goal: DetectText's filters leave the words that they say, and lines of those words.
#include <gtest/gtest.h>

#include "aws/rekognition/rekognition_in_memory.hpp"

namespace helio::aws::rekognition {
namespace {

vision::TextDetection text(char const* words, int id, std::optional<int> line, double confidence,
                           vision::BoundingBox box) {
  double const right = box.left + box.width;
  double const bottom = box.top + box.height;
  return {
      .text = words,
      .is_line = !line,
      .id = id,
      .parent_id = line,
      .confidence = confidence,
      .box = box,
      .polygon = {{{box.left, box.top}, {right, box.top}, {right, bottom}, {box.left, bottom}}}};
}

class DetectText : public testing::Test, protected RekognitionInMemory {
 protected:
  DetectText() {
    found_.models = {{"pp-det", "3"}, {"pp-rec", "3"}};
    found_.text = {text("Hello wide world", 0, std::nullopt, 95, {0.1, 0.1, 0.8, 0.1}),
                   text("small", 1, std::nullopt, 60, {0.1, 0.5, 0.1, 0.02}),
                   text("Hello", 2, 0, 99, {0.1, 0.1, 0.2, 0.1}),
                   text("wide", 3, 0, 91, {0.4, 0.1, 0.2, 0.1}),
                   text("world", 4, 0, 97, {0.7, 0.1, 0.2, 0.1}),
                   text("small", 5, 1, 60, {0.1, 0.5, 0.1, 0.02})};
  }

  std::string said(Json filters) {
    Json input{{"Image", image()}};
    if (!filters.is_null()) input["Filters"] = std::move(filters);
    std::string all;
    auto const output = answer("DetectText", input);
    for (Json const& one : output["TextDetections"]) {
      all += std::to_string(one["Id"].get<int>());
      if (one.contains("ParentId")) all += "<" + std::to_string(one["ParentId"].get<int>());
      all += " " + one["DetectedText"].get<std::string>() + "; ";
    }
    return all;
  }
};

TEST_F(DetectText, Filters) {
  struct Row {
    char const* filters;
    char const* said;
  };
  constexpr char const* kAll =
      "0 Hello wide world; 1 small; 2<0 Hello; 3<0 wide; 4<0 world; 5<1 small; ";
  Row const rows[] = {
      {"null", kAll},
      {"{}", kAll},
      {R"({"WordFilter":{"MinConfidence":50}})", kAll},
      {R"({"WordFilter":{"MinConfidence":95}})", "0 Hello world; 1<0 Hello; 2<0 world; "},
      {R"({"WordFilter":{"MinBoundingBoxHeight":0.05}})",
       "0 Hello wide world; 1<0 Hello; 2<0 wide; 3<0 world; "},
      {R"({"WordFilter":{"MinBoundingBoxWidth":0.5}})", ""},
      {R"({"RegionsOfInterest":[{"BoundingBox":{"Left":0.35,"Top":0,"Width":0.6,"Height":0.3}}]})",
       "0 wide world; 1<0 wide; 2<0 world; "},
      {R"({"RegionsOfInterest":[{"BoundingBox":{"Left":0.21,"Top":0,"Width":0.1,"Height":0.3}}]})",
       ""},
      {R"({"RegionsOfInterest":[{"BoundingBox":{"Left":0,"Top":0.4,"Width":1,"Height":0.6}},
           {"Polygon":[{"X":0,"Y":0},{"X":0.5,"Y":0},{"X":0,"Y":0.5}]}]})",
       "0 Hello; 1 small; 2<0 Hello; 3<1 small; "},
  };
  for (Row const& row : rows) EXPECT_EQ(said(parse_json(row.filters).value()), row.said);
}

TEST_F(DetectText, ALineOfSomeWordsIsWhereTheyAre) {
  auto const output = answer(
      "DetectText", {{"Image", image()}, {"Filters", {{"WordFilter", {{"MinConfidence", 95}}}}}});
  Json const& line = output["TextDetections"][0];
  EXPECT_EQ(line["Confidence"], 98.0);
  EXPECT_EQ(line["Geometry"], parse_json(R"({"BoundingBox":
      {"Width":0.8,"Height":0.1,"Left":0.1,"Top":0.1},"Polygon":[{"X":0.1,"Y":0.1},
      {"X":0.9,"Y":0.1},{"X":0.9,"Y":0.2},{"X":0.1,"Y":0.2}]})")
                                  .value());
  EXPECT_EQ(output["TextModelVersion"], "3");
  EXPECT_TRUE(asked_.at(0).features.text);
  EXPECT_FALSE(asked_.at(0).features.labels);
}

TEST_F(DetectText, WhatIsRefused) {
  for (char const* region :
       {"{}", R"({"BoundingBox":{"Left":0,"Top":0}})", R"({"Polygon":[{"X":0,"Y":0}]})",
        R"({"BoundingBox":{"Width":1,"Height":1},"Polygon":[{"X":0},{"X":1},{"Y":1}]})",
        R"({"BoundingBox":{"Left":1e9,"Top":0,"Width":1,"Height":1}})"}) {
    EXPECT_EQ(
        error("DetectText", {{"Image", image()},
                             {"Filters", {{"RegionsOfInterest", {parse_json(region).value()}}}}}),
        "InvalidParameterException")
        << region;
  }
  Json many = Json::array();
  for (int i = 0; i < 11; ++i) many.push_back({{"BoundingBox", {{"Width", 1}, {"Height", 1}}}});
  EXPECT_EQ(error("DetectText", {{"Image", image()}, {"Filters", {{"RegionsOfInterest", many}}}}),
            "InvalidParameterException");
}

}  // namespace
}  // namespace helio::aws::rekognition
