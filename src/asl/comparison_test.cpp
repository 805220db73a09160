// Goal: each comparison of Choice holds for what the spec says, and for nothing of another type.

#include "asl/comparison.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::asl {
namespace {

TEST(Comparison, Table) {
  struct Row {
    char const* name;
    Json value;
    Json operand;
    bool want;
  };
  Row const rows[] = {
      {"StringEquals", "a", "a", true},
      {"StringEquals", 1, "1", false},
      {"StringLessThan", "A", "a", true},
      {"StringGreaterThanEquals", "é", "z", true},
      {"NumericEquals", 1, 1.0, true},
      {"NumericEquals", -1, 18446744073709551615ULL, false},
      {"NumericEquals", 9007199254740993, 9007199254740992, false},
      {"NumericLessThan", -1, 18446744073709551615ULL, true},
      {"NumericGreaterThan", "2", 1, false},
      {"NumericLessThanEquals", true, 1, false},
      {"BooleanEquals", true, true, true},
      {"BooleanEquals", 1, true, false},
      {"TimestampEquals", "2001-01-01T12:00:00Z", "2001-01-01T14:00:00+02:00", true},
      {"TimestampLessThan", "2001-01-01T12:00:00Z", "2001-01-01T12:00:00.001Z", true},
      {"TimestampGreaterThan", "2001-01-02", "2001-01-01T12:00:00Z", false},
      {"StringMatches", "log-2026.txt", "log-*.txt", true},
      {"StringMatches", 5, "*", false},
      {"IsNull", nullptr, true, true},
      {"IsNull", 0, false, true},
      {"IsString", "x", true, true},
      {"IsNumeric", 1.5, true, true},
      {"IsBoolean", false, false, false},
      {"IsTimestamp", "2016-08-18T17:33:00Z", true, true},
      {"IsTimestamp", "2016-08-18", true, false},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(std::string(row.name) + " " + row.value.dump() + " " + row.operand.dump());
    bool path = true;
    Comparison const* const comparison = find_comparison(row.name, path);
    ASSERT_NE(comparison, nullptr);
    EXPECT_FALSE(path);
    EXPECT_EQ(comparison->holds(row.value, row.operand), row.want);
  }
}

TEST(Comparison, PathVariants) {
  bool path = false;
  EXPECT_NE(find_comparison("NumericLessThanEqualsPath", path), nullptr);
  EXPECT_TRUE(path);
  EXPECT_EQ(find_comparison("StringMatchesPath", path), nullptr);
  EXPECT_EQ(find_comparison("IsNullPath", path), nullptr);
  EXPECT_EQ(find_comparison("StringLike", path), nullptr);
}

TEST(StringMatches, Table) {
  struct Row {
    char const* text;
    char const* pattern;
    bool want;
  };
  Row const rows[] = {
      {"", "", true},
      {"", "*", true},
      {"a", "", false},
      {"abc", "a*c", true},
      {"abcc", "a*c", true},
      {"abcd", "a*c", false},
      {"aXbXc", "a*b*c", true},
      {"a*c", "a\\*c", true},
      {"abc", "a\\*c", false},
      {"a\\b", "a\\\\b", true},
      {"mississippi", "*iss*ppi", true},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(std::string(row.text) + " against " + row.pattern);
    EXPECT_EQ(string_matches(row.text, row.pattern), row.want);
  }
}

TEST(StringMatches, ManyStarsTakeNoExponentialTime) {
  std::string pattern;
  for (int i = 0; i < 100; ++i) pattern += "a*";
  EXPECT_FALSE(string_matches(std::string(2'000, 'a'), pattern + "b"));
}

}  // namespace
}  // namespace helio::asl
