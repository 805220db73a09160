#include "decoders/two_class.hpp"

#include <optional>

#include <gtest/gtest.h>

namespace helio::decoders {
namespace {

TEST(TwoClass, Table) {
  struct Row {
    char const* name;
    std::vector<float> values;
    TwoClassOptions options;
    std::optional<double> want;
  };
  Row const rows[] = {{"safe", {0.9f, 0.1f}, {}, 0.1},
                      {"the other order", {0.9f, 0.1f}, {.unsafe_row = 0}, 0.9},
                      {"even logits", {-2, -2}, {.logits = true}, 0.5},
                      {"one value", {0.9f}, {}, std::nullopt},
                      {"three values", {0.5f, 0.3f, 0.2f}, {}, std::nullopt},
                      {"logits called probabilities", {-3, 4}, {}, std::nullopt}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = decode_two_class({{1, 2}, row.values}, row.options);
    ASSERT_EQ(got.has_value(), row.want.has_value());
    if (got) {
      EXPECT_NEAR(*got, *row.want, 1e-6);
    }
  }
}

}  // namespace
}  // namespace helio::decoders
