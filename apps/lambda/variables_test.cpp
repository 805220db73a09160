// Goal: a variable that is missing or out of bounds is named, and empty counts as missing.
#include "lambda/variables.hpp"

#include <map>
#include <string_view>

#include <gtest/gtest.h>

namespace helio::lambda {
namespace {

Variables with(std::map<std::string, std::string, std::less<>> values) {
  return Variables([values = std::move(values)](char const* name) -> char const* {
    auto const found = values.find(std::string_view(name));
    return found == values.end() ? nullptr : found->second.c_str();
  });
}

TEST(Variables, Numbers) {
  struct Row {
    char const *name, *given;
    std::optional<std::int64_t> want;
  };
  Row const rows[] = {{"not set", nullptr, 7},
                      {"empty", "", 7},
                      {"least", "1", 1},
                      {"most", "100", 100},
                      {"too small", "0", std::nullopt},
                      {"too large", "101", std::nullopt},
                      {"negative", "-1", std::nullopt},
                      {"words behind", "5 days", std::nullopt},
                      {"a fraction", "1.5", std::nullopt},
                      {"past 64 bits", "99999999999999999999", std::nullopt}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const variables = row.given ? with({{"N", row.given}}) : with({});
    auto const got = variables.number("N", 7, 1, 100);
    ASSERT_EQ(got.has_value(), row.want.has_value());
    if (got) {
      EXPECT_EQ(*got, *row.want);
    } else {
      EXPECT_EQ(got.error().name, "Runtime.ConfigInvalid");
      EXPECT_EQ(got.error().message, "The environment variable N is a whole number from 1 to 100.");
    }
  }
}

TEST(Variables, NamesWhatIsMissing) {
  EXPECT_EQ(with({{"A", "a"}}).required("A"), "a");
  auto const missing = with({{"A", ""}}).required("A");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().message, "The function needs the environment variable A; set it.");
}

TEST(Variables, LogLevels) {
  for (auto const& [name, level] :
       {std::pair("TRACE", log::Level::debug), std::pair("DEBUG", log::Level::debug),
        std::pair("INFO", log::Level::info), std::pair("WARN", log::Level::warning),
        std::pair("ERROR", log::Level::error), std::pair("FATAL", log::Level::error),
        std::pair("loud", log::Level::info), std::pair("", log::Level::info)}) {
    EXPECT_EQ(log_level(with({{"AWS_LAMBDA_LOG_LEVEL", name}})), level) << name;
  }
}

}  // namespace
}  // namespace helio::lambda
