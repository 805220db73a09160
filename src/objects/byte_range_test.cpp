#include "objects/byte_range.hpp"

#include <gtest/gtest.h>

namespace helio::objects {
namespace {

TEST(ByteRange, HeadersAndSizes) {
  constexpr char const* kIgnored = "ignored";  // the whole object is sent
  constexpr char const* kRefused = "InvalidRange";
  struct Row {
    char const* header;
    std::uint64_t size_bytes;
    char const* error;
    ByteRange want = {};
  };
  Row const rows[] = {
      {"bytes=0-9", 10, nullptr, {0, 9}},
      {"bytes=0-0", 10, nullptr, {0, 0}},
      {"bytes=9-", 10, nullptr, {9, 9}},
      {"bytes=3-99", 10, nullptr, {3, 9}},
      {"bytes=-3", 10, nullptr, {7, 9}},
      {"bytes=-99", 10, nullptr, {0, 9}},
      {"Bytes = 1 - 2 ", 10, nullptr, {1, 2}},
      {"bytes=0-99999999999999999999999", 10, nullptr, {0, 9}},
      {"bytes=10-", 10, kRefused},
      {"bytes=99999999999999999999999-", 10, kRefused},
      {"bytes=-0", 10, kRefused},
      {"bytes=0-", 0, kRefused},
      {"bytes=-1", 0, kRefused},
      {"bytes=2-1", 10, kIgnored},
      {"bytes=0-1,3-4", 10, kIgnored},
      {"bytes=-", 10, kIgnored},
      {"bytes=", 10, kIgnored},
      {"bytes", 10, kIgnored},
      {"bytes=a-b", 10, kIgnored},
      {"bytes=--1", 10, kIgnored},
      {"bytes=+1-2", 10, kIgnored},
      {"items=0-1", 10, kIgnored},
      {"", 10, kIgnored},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.header);
    auto const request = parse_range(row.header);
    ASSERT_EQ(request.has_value(), row.error != kIgnored);
    if (!request) continue;
    auto const range = resolve_range(*request, row.size_bytes);
    ASSERT_EQ(range.has_value(), row.error == nullptr);
    if (range) {
      EXPECT_EQ(*range, row.want);
    } else {
      EXPECT_EQ(range.error().name, row.error);
    }
  }
}

TEST(ByteRange, TheWholeOfNothingIsNothing) {
  EXPECT_EQ(whole(0).size_bytes(), 0U);
  EXPECT_EQ(whole(1).size_bytes(), 1U);
}

}  // namespace
}  // namespace helio::objects
