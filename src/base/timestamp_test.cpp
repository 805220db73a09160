// Goal: times survive the way to text and back, and what is no RFC 3339 time is refused.
#include "base/timestamp.hpp"

#include <gtest/gtest.h>

namespace helio {
namespace {

TEST(ParseRfc3339, Table) {
  struct Row {
    char const* text;
    char const* want;  // "" for a refusal
  };
  Row const rows[] = {
      {"2026-11-25T07:48:03Z", "2026-11-25T07:48:03.000Z"},
      {"2026-11-25t07:48:03z", "2026-11-25T07:48:03.000Z"},
      {"2026-11-25T07:48:03.12Z", "2026-11-25T07:48:03.120Z"},
      {"2026-11-25T07:48:03.123999999Z", "2026-11-25T07:48:03.123Z"},
      {"2026-11-25T00:30:00+01:00", "2026-11-24T23:30:00.000Z"},
      {"2024-02-29T00:00:00-00:30", "2024-02-29T00:30:00.000Z"},
      {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
      {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"},
      {"2025-02-29T00:00:00Z", ""},
      {"2026-11-25T07:48:03", ""},
      {"2026-11-25 07:48:03Z", ""},
      {"2026-11-25T24:00:00Z", ""},
      {"2026-11-25T07:48:03.Z", ""},
      {"2026-11-25T07:48:03.1234567890Z", ""},
      {"2026-11-25T07:48:03Z ", ""},
      {"+026-11-25T07:48:03Z", ""},
      {"2026-11-25T07:48:03+0100", ""},
      {"", ""},
  };
  for (auto const& row : rows) {
    SCOPED_TRACE(row.text);
    auto const got = parse_rfc3339(row.text);
    EXPECT_EQ(got ? to_rfc3339(*got) : "", row.want);
  }
}

TEST(ToRfc3339, SecondsOnly) {
  EXPECT_EQ(to_rfc3339_seconds(Timestamp(std::chrono::milliseconds(1'999))),
            "1970-01-01T00:00:01Z");
}

}  // namespace
}  // namespace helio
