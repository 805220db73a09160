#include "helio/progress.hpp"

#include <gtest/gtest.h>

#include "helio/terminal_text.hpp"

namespace helio::cli {
namespace {

TEST(Progress, LineTable) {
  struct Row {
    char const* name;
    Progress progress;
    int columns;
    char const* want;
  };
  Row const rows[] = {
      {"too early to judge",
       {.done = 1, .total = 10, .elapsed_s = 0.2},
       20,
       "[#···········]  1/10"},
      {"rate and time left",
       {.done = 50, .total = 100, .elapsed_s = 25},
       80,
       "[###############···············]  50/100  2.0/s  25 s left"},
      {"failures show",
       {.done = 100, .failed = 3, .total = 100, .elapsed_s = 50},
       80,
       "[##############################]  100/100  2.0/s  3 failed"},
      {"no room for a bar",
       {.done = 50, .total = 100, .elapsed_s = 25},
       26,
       "50/100  2.0/s  25 s left"},
      {"no room at all", {.done = 50, .total = 100, .elapsed_s = 25}, 7, "50/100…"},
      {"nothing to do", {}, 80, "0/0"},
  };
  for (Row const& row : rows) {
    EXPECT_EQ(progress_line(row.progress, row.columns), row.want) << row.name;
    EXPECT_LE(columns_of(progress_line(row.progress, row.columns)), row.columns) << row.name;
  }
}

TEST(Progress, DurationTable) {
  struct Row {
    double seconds;
    char const* want;
  };
  Row const rows[] = {
      {0, "0 s"},           {59.4, "59 s"}, {59.6, "1 min 00 s"},      {200, "3 min 20 s"},
      {7500, "2 h 05 min"}, {-5, "0 s"},    {1e300, "100000 h 00 min"}};
  for (Row const& row : rows) EXPECT_EQ(duration_text(row.seconds), row.want);
}

}  // namespace
}  // namespace helio::cli
