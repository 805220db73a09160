// Goal: patterns and events that the real service was asked about get the answer it gave.
// Method: event_patterns.jsonl of the folder that HELIO_CONFORMANCE_DIR names (./test sets it where
// that folder stands beside the checkout): each row by Pattern, and all patterns in one Matcher.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "events/matcher.hpp"

namespace helio::events {
namespace {

struct Case {
  std::string name;
  std::string pattern;
  std::string event;  // empty: only the pattern is asked about
  std::string expected;
};

std::vector<Case> read_cases() {
  char const* const folder = std::getenv("HELIO_CONFORMANCE_DIR");
  std::vector<Case> out;
  if (folder == nullptr) return out;
  std::ifstream file(std::filesystem::path(folder) / "event_patterns.jsonl");
  for (std::string line; std::getline(file, line);) {
    auto const row = parse_json(line);
    if (!row) continue;
    Json const& expected = row->at("expected");
    Json const& event = row->at("event_raw");
    out.push_back({row->at("case").get<std::string>(), row->at("pattern_raw").get<std::string>(),
                   event.is_string() ? event.get<std::string>() : std::string(),
                   expected.is_string() ? expected.get<std::string>() : expected.dump()});
  }
  return out;
}

class Conformance : public testing::Test {
 protected:
  void SetUp() override {
    if (std::getenv("HELIO_CONFORMANCE_DIR") == nullptr) {
      GTEST_SKIP() << "HELIO_CONFORMANCE_DIR names no folder of recorded answers";
    }
    ASSERT_FALSE(cases_.empty()) << "no event_patterns.jsonl there";
  }
  std::vector<Case> const cases_ = read_cases();
};

TEST_F(Conformance, EachPatternAlone) {
  for (Case const& each : cases_) {
    SCOPED_TRACE(each.name + "\n" + each.pattern + "\n" + each.event);
    auto const pattern = Pattern::parse(each.pattern);
    if (each.expected == "invalid") {
      EXPECT_FALSE(pattern);
      continue;
    }
    ASSERT_TRUE(pattern) << pattern.error().message;
    if (each.expected == "valid") continue;
    auto const matched = pattern->matches(each.event);
    ASSERT_TRUE(matched) << matched.error().message;
    EXPECT_EQ(*matched ? "true" : "false", each.expected);
  }
}

// The patterns of all cases, or of every `step`th, answer each event as they do alone.
TEST_F(Conformance, AllPatternsInOneMatcher) {
  for (std::size_t const step : {1U, 7U}) {
    Matcher matcher;
    std::map<std::string, Pattern> alone;
    for (std::size_t i = 0; i < cases_.size(); i += step) {
      auto pattern = Pattern::parse(cases_[i].pattern);
      if (!pattern || alone.contains(cases_[i].pattern)) continue;
      matcher.add_rule(cases_[i].pattern, *pattern);
      alone.emplace(cases_[i].pattern, std::move(*pattern));
    }
    for (std::size_t i = 0; i < cases_.size(); i += step) {
      if (cases_[i].event.empty()) continue;
      auto const matched = matcher.match(cases_[i].event);
      ASSERT_TRUE(matched) << matched.error().message;
      std::vector<std::string> expected;
      for (auto const& [name, pattern] : alone) {
        auto const matches = pattern.matches(cases_[i].event);
        if (matches && *matches) expected.push_back(name);
      }
      ASSERT_EQ(*matched, expected) << cases_[i].event;
    }
  }
}

}  // namespace
}  // namespace helio::events
