#include "decoders/tensor.hpp"

#include <array>
#include <limits>

#include <gtest/gtest.h>

namespace helio::decoders {
namespace {

TEST(TensorView, DropsLeadingOnes) {
  const TensorView tensor{{1, 1917, 4}, {}};
  EXPECT_EQ(tensor.dim(0), 1917);
  EXPECT_EQ(tensor.dim(1), 4);
  EXPECT_EQ(tensor.dim(2), 1);
  EXPECT_EQ((TensorView{{1, 1}, {}}).dim(0), 1);
  EXPECT_EQ(TensorView{}.dim(0), 1);
}

TEST(ExpectValues, Table) {
  const std::array<float, 3> good{1, 2, 3};
  const std::array<float, 3> nan{1, std::numeric_limits<float>::quiet_NaN(), 3};
  const std::array<float, 3> infinite{1, 2, -std::numeric_limits<float>::infinity()};
  struct Row {
    char const* name;
    std::span<float const> values;
    std::size_t count;
    bool want;
  };
  const Row rows[] = {{"as promised", good, 3, true},  {"too few", good, 4, false},
                      {"too many", good, 2, false},    {"empty", {}, 3, false},
                      {"not a number", nan, 3, false}, {"infinite", infinite, 3, false}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = expect_values({{1, 3}, row.values}, row.count, "The tensor");
    ASSERT_EQ(got.has_value(), row.want);
    if (!got) {
      EXPECT_EQ(got.error().name, "UnexpectedModelOutput");
      EXPECT_TRUE(got.error().message.starts_with("The tensor "));
    }
  }
  EXPECT_EQ(shape_text({{1, 3}, good}), "1x3");
  EXPECT_EQ(shape_text({}), "nothing");
}

}  // namespace
}  // namespace helio::decoders
