// Goal: CompareFaces finds the source's largest face among the target's, and says who is not.
#include <cmath>

#include <gtest/gtest.h>

#include "aws/rekognition/face_bar.hpp"
#include "aws/rekognition/rekognition_in_memory.hpp"

namespace helio::aws::rekognition {
namespace {

// A good face, at that cosine from the first.
vision::FaceDetail face(double left, double cosine) {
  vision::FaceDetail face{.box = {left, 0.1, 0.2, 0.2}, .confidence = 99};
  face.landmarks = {{"nose", {0.1, 0.1}}, {"chinBottom", {0.1, 0.2}}};
  face.sharpness = 80;
  face.brightness = 60;
  face.vector = {static_cast<float>(cosine), static_cast<float>(std::sqrt(1 - cosine * cosine))};
  return face;
}

class CompareFaces : public testing::Test, protected RekognitionInMemory {
 protected:
  Json compare(Json more = Json::object()) {
    more["SourceImage"] = image();
    more["TargetImage"] = image();
    return answer("CompareFaces", more);
  }
};

TEST_F(CompareFaces, BestFirstAndTheRestUnmatched) {
  auto small = face(0.7, 1);
  small.vector.clear();
  found_.faces = {face(0.1, 1), face(0.3, 0.35), face(0.5, 0.6), small};
  auto output = compare();
  EXPECT_EQ(output["SourceImageFace"], parse_json(R"({"BoundingBox":
      {"Width":0.2,"Height":0.2,"Left":0.1,"Top":0.1},"Confidence":99.0})")
                                           .value());
  ASSERT_EQ(output["FaceMatches"].size(), 2U);
  EXPECT_GT(output["FaceMatches"][0]["Similarity"], 99.9);
  EXPECT_EQ(output["FaceMatches"][1]["Face"]["BoundingBox"]["Left"], 0.5);
  EXPECT_EQ(output["FaceMatches"][1]["Face"]["Landmarks"].size(), 1U);
  EXPECT_FALSE(output["FaceMatches"][1]["Face"].contains("AgeRange"));
  EXPECT_EQ(output["UnmatchedFaces"].size(), 2U);
  EXPECT_TRUE(asked_.at(0).face_look.attributes);
  EXPECT_FALSE(asked_.at(0).face_look.emotions || asked_.at(0).face_look.eyes);

  EXPECT_EQ(compare({{"SimilarityThreshold", 0}})["FaceMatches"].size(), 3U);
  EXPECT_EQ(compare({{"SimilarityThreshold", 99}})["FaceMatches"].size(), 1U);
}

TEST_F(CompareFaces, WithoutAFaceThereIsNothingToCompare) {
  EXPECT_EQ(error("CompareFaces", {{"SourceImage", image()}, {"TargetImage", image()}}),
            "InvalidParameterException");
  EXPECT_EQ(error("CompareFaces", {{"SourceImage", image()}}), "InvalidParameterException");
}

TEST_F(CompareFaces, QualityFilterLeavesPoorFacesOut) {
  auto blurred = face(0.3, 1);
  blurred.sharpness = 10;
  found_.faces = {face(0.1, 1), blurred};
  EXPECT_EQ(compare()["FaceMatches"].size(), 2U);
  EXPECT_EQ(compare({{"QualityFilter", "NONE"}})["FaceMatches"].size(), 2U);
  EXPECT_EQ(compare({{"QualityFilter", "LOW"}})["FaceMatches"].size(), 2U);
  EXPECT_EQ(compare({{"QualityFilter", "AUTO"}})["FaceMatches"].size(), 1U);
  found_.faces = {blurred};
  EXPECT_EQ(error("CompareFaces",
                  {{"SourceImage", image()}, {"TargetImage", image()}, {"QualityFilter", "HIGH"}}),
            "InvalidParameterException");
}

TEST(FaceBar, EachBarIsAboveTheLast) {
  struct Row {
    char const* name;
    double sharpness, brightness, yaw, pitch;
    bool low, medium, high;
  };
  Row const rows[] = {
      {"good", 80, 60, 0, 0, true, true, true},
      {"turned", 80, 60, -50, 0, true, true, false},
      {"in profile", 80, 60, 70, 0, true, false, false},
      {"turned away", 80, 60, 85, 0, false, false, false},
      {"bowed", 80, 60, 0, 40, true, true, false},
      {"soft", 20, 60, 0, 0, true, true, false},
      {"blurred", 10, 60, 0, 0, true, false, false},
      {"dark", 80, 12, 0, 0, true, false, false},
      {"black", 80, 5, 0, 0, false, false, false},
      {"white", 80, 99, 0, 0, false, false, false},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto one = face(0, 1);
    one.sharpness = row.sharpness;
    one.brightness = row.brightness;
    one.yaw_deg = row.yaw;
    one.pitch_deg = row.pitch;
    EXPECT_TRUE(clears_bar(one, "") && clears_bar(one, "NONE"));
    EXPECT_EQ(clears_bar(one, "LOW"), row.low);
    EXPECT_EQ(clears_bar(one, "MEDIUM"), row.medium);
    EXPECT_EQ(clears_bar(one, "AUTO"), row.medium);
    EXPECT_EQ(clears_bar(one, "HIGH"), row.high);
  }
}

}  // namespace
}  // namespace helio::aws::rekognition
