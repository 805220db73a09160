#include "vision/objects.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "vision/fake_model.hpp"

namespace helio::vision {
namespace {

using decoders::Box;

ModelManifest manifest(char const* parameters) {
  ModelManifest made;
  made.name = "fake";
  made.task = Task::objects;
  made.decoder = "ssd";
  made.input.width_px = made.input.height_px = 8;
  made.outputs = {{"boxes", "b"}, {"scores", "s"}};
  made.labels = {"Person", "", "Dog"};
  made.parameters = Json::parse(parameters);
  return made;
}

// ymin, xmin, ymax, xmax of one anchor each, and three scores per anchor.
FakeAnswer answer(std::vector<float> boxes, std::vector<float> scores) {
  auto const count = static_cast<std::int64_t>(boxes.size() / 4);
  return {{"boxes", {{1, count, 1, 4}, std::move(boxes)}},
          {"scores", {{1, count, 3}, std::move(scores)}}};
}

Result<std::vector<Object>> detect(FakeModel& model) {
  image::Pixels const picture(100, 100);
  auto const detector = ObjectDetector::create(model);
  if (!detector) return tl::unexpected(detector.error());
  auto runs = detector->start(picture.view());
  if (!runs) return fail(runs);
  return detector->finish(*runs);
}

TEST(PlaceBox, MirrorsMovesAndClips) {
  struct Row {
    char const* name;
    Placement placement;
    float x0, y0, x1, y1;
  };
  Row const rows[] = {{"whole", {}, 0.1f, 0.2f, 0.4f, 0.8f},
                      {"mirrored", {0, 0, 1, 1, true}, 0.6f, 0.2f, 0.9f, 0.8f},
                      {"a part", {0.5, 0, 0.5, 0.5}, 0.55f, 0.1f, 0.7f, 0.4f},
                      {"letterboxed", {0, -0.5, 1, 2}, 0.1f, 0, 0.4f, 1}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    Box const got = place_box({0.1f, 0.2f, 0.4f, 0.8f, 3, 0.5f}, row.placement);
    EXPECT_NEAR(got.x0, row.x0, 1e-6);
    EXPECT_NEAR(got.y0, row.y0, 1e-6);
    EXPECT_NEAR(got.x1, row.x1, 1e-6);
    EXPECT_NEAR(got.y1, row.y1, 1e-6);
    EXPECT_EQ(got.class_id, 3);
  }
}

TEST(IsCut, OnlyAtAnEdgeInsideThePicture) {
  Placement const part{0.2, 0, 0.6, 1};  // left and right edges inside, top and bottom not
  EXPECT_TRUE(is_cut({0.2f, 0.3f, 0.5f, 0.6f}, part));
  EXPECT_TRUE(is_cut({0.5f, 0.3f, 0.795f, 0.6f}, part));
  EXPECT_FALSE(is_cut({0.3f, 0, 0.6f, 1}, part));
  EXPECT_FALSE(is_cut({0, 0, 1, 1}, {}));
}

TEST(ObjectDetector, JoinsViewsAndNamesBoxes) {
  FakeModel model(
      manifest(R"({"views": [{}, {"share": 0.5}]})"),
      [](image::PixelsView, std::size_t run) -> Result<FakeAnswer> {
        if (run == 0) {  // the whole picture: a person, and a class without a name
          return answer({0.25f, 0.25f, 0.5f, 0.5f, 0, 0, 1, 1}, {0.6f, 0, 0, 0, 0.9f, 0});
        }
        // its centre: the same person larger, and a dog that the part cuts off
        return answer({0.05f, 0.05f, 0.5f, 0.5f, 0.5f, 0.5f, 1, 1}, {0.8f, 0, 0, 0, 0, 0.9f});
      });
  auto const objects = detect(model);
  ASSERT_TRUE(objects.has_value()) << objects.error().message;
  EXPECT_EQ(model.runs(), 2U);
  ASSERT_EQ(objects->size(), 1U);
  Object const& person = objects->front();
  EXPECT_EQ(person.name, "Person");
  EXPECT_NEAR(person.confidence, 0.8, 1e-6);
  EXPECT_NEAR(person.box.left, 0.275, 1e-6);
  EXPECT_NEAR(person.box.width, 0.225, 1e-6);
}

TEST(ObjectDetector, CalibratesScores) {
  struct Row {
    char const* parameters;
    double want;
  };
  Row const rows[] = {{"{}", 0.8},
                      {R"({"calibration_slope": 2})", 16.0 / 17.0},
                      {R"({"calibration_offset": -1.3862944})", 0.5}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.parameters);
    FakeModel model(manifest(row.parameters), [](image::PixelsView, std::size_t) {
      return answer({0, 0, 1, 1}, {0.8f, 0, 0});
    });
    auto const objects = detect(model);
    ASSERT_TRUE(objects.has_value());
    ASSERT_EQ(objects->size(), 1U);
    EXPECT_NEAR(objects->front().confidence, row.want, 1e-5);
  }
}

TEST(ObjectDetector, ReadsYolox) {
  ModelManifest yolox = manifest("{}");
  yolox.decoder = "yolox";
  yolox.input.width_px = yolox.input.height_px = 32;  // 16 + 4 + 1 cells
  yolox.outputs = {{"predictions", "p"}};
  FakeModel model(yolox, [](image::PixelsView, std::size_t) -> Result<FakeAnswer> {
    FakeTensor tensor{{1, 21, 8}, std::vector<float>(std::size_t{21} * 8, 0.0f)};
    std::vector<float> const dog = {0.5f, 0.5f, 0, 0, 1, 0, 0, 0.75f};
    std::copy(dog.begin(), dog.end(), tensor.values.begin() + 20 * 8);
    return FakeAnswer{{"predictions", tensor}};
  });
  auto const objects = detect(model);
  ASSERT_TRUE(objects.has_value()) << objects.error().message;
  ASSERT_EQ(objects->size(), 1U);
  EXPECT_EQ(objects->front().name, "Dog");
  EXPECT_NEAR(objects->front().box.width, 1, 1e-6);
}

TEST(ObjectDetector, SaysWhatIsWrongWithAManifest) {
  struct Row {
    char const* name;
    char const* decoder;
    char const* parameters;
    char const* role;
  };
  Row const rows[] = {{"another decoder", "softmax", "{}", "boxes"},
                      {"no such output", "yolox", "{}", "boxes"},
                      {"wrong views", "ssd", R"({"views": 3})", "boxes"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    ModelManifest wrong = manifest(row.parameters);
    wrong.decoder = row.decoder;
    FakeModel model(wrong, [](image::PixelsView, std::size_t) { return FakeAnswer{}; });
    auto const got = ObjectDetector::create(model);
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().name, "InvalidManifest");
    EXPECT_NE(got.error().message.find("fake"), std::string::npos);
  }
}

TEST(ObjectDetector, PassesTheModelsErrorOn) {
  FakeModel model(manifest("{}"), [](image::PixelsView, std::size_t) -> Result<FakeAnswer> {
    return fail(Errc::unavailable, "InferenceFailed", "The fake failed.");
  });
  auto const got = detect(model);
  ASSERT_FALSE(got.has_value());
  EXPECT_EQ(got.error().name, "InferenceFailed");
  FakeModel empty(manifest("{}"), [](image::PixelsView, std::size_t) { return FakeAnswer{}; });
  EXPECT_EQ(detect(empty).error().name, "UnexpectedModelOutput");
}

}  // namespace
}  // namespace helio::vision
