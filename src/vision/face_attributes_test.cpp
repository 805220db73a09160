#include "vision/face_attributes.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "vision/fake_model.hpp"

namespace helio::vision {
namespace {

std::unique_ptr<InferRequest> answered(FakeModel& model) {
  auto request = model.acquire();
  EXPECT_TRUE(request->input(1, 1).has_value());
  request->start();
  EXPECT_TRUE(request->wait().has_value());
  return request;
}

FakeModel model_of(FakeAnswer answer, std::vector<std::string> labels = {}) {
  ModelManifest manifest;
  manifest.labels = std::move(labels);
  return {std::move(manifest), [answer](image::PixelsView, std::size_t) { return answer; }};
}

TEST(AgeCurve, Table) {
  struct Row {
    char const* name;
    Json curve;
    double estimate, want;
  };
  Row const rows[] = {{"none", {}, 40, 40},
                      {"none, past every age", {}, 300, 110},
                      {"between", {{0, 0}, {20, 10}, {40, 40}}, 30, 25},
                      {"at a knot", {{0, 0}, {20, 10}, {40, 40}}, 20, 10},
                      {"beyond the end", {{0, 0}, {20, 10}, {40, 40}}, 50, 55},
                      {"below the start", {{10, 0}, {20, 10}}, 5, 0}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    ModelManifest manifest;
    if (!row.curve.is_null()) manifest.parameters = {{"age_curve", row.curve}};
    auto const curve = AgeCurve::read(manifest);
    ASSERT_TRUE(curve.has_value());
    EXPECT_NEAR((*curve)(row.estimate), row.want, 1e-9);
  }
}

TEST(AgeCurve, RefusesWhatIsNoCurve) {
  Json const rows[] = {Json::array(),
                       Json(5),
                       Json("0,0"),
                       Json::array({Json::array({0, 0})}),
                       Json::array({Json::array({0, 0}), Json::array({0, 10})}),
                       Json::array({Json::array({0, 0}), Json::array({10})}),
                       Json::array({Json::array({0, 0}), Json::array({10, "x"})})};
  for (Json const& row : rows) {
    SCOPED_TRACE(row.dump());
    ModelManifest manifest;
    manifest.parameters = {{"age_curve", row}};
    auto const curve = AgeCurve::read(manifest);
    ASSERT_FALSE(curve.has_value());
    EXPECT_EQ(curve.error().name, "InvalidManifest");
  }
}

TEST(ReadAttributes, FillsRangeGenderAndVector) {
  std::vector<float> ages(100, 0.0F);
  ages[30] = 0.5F;
  ages[40] = 0.5F;
  FakeModel model = model_of(
      {{"age", {{1, 100}, ages}}, {"gender", {{1, 1}, {0.25F}}}, {"vector", {{1, 2}, {3, 4}}}});
  FaceDetail face;
  ASSERT_TRUE(read_attributes(*answered(model), model.manifest(), AgeCurve{}, face).has_value());
  EXPECT_EQ(face.age_low, 30);
  EXPECT_EQ(face.age_high, 40);
  EXPECT_EQ(face.gender, "Female");
  EXPECT_DOUBLE_EQ(face.gender_confidence, 75);
  EXPECT_EQ(face.vector, (std::vector<float>{0.6F, 0.8F}));
}

TEST(ReadAttributes, NeverGoesBelowBirthAndRefusesOtherTensors) {
  std::vector<float> ages(100, 0.0F);
  ages[0] = 1;
  FakeAnswer const newborn{
      {"age", {{1, 100}, ages}}, {"gender", {{1, 1}, {0.9F}}}, {"vector", {{1, 2}, {3, 4}}}};
  FakeModel model = model_of(newborn);
  FaceDetail face;
  ASSERT_TRUE(read_attributes(*answered(model), model.manifest(), AgeCurve{}, face).has_value());
  EXPECT_EQ(face.age_low, 0);
  EXPECT_EQ(face.age_high, 1);
  for (char const* const role : {"age", "gender", "vector"}) {
    SCOPED_TRACE(role);
    FakeAnswer cut = newborn;
    cut.erase(role);
    FakeModel broken = model_of(cut);
    auto const got = read_attributes(*answered(broken), broken.manifest(), AgeCurve{}, face);
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().name, "UnexpectedModelOutput");
  }
}

TEST(ReadAttributes, AnEmbeddingModelGivesTheVectorOnly) {
  ModelManifest manifest;
  manifest.decoder = "embedding";
  FakeModel model(std::move(manifest), [](image::PixelsView, std::size_t) {
    return FakeAnswer{{"vector", {{1, 2}, {0, -2}}}};
  });
  FaceDetail face;
  ASSERT_TRUE(read_attributes(*answered(model), model.manifest(), AgeCurve{}, face).has_value());
  EXPECT_EQ(face.vector, (std::vector<float>{0, -1}));
  EXPECT_FALSE(face.gender.has_value());
  EXPECT_FALSE(face.age_low.has_value());
}

TEST(ReadEmotions, LogitsBecomeProbabilities) {
  ModelManifest manifest;
  manifest.labels = {"sad", "happy"};
  manifest.parameters = {{"activation", "softmax"}};
  FakeModel model(std::move(manifest), [](image::PixelsView, std::size_t) {
    return FakeAnswer{{"probabilities", {{1, 2}, {5, 5}}}};
  });
  FaceDetail face;
  ASSERT_TRUE(read_emotions(*answered(model), model.manifest(), face).has_value());
  EXPECT_DOUBLE_EQ(face.emotions.front().confidence, 50);
}

TEST(ReadEmotions, NamesAndSortsThem) {
  std::vector<std::string> const labels{"angry", "neutral", "bored", "happy"};
  FakeModel model = model_of({{"probabilities", {{1, 4}, {0.125F, 0.25F, 0.125F, 0.5F}}}}, labels);
  FaceDetail face;
  ASSERT_TRUE(read_emotions(*answered(model), model.manifest(), face).has_value());
  ASSERT_EQ(face.emotions.size(), 3U);
  EXPECT_EQ(face.emotions[0].type, "HAPPY");
  EXPECT_DOUBLE_EQ(face.emotions[0].confidence, 50);
  EXPECT_EQ(face.emotions[1].type, "CALM");
  EXPECT_EQ(face.emotions[2].type, "ANGRY");
}

TEST(ReadEmotions, RefusesAnotherNumberOfClasses) {
  FakeModel model = model_of({{"probabilities", {{1, 2}, {0.5F, 0.5F}}}}, {"angry"});
  FaceDetail face;
  auto const got = read_emotions(*answered(model), model.manifest(), face);
  ASSERT_FALSE(got.has_value());
  EXPECT_EQ(got.error().name, "UnexpectedModelOutput");
}

}  // namespace
}  // namespace helio::vision
