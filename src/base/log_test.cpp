// Goal: a log line is one JSON object with its fields, and levels below the set one are dropped.
#include "base/log.hpp"

#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::log {
namespace {

class Log : public testing::Test {
 protected:
  Log() {
    set_sink([this](std::string_view line) { lines_.emplace_back(line); });
  }
  ~Log() override {
    set_sink({});
    set_level(Level::info);
  }
  std::vector<std::string> lines_;
};

TEST_F(Log, OneObjectPerLine) {
  info("object stored", {{"bucket", "b"}, {"key", "bad \xff utf8 \n"}});
  ASSERT_EQ(lines_.size(), 1U);
  EXPECT_EQ(lines_[0].find('\n'), lines_[0].size() - 1);
  auto const line = Json::parse(lines_[0]);
  EXPECT_EQ(line["level"], "info");
  EXPECT_EQ(line["message"], "object stored");
  EXPECT_EQ(line["bucket"], "b");
}

TEST_F(Log, DropsWhatIsBelowTheLevel) {
  debug("no", {});
  set_level(Level::error);
  warning("no", {});
  error("yes", fields_of({Errc::not_found, "NoSuchKey", "There is no such key.", "d"}));
  ASSERT_EQ(lines_.size(), 1U);
  EXPECT_EQ(Json::parse(lines_[0])["error"], "NoSuchKey");
}

TEST(LogLevel, Names) {
  EXPECT_EQ(parse_level("warning").value(), Level::warning);
  EXPECT_EQ(parse_level("loud").error().name, "InvalidLogLevel");
}

}  // namespace
}  // namespace helio::log
