// Goal: DetectFaces tells of a face what was asked for, and looks at no more.
#include <gtest/gtest.h>

#include "aws/rekognition/rekognition_in_memory.hpp"

namespace helio::aws::rekognition {
namespace {

class DetectFaces : public testing::Test, protected RekognitionInMemory {
 protected:
  DetectFaces() {
    vision::FaceDetail face{.box = {0.1, 0.1, 0.2, 0.2}, .confidence = 99};
    for (char const* type :
         {"eyeLeft", "eyeRight", "nose", "mouthLeft", "mouthRight", "chinBottom"}) {
      face.landmarks.push_back({type, {0.2, 0.2}});
    }
    face.age_low = 20;
    face.age_high = 30;
    face.gender = "Female";
    face.emotions = {{"HAPPY", 90}};
    face.smile = face.eyes_open = face.mouth_open = vision::Flag{true, 90};
    found_.faces = {face};
  }

  std::string members(Json attributes) {
    Json input{{"Image", image()}};
    if (!attributes.is_null()) input["Attributes"] = std::move(attributes);
    auto const output = answer("DetectFaces", input);
    std::string names;
    for (auto const& [name, value] : output["FaceDetails"][0].items()) names += name + " ";
    return names + std::to_string(output["FaceDetails"][0]["Landmarks"].size());
  }
};

TEST_F(DetectFaces, AttributesDecide) {
  struct Row {
    Json attributes;
    char const* members;
    bool attribute_model, emotions, eyes;
  };
  constexpr char const* kDefault = "BoundingBox Landmarks Pose Quality Confidence 5";
  Row const rows[] = {
      {nullptr, kDefault, false, false, false},
      {{"DEFAULT"}, kDefault, false, false, false},
      {Json::array(), kDefault, false, false, false},
      {{"BEARD", "SUNGLASSES"}, kDefault, false, false, false},
      {{"AGE_RANGE"},
       "BoundingBox AgeRange Landmarks Pose Quality Confidence 5",
       true,
       false,
       false},
      {{"DEFAULT", "SMILE", "EYES_OPEN"},
       "BoundingBox Smile EyesOpen Landmarks Pose Quality Confidence 5",
       false,
       true,
       true},
      {{"GENDER", "EMOTIONS", "MOUTH_OPEN"},
       "BoundingBox Gender MouthOpen Emotions Landmarks Pose Quality Confidence 5",
       true,
       true,
       false},
      {{"ALL", "DEFAULT"},
       "BoundingBox AgeRange Smile Gender EyesOpen MouthOpen Emotions Landmarks Pose Quality "
       "Confidence 6",
       true,
       true,
       true},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.attributes.dump());
    EXPECT_EQ(members(row.attributes), row.members);
    EXPECT_EQ(asked_.back().face_look.attributes, row.attribute_model);
    EXPECT_EQ(asked_.back().face_look.emotions, row.emotions);
    EXPECT_EQ(asked_.back().face_look.eyes, row.eyes);
    EXPECT_TRUE(asked_.back().features.faces);
    EXPECT_FALSE(asked_.back().features.labels || asked_.back().features.text);
  }
  EXPECT_EQ(error("DetectFaces", {{"Image", image()}, {"Attributes", {"EARS"}}}),
            "InvalidParameterException");
}

TEST_F(DetectFaces, NobodyIsAnEmptyList) {
  found_.faces.clear();
  EXPECT_EQ(answer("DetectFaces", {{"Image", image()}}), (Json{{"FaceDetails", Json::array()}}));
}

}  // namespace
}  // namespace helio::aws::rekognition
