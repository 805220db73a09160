#include "decoders/classes.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>

namespace helio::decoders {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInf = std::numeric_limits<float>::infinity();

void expect_near(std::vector<float> const& got, std::vector<float> const& want) {
  ASSERT_EQ(got.size(), want.size());
  for (std::size_t i = 0; i < got.size(); ++i) EXPECT_NEAR(got[i], want[i], 1e-5) << i;
}

TEST(DecodeSoftmax, Table) {
  struct Row {
    char const* name;
    std::vector<float> values;
    bool logits;
    std::vector<float> want;
  };
  Row const rows[] = {
      {"even logits", {3, 3}, true, {0.5f, 0.5f}},
      {"logits", {0, std::log(3.0f)}, true, {0.25f, 0.75f}},
      {"logits that would overflow", {1000, 0}, true, {1, 0}},
      {"the largest floats", {-3e38f, 3e38f}, true, {0, 1}},
      {"probabilities", {0.25f, 0.75f}, false, {0.25f, 0.75f}},
      {"rounded by bf16", {0.2502f, 0.7502f}, false, {0.25f, 0.75f}},
      {"a hair below zero", {-0.0005f, 1.0f}, false, {0, 1}},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = decode_softmax({{1, 2}, row.values}, {.classes = 2, .logits = row.logits});
    ASSERT_TRUE(got.has_value()) << got.error().message;
    EXPECT_NEAR(std::accumulate(got->begin(), got->end(), 0.0), 1.0, 1e-6);
    ASSERT_EQ(got->size(), row.want.size());
    for (std::size_t i = 0; i < got->size(); ++i) EXPECT_NEAR((*got)[i], row.want[i], 1e-3);
  }
}

TEST(DecodeSigmoid, EachClassStandsAlone) {
  std::vector<float> const logits = {0, 100, -100, std::log(3.0f)};
  auto const got = decode_sigmoid({{4}, logits}, {.classes = 4, .logits = true});
  ASSERT_TRUE(got.has_value());
  expect_near(*got, {0.5f, 1, 0, 0.75f});
  std::vector<float> const scores = {0.9f, 0.9f};
  expect_near(*decode_sigmoid({{2}, scores}, {.classes = 2}), scores);
}

TEST(DecodeClasses, RefusesWhatIsNotProbabilities) {
  struct Row {
    char const* name;
    std::vector<float> values;
    std::size_t classes;
    bool logits;
  };
  Row const rows[] = {
      {"empty", {}, 2, false},
      {"no label table", {}, 0, false},
      {"too few", {1}, 2, false},
      {"too many", {0.5f, 0.5f, 0}, 2, true},
      {"not a number", {kNan, 1}, 2, false},
      {"infinite logit", {kInf, 1}, 2, true},
      {"logits called probabilities", {-4, 7}, 2, false},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    ClassOptions const options{row.classes, row.logits};
    TensorView const tensor{{static_cast<std::int64_t>(row.values.size())}, row.values};
    for (auto const& got : {decode_softmax(tensor, options), decode_sigmoid(tensor, options)}) {
      ASSERT_FALSE(got.has_value());
      EXPECT_EQ(got.error().name, "UnexpectedModelOutput");
    }
  }
  std::vector<float> const zeros = {0, 0};
  EXPECT_FALSE(decode_softmax({{2}, zeros}, {.classes = 2}).has_value());
}

TEST(JoinSoftmax, TemperatureSharpensAndSoftens) {
  std::vector<std::vector<float>> const view = {{0.8f, 0.2f}};
  expect_near(join_softmax(view, 1.0), {0.8f, 0.2f});
  expect_near(join_softmax(view, 0.5), {0.64f / 0.68f, 0.04f / 0.68f});  // p^2, renormalised
  expect_near(join_softmax(view, 2.0), {2.0f / 3.0f, 1.0f / 3.0f});      // p^(1/2)
}

TEST(JoinSoftmax, IsTheGeometricMeanOfTheViews) {
  std::vector<std::vector<float>> const views = {{0.8f, 0.2f}, {0.2f, 0.8f}};
  expect_near(join_softmax(views, 1.0), {0.5f, 0.5f});
  std::vector<std::vector<float>> const veto = {{1, 0}, {0.5f, 0.5f}};
  EXPECT_GT(join_softmax(veto, 1.0)[1], 0);  // one view's zero is not the last word
}

TEST(JoinSigmoid, Table) {
  struct Row {
    char const* name;
    std::vector<std::vector<float>> views;
    double temperature;
    float want;
  };
  Row const rows[] = {{"one view", {{0.8f}}, 1, 0.8f},
                      {"opposite views", {{0.8f}, {0.2f}}, 1, 0.5f},
                      {"sharper", {{0.8f}}, 0.5, 16.0f / 17.0f},
                      {"certain stays certain", {{1.0f}}, 1, 1},
                      {"impossible stays impossible", {{0.0f}}, 1, 0}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_NEAR(join_sigmoid(row.views, row.temperature)[0], row.want, 1e-5);
  }
}

}  // namespace
}  // namespace helio::decoders
