#include "decoders/age_gender.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace helio::decoders {
namespace {

TEST(DecodeAgeGender, Table) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  struct Want {
    float age, spread, male;
  };
  struct Row {
    char const* name;
    std::vector<float> age;
    std::vector<float> gender;
    std::optional<Want> want;
  };
  const Row rows[] = {
      {"sure", {0, 0, 0, 1}, {0.9f}, Want{3, 0, 0.9f}},
      {"two ages", {0.5f, 0, 0, 0, 0.5f}, {0.2f}, Want{2, 2, 0.2f}},
      {"not normalised", {2, 0, 2}, {0.5f}, Want{1, 1, 0.5f}},
      {"gender past its range", {1, 0}, {1.5f}, Want{0, 0, 1}},
      {"no age at all", {0, 0, 0}, {0.5f}, {}},
      {"negative", {1, -0.5f}, {0.5f}, {}},
      {"not a number", {1, kNan}, {0.5f}, {}},
      {"one bin", {1}, {0.5f}, {}},
      {"empty", {}, {0.5f}, {}},
      {"no gender", {1, 0}, {}, {}},
      {"gender of two", {1, 0}, {0.5f, 0.5f}, {}},
      {"gender not a number", {1, 0}, {kNan}, {}},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = decode_age_gender({{1, static_cast<std::int64_t>(row.age.size())}, row.age},
                                       {{1, 1}, row.gender});
    ASSERT_EQ(got.has_value(), row.want.has_value());
    if (!got) {
      EXPECT_EQ(got.error().name, "UnexpectedModelOutput");
      continue;
    }
    EXPECT_FLOAT_EQ(got->age_years, row.want->age);
    EXPECT_FLOAT_EQ(got->age_spread_years, row.want->spread);
    EXPECT_FLOAT_EQ(got->male, row.want->male);
  }
}

TEST(DecodeAgeGender, BinsMayBeWide) {
  const std::vector<float> age{0, 0, 1};
  const std::vector<float> gender{0.5f};
  auto const got = decode_age_gender({{3}, age}, {{1}, gender}, 10);
  ASSERT_TRUE(got.has_value());
  EXPECT_FLOAT_EQ(got->age_years, 20);
}

}  // namespace
}  // namespace helio::decoders
