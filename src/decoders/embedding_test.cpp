#include "decoders/embedding.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>

namespace helio::decoders {
namespace {

TEST(DecodeEmbedding, HasUnitLength) {
  const std::vector<std::vector<float>> rows = {
      {3, 4}, {-1}, {1e-5f, 0, 0}, {3e38f, 3e38f, -3e38f}};
  for (std::vector<float> const& row : rows) {
    auto const unit = decode_embedding({{static_cast<std::int64_t>(row.size())}, row});
    ASSERT_TRUE(unit.has_value());
    ASSERT_EQ(unit->size(), row.size());
    EXPECT_NEAR(std::inner_product(unit->begin(), unit->end(), unit->begin(), 0.0), 1.0, 1e-6);
    EXPECT_EQ(std::signbit(unit->front()), std::signbit(row.front()));
  }
}

TEST(DecodeEmbedding, RefusesWhatHasNoDirection) {
  const std::vector<std::vector<float>> rows = {{},
                                                {0, 0, 0},
                                                {1e-30f, 1e-30f},
                                                {1, std::numeric_limits<float>::quiet_NaN()},
                                                {1, std::numeric_limits<float>::infinity()}};
  for (std::vector<float> const& row : rows) {
    auto const unit = decode_embedding({{static_cast<std::int64_t>(row.size())}, row});
    ASSERT_FALSE(unit.has_value());
    EXPECT_EQ(unit.error().name, "UnexpectedModelOutput");
  }
}

}  // namespace
}  // namespace helio::decoders
