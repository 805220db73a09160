#include "decoders/ctc.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace helio::decoders {
namespace {

// One column per digit: that class at 0.7, class 0 at 0.1, the rest at 0.
std::vector<float> columns_of(std::string_view digits, std::size_t classes) {
  std::vector<float> values(digits.size() * classes, 0.0f);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    values[i * classes] = 0.1f;
    values[i * classes + static_cast<std::size_t>(digits[i] - '0')] = 0.7f;
  }
  return values;
}

TEST(Ctc, CollapsesRunsAndBlanks) {
  struct Row {
    char const* name;
    char const* columns;
    std::vector<CtcCharacter> want;  // without confidences
  };
  const Row rows[] = {
      {"nothing", "", {}},
      {"blanks only", "0000", {}},
      {"one", "0110", {{1, 1, 3, 0}}},
      {"a run is one character", "1112", {{1, 0, 3, 0}, {2, 3, 4, 0}}},
      {"a blank parts a doubled letter", "101", {{1, 0, 1, 0}, {1, 2, 3, 0}}},
      {"there and back", "121", {{1, 0, 1, 0}, {2, 1, 2, 0}, {1, 2, 3, 0}}},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    const std::string_view columns = row.columns;
    auto const values = columns_of(columns, 3);
    auto const got =
        decode_ctc({{1, static_cast<std::int64_t>(columns.size()), 3}, values}, {.classes = 3});
    ASSERT_TRUE(got.has_value());
    EXPECT_EQ(got->columns, columns.size());
    ASSERT_EQ(got->characters.size(), row.want.size());
    for (std::size_t i = 0; i < row.want.size(); ++i) {
      EXPECT_EQ(got->characters[i].class_id, row.want[i].class_id);
      EXPECT_EQ(got->characters[i].column_first, row.want[i].column_first);
      EXPECT_EQ(got->characters[i].column_last, row.want[i].column_last);
      EXPECT_FLOAT_EQ(got->characters[i].confidence, 0.7f);
    }
  }
}

TEST(Ctc, ConfidenceIsThatOfTheSurestColumn) {
  const std::vector<float> values = {0.4f, 0.6f, 0.1f, 0.9f, 0.3f, 0.7f};
  auto const got = decode_ctc({{3, 2}, values}, {.classes = 2});
  ASSERT_TRUE(got.has_value());
  ASSERT_EQ(got->characters.size(), 1u);
  EXPECT_FLOAT_EQ(got->characters[0].confidence, 0.9f);
}

TEST(Ctc, LogitsBecomeProbabilities) {
  const std::vector<float> values = {1000.0f, 1000.0f + std::log(3.0f)};
  auto const got = decode_ctc({{1, 1, 2}, values}, {.classes = 2, .softmax = true});
  ASSERT_TRUE(got.has_value());
  ASSERT_EQ(got->characters.size(), 1u);
  EXPECT_NEAR(got->characters[0].confidence, 0.75f, 1e-4);
}

// The maximum runs in lanes of 16: every place of a long row must be seen, the rest included.
TEST(Ctc, FindsTheBestClassWhereverItStands) {
  constexpr std::size_t kClasses = 37;
  for (std::size_t id = 1; id < kClasses; ++id) {
    std::vector<float> values(kClasses, -0.5f);
    values[id] = -0.25f;
    auto const got = decode_ctc({{1, kClasses}, values}, {.classes = kClasses, .softmax = true});
    ASSERT_TRUE(got.has_value());
    ASSERT_EQ(got->characters.size(), 1u);
    EXPECT_EQ(got->characters[0].class_id, id);
  }
}

TEST(Ctc, RefusesWhatIsNoLine) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  struct Row {
    char const* name;
    std::vector<std::int64_t> shape;
    std::vector<float> values;
  };
  const Row rows[] = {{"no tensor", {}, {}},
                      {"one dimension", {3}, {0, 0, 0}},
                      {"another count of classes", {1, 2, 2}, {0, 0, 0, 0}},
                      {"a batch", {2, 1, 3}, {0, 0, 0, 0, 0, 0}},
                      {"too few values", {1, 2, 3}, {0, 0, 0}},
                      {"columns beyond memory", {1, std::int64_t{1} << 62, 3}, {0, 0, 0}},
                      {"negative columns", {1, -1, 3}, {0, 0, 0}},
                      {"not a number first", {1, 1, 3}, {kNan, 1, 0}},
                      {"not a number last", {1, 1, 3}, {0, 1, kNan}},
                      {"infinite", {1, 1, 3}, {0, kInfinity, 0}}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = decode_ctc({row.shape, row.values}, {.classes = 3});
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().name, "UnexpectedModelOutput");
  }
}

}  // namespace
}  // namespace helio::decoders
