#include "vision/moderation.hpp"

#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "vision/fake_model.hpp"

namespace helio::vision {
namespace {

Json table() {
  return Json::parse(R"({"version": "7.0",
    "taxonomy": [{"name": "Violence", "parent": "", "level": 1},
                 {"name": "Weapons", "parent": "Violence", "level": 2},
                 {"name": "Explicit", "parent": "", "level": 1}],
    "labels": {"Revolver": "Weapons", "Rifle": "Weapons"}})");
}

Label label(char const* name, double confidence) {
  Label made;
  made.name = name;
  made.confidence = confidence;
  return made;
}

std::string text_of(std::vector<ModerationLabel> const& labels) {
  std::string text;
  for (ModerationLabel const& each : labels) {
    text += each.parent_name + "/" + each.name + ":" + std::to_string(each.level) + "=" +
            std::to_string(std::lround(each.confidence)) + " ";
  }
  return text;
}

TEST(ModerationLabels, Table) {
  struct Row {
    char const* name;
    double unsafe;
    std::vector<Label> labels;
    char const* want;
  };
  Row const rows[] = {
      {"nothing", 0.001, {label("Dog", 99)}, ""},
      {"explicit", 0.9, {label("Person", 99)}, "/Explicit:1=90 "},
      {"a label of the table", 0, {label("Revolver", 80)}, "/Violence:1=80 Violence/Weapons:2=80 "},
      {"the surest label counts",
       0,
       {label("Rifle", 30), label("Revolver", 60)},
       "/Violence:1=60 Violence/Weapons:2=60 "},
      {"best first",
       0.7,
       {label("Rifle", 90)},
       "/Violence:1=90 Violence/Weapons:2=90 /Explicit:1=70 "},
      {"an animal and nobody", 0.9, {label("Animal", 99)}, ""},
      {"an animal and a person",
       0.9,
       {label("Animal", 100), label("Person", 100)},
       "/Explicit:1=90 "},
  };
  ModerationDetector const detector({}, table());
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(text_of(detector.labels(row.unsafe, row.labels)), row.want);
  }
}

TEST(ModerationLabels, TablesOfAnotherShapeMapNothing) {
  for (char const* text : {"null", "[]", R"({"labels": ["Rifle"], "taxonomy": {}})",
                           R"({"labels": {"Rifle": 3}, "taxonomy": [7, {"level": 1}]})"}) {
    SCOPED_TRACE(text);
    ModerationDetector const detector({}, Json::parse(text));
    EXPECT_EQ(text_of(detector.labels(0.9, std::vector{label("Rifle", 99)})), "/Explicit:1=90 ");
  }
  Json const loop = Json::parse(
      R"({"taxonomy": [{"name": "A", "parent": "B", "level": 2}, {"name": "B", "parent": "A"}],
          "labels": {"Rifle": "A"}})");
  EXPECT_EQ(text_of(ModerationDetector({}, loop).labels(0, std::vector{label("Rifle", 60)})),
            "A/B:1=60 B/A:2=60 ");
}

ModelManifest manifest(char const* parameters) {
  ModelManifest made;
  made.name = "fake";
  made.input.width_px = made.input.height_px = 4;
  made.parameters = Json::parse(parameters);
  return made;
}

FakeModel::Answer always(std::vector<float> values) {
  return [=](image::PixelsView, std::size_t) -> Result<FakeAnswer> {
    return FakeAnswer{{"probabilities", {{1, static_cast<std::int64_t>(values.size())}, values}}};
  };
}

TEST(ModerationDetector, Unsafe) {
  struct Row {
    char const* name;
    char const* parameters;
    std::vector<float> values;
    double want;
  };
  Row const rows[] = {
      {"as it is", "{}", {0.2f, 0.8f}, 0.8},
      {"the other row", R"({"unsafe_row": 0})", {0.2f, 0.8f}, 0.2},
      {"logits", R"({"activation": "softmax"})", {3, 3}, 0.5},
      {"calibrated", R"({"calibration_offset": -1.3862944})", {0.2f, 0.8f}, 0.5},
  };
  image::Pixels const picture(8, 8);
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    FakeModel model(manifest(row.parameters), always(row.values));
    auto const got = ModerationDetector({&model}, {}).unsafe(picture.view());
    ASSERT_TRUE(got.has_value()) << got.error().message;
    EXPECT_NEAR(*got, row.want, 1e-5);
  }
  FakeModel mild(manifest("{}"), always({0.7f, 0.3f}));
  FakeModel strict(manifest("{}"), always({0.4f, 0.6f}));
  EXPECT_NEAR(*ModerationDetector({&mild, &strict}, {}).unsafe(picture.view()), 0.6, 1e-5);
  EXPECT_EQ(*ModerationDetector({}, {}).unsafe(picture.view()), 0);
}

TEST(ModerationDetector, Errors) {
  image::Pixels const picture(8, 8);
  FakeModel wrong(manifest(R"({"views": 1})"), always({0.5f, 0.5f}));
  EXPECT_EQ(ModerationDetector({&wrong}, {}).unsafe(picture.view()).error().name,
            "InvalidManifest");
  FakeModel three(manifest("{}"), always({0.2f, 0.3f, 0.5f}));
  EXPECT_EQ(ModerationDetector({&three}, {}).unsafe(picture.view()).error().name,
            "UnexpectedModelOutput");
  FakeModel right(manifest("{}"), always({0.5f, 0.5f}));
  EXPECT_EQ(ModerationDetector({&right}, {}).unsafe({}).error().name, "EmptyImage");
}

}  // namespace
}  // namespace helio::vision
