// Goal: CloudWatch Logs' rules for terms, phrases, exclusions and alternatives.
#include "logs/filter_pattern.hpp"

#include <gtest/gtest.h>

namespace helio::logs {
namespace {

TEST(FilterPattern, Table) {
  struct Row {
    char const *pattern, *message;
    bool want;
  };
  Row const rows[] = {
      {"", "anything", true},
      {"   ", "", true},
      {"ERROR", "an ERROR here", true},
      {"ERROR", "an error here", false},
      {"ERROR late", "late ERROR", true},
      {"ERROR late", "ERROR", false},
      {"\"timed out\"", "Task timed out", true},
      {"\"timed out\"", "out, timed", false},
      {"ERROR -late", "ERROR late", false},
      {"ERROR -late", "ERROR", true},
      {"?ERROR ?WARN", "a WARN", true},
      {"?ERROR ?WARN", "INFO", false},
      {"-\"timed out\"", "Task timed out", false},
      {"?", "any", true},
      {"-", "any", true},
  };
  for (Row const& row : rows) {
    EXPECT_EQ(FilterPattern::parse(row.pattern)->matches(row.message), row.want)
        << row.pattern << " / " << row.message;
  }
}

TEST(FilterPattern, OthersAreRefused) {
  for (std::string const& pattern : {std::string("\"open"), std::string("{ $.level = \"x\" }"),
                                     std::string("[a, b]"), std::string(1'025, 'a')}) {
    EXPECT_EQ(FilterPattern::parse(pattern).error().name, "InvalidParameterException") << pattern;
  }
}

}  // namespace
}  // namespace helio::logs
