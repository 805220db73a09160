#include "helio/model_trial.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "vision/fake_model.hpp"

namespace helio::cli {
namespace {

using vision::FakeAnswer;
using vision::FakeModel;

// Every look at it is 10 ms later.
class SteppingClock final : public Clock {
 public:
  [[nodiscard]] Monotonic now() const noexcept override {
    return Monotonic(std::chrono::milliseconds(10 * ++looks_));
  }
  [[nodiscard]] Timestamp wall() const noexcept override { return {}; }

 private:
  mutable int looks_ = 0;
};

vision::ModelManifest manifest(int width_px, int height_px, int side_multiple) {
  vision::ModelManifest result;
  result.name = "m";
  result.input = {.width_px = width_px, .height_px = height_px, .side_multiple = side_multiple};
  result.outputs = {{"scores", "s"}};
  return result;
}

TEST(ModelTrial, GivesFreeSidesASizeTheModelTakes) {
  struct Row {
    int width_px, height_px, side_multiple, want_width_px, want_height_px;
  };
  Row const rows[] = {
      {260, 260, 1, 260, 260}, {0, 48, 8, 640, 48}, {0, 0, 96, 576, 576}, {0, 0, 900, 900, 900}};
  for (Row const& row : rows) {
    FakeModel model(manifest(row.width_px, row.height_px, row.side_multiple), [](auto, auto) {
      return FakeAnswer{{"scores", {{1}, {0.5F}}}};
    });
    auto const trial = try_model(model, 3, SteppingClock());
    ASSERT_TRUE(trial.has_value());
    EXPECT_EQ(trial->width_px, row.want_width_px);
    EXPECT_EQ(trial->height_px, row.want_height_px);
    EXPECT_EQ(trial->runs_ms, (std::vector<double>{10, 10, 10}));
    EXPECT_EQ(model.runs(), 4U);
  }
}

TEST(ModelTrial, BadAnswersAreErrors) {
  FakeModel broken(manifest(8, 8, 1), [](auto, auto) -> Result<FakeAnswer> {
    return fail(Errc::unavailable, "InferenceFailed", "It broke.");
  });
  FakeModel silent(manifest(8, 8, 1), [](auto, auto) { return FakeAnswer{}; });
  FakeModel absurd(manifest(8, 8, 1), [](auto, auto) {
    return FakeAnswer{{"scores", {{1}, {std::numeric_limits<float>::quiet_NaN()}}}};
  });
  EXPECT_EQ(try_model(broken, 1, SystemClock()).error().name, "InferenceFailed");
  EXPECT_EQ(try_model(silent, 1, SystemClock()).error().name, "ModelCorrupt");
  EXPECT_EQ(try_model(absurd, 1, SystemClock()).error().name, "ModelCorrupt");
}

TEST(ModelTrial, Median) {
  EXPECT_EQ(median({}), 0);
  EXPECT_EQ(median({3, 1, 2}), 2);
  EXPECT_EQ(median({4, 1, 3, 2}), 2.5);
}

}  // namespace
}  // namespace helio::cli
