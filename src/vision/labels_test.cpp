#include "vision/labels.hpp"

#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "vision/fake_model.hpp"

namespace helio::vision {
namespace {

ModelManifest classifier(char const* decoder, char const* role, char const* parameters) {
  ModelManifest made;
  made.name = decoder;
  made.decoder = decoder;
  made.input.width_px = made.input.height_px = 4;
  made.outputs = {{role, "out"}};
  made.labels = {"Beagle", "Teapot"};
  made.parameters = Json::parse(parameters);
  return made;
}

FakeModel::Answer always(char const* role, std::vector<float> values) {
  return [=](image::PixelsView, std::size_t) -> Result<FakeAnswer> {
    return FakeAnswer{{role, {{1, static_cast<std::int64_t>(values.size())}, values}}};
  };
}

double confidence(std::vector<Label> const& labels, std::string const& name) {
  for (Label const& label : labels) {
    if (label.name == name) return label.confidence;
  }
  return -1;
}

Taxonomy const& dogs() {
  static Taxonomy const taxonomy = [] {
    Taxonomy made;
    made.add(Json::parse(R"({"Beagle": {"parents": ["Dog"]}})"));
    return made;
  }();
  return taxonomy;
}

TEST(LabelDetector, ReadsAModelByItsManifest) {
  struct Row {
    char const* name;
    char const* decoder;
    char const* role;
    char const* parameters;
    std::vector<float> values;
    double beagle;
  };
  float const ln3 = std::log(3.0f);
  Row const rows[] = {
      {"probabilities", "softmax", "probabilities", "{}", {0.75f, 0.25f}, 75},
      {"tempered", "softmax", "probabilities", R"({"temperature": 0.5})", {0.75f, 0.25f}, 90},
      {"logits by role", "softmax", "logits", "{}", {ln3, 0}, 75},
      {"logits by activation",
       "softmax",
       "probabilities",
       R"({"activation": "softmax"})",
       {ln3, 0},
       75},
      {"role logits, but activated",
       "softmax",
       "logits",
       R"({"activation": "none"})",
       {0.75f, 0.25f},
       75},
      {"sigmoid", "sigmoid", "scores", "{}", {0.75f, 0.75f}, 75},
      {"sigmoid of logits", "sigmoid", "scores", R"({"activation": "sigmoid"})", {ln3, ln3}, 75},
  };
  image::Pixels const picture(10, 10);
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    FakeModel model(classifier(row.decoder, row.role, row.parameters),
                    always(row.role, row.values));
    auto const labels = LabelDetector({&model}, {}, dogs()).detect(picture.view());
    ASSERT_TRUE(labels.has_value()) << labels.error().message;
    EXPECT_NEAR(confidence(*labels, "Beagle"), row.beagle, 1e-3);
    EXPECT_NEAR(confidence(*labels, "Dog"), row.beagle, 1e-3);
  }
}

TEST(LabelDetector, JoinsViewsAndModels) {
  FakeModel views(classifier("softmax", "probabilities", R"({"views": [{}, {"mirror": true}]})"),
                  [](image::PixelsView, std::size_t run) -> Result<FakeAnswer> {
                    std::vector<float> const p =
                        run == 0 ? std::vector<float>{0.8f, 0.2f} : std::vector<float>{0.2f, 0.8f};
                    return FakeAnswer{{"probabilities", {{1, 2}, p}}};
                  });
  ModelManifest boxes = classifier("ssd", "boxes", "{}");
  boxes.outputs["scores"] = "scores";
  boxes.labels = {"Dog"};
  FakeModel detector(boxes, [](image::PixelsView, std::size_t) -> Result<FakeAnswer> {
    return FakeAnswer{{"boxes", {{1, 4}, {0, 0, 1, 1}}}, {"scores", {{1, 1}, {0.8f}}}};
  });
  image::Pixels const picture(10, 10);
  auto const labels = LabelDetector({&views}, {&detector}, dogs()).detect(picture.view());
  ASSERT_TRUE(labels.has_value()) << labels.error().message;
  EXPECT_EQ(views.runs(), 2U);
  EXPECT_NEAR(confidence(*labels, "Beagle"), 50, 1e-3);
  EXPECT_NEAR(confidence(*labels, "Dog"), 90, 1e-3);
  EXPECT_EQ(labels->front().name, "Dog");
  EXPECT_EQ(labels->front().instances.size(), 1U);
}

TEST(LabelDetector, AClassifierThatIsSureDoubtsTheBoxesOfOtherThings) {
  FakeModel classes(classifier("softmax", "probabilities", "{}"),
                    always("probabilities", {0.0f, 1.0f}));
  ModelManifest boxes = classifier("ssd", "boxes", "{}");
  boxes.outputs["scores"] = "scores";
  boxes.labels = {"Dog"};
  FakeModel detector(boxes, [](image::PixelsView, std::size_t) -> Result<FakeAnswer> {
    return FakeAnswer{{"boxes", {{1, 4}, {0, 0, 1, 1}}}, {"scores", {{1, 1}, {0.8f}}}};
  });
  image::Pixels const picture(10, 10);
  auto const labels = LabelDetector({&classes}, {&detector}, dogs()).detect(picture.view());
  ASSERT_TRUE(labels.has_value()) << labels.error().message;
  EXPECT_LT(confidence(*labels, "Dog"), 1);
}

TEST(LabelDetector, LeavesOutWhatSaysNothing) {
  FakeModel model(classifier("softmax", "probabilities", "{}"),
                  always("probabilities", {0.9995f, 0.0005f}));
  image::Pixels const picture(10, 10);
  auto const labels = LabelDetector({&model}, {}, dogs()).detect(picture.view());
  ASSERT_TRUE(labels.has_value());
  EXPECT_EQ(confidence(*labels, "Teapot"), -1);
}

TEST(LabelDetector, Errors) {
  struct Row {
    char const* name;
    ModelManifest manifest;
    std::vector<float> values;
    int side_px;
    char const* want;
  };
  Row const rows[] = {
      {"no pixels", classifier("softmax", "probabilities", "{}"), {1, 0}, 0, "EmptyImage"},
      {"another decoder", classifier("ssd", "probabilities", "{}"), {1, 0}, 9, "InvalidManifest"},
      {"no output", classifier("softmax", "vector", "{}"), {1, 0}, 9, "InvalidManifest"},
      {"absurd temperature",
       classifier("softmax", "probabilities", R"({"temperature": 0})"),
       {1, 0},
       9,
       "InvalidManifest"},
      {"more classes than names",
       classifier("softmax", "probabilities", "{}"),
       {1, 0, 0},
       9,
       "UnexpectedModelOutput"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    FakeModel model(row.manifest, always("probabilities", row.values));
    image::Pixels const picture(row.side_px, row.side_px);
    auto const labels = LabelDetector({&model}, {}, dogs()).detect(picture.view());
    ASSERT_FALSE(labels.has_value());
    EXPECT_EQ(labels.error().name, row.want);
  }
}

}  // namespace
}  // namespace helio::vision
