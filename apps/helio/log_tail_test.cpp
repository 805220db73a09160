// Goal: a log that is followed shows each line once, and is not asked again without a pause.
// Method: the pages of a REST API, one after the other.
#include "helio/log_tail.hpp"

#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::cli {
namespace {

Json page(std::vector<char const*> const& ids, Json const& next) {
  Json items = Json::array();
  for (char const* id : ids) items.push_back({{"id", id}, {"message", "m"}});
  return {{"items", items}, {"nextCursor", next}};
}

TEST(LogTail, GoesOnAfterTheLastLineItHasSeen) {
  LogTail tail("image processor", 50);
  EXPECT_EQ(tail.path(), "/logs/image%20processor?limit=50&newest=true");
  struct Row {
    char const* name;
    Json page;
    bool more;
    char const* cursor;
  };
  Row const rows[] = {
      {"the newest", page({"1", "2"}, nullptr), false, "2"},
      {"nothing new", page({}, nullptr), false, "2"},
      {"a full page", page({"3", "4"}, "4"), true, "4"},
      {"a page in which nothing was found", page({}, "6"), true, "6"},
      {"the last page", page({"7"}, nullptr), false, "7"},
      {"no page at all", Json("x"), false, "7"},
      {"a line without an id", page({""}, nullptr), false, "7"},
  };
  for (Row const& row : rows) {
    EXPECT_EQ(tail.take(row.page), row.more) << row.name;
    EXPECT_EQ(tail.path(), "/logs/image%20processor?limit=1000&cursor=" + std::string(row.cursor))
        << row.name;
  }
}

TEST(LogTail, OfAnEmptyLogAllThatComesIsNew) {
  LogTail tail("f", 10);
  EXPECT_FALSE(tail.take(page({}, nullptr)));
  EXPECT_EQ(tail.path(), "/logs/f?limit=1000&cursor=");
}

}  // namespace
}  // namespace helio::cli
