// Goal: ids have their form, grow within a millisecond and over a clock set back, and repeat by
// name.
#include "base/ids.hpp"

#include <gtest/gtest.h>

#include "base/manual_clock.hpp"

namespace helio {
namespace {

TEST(IdGenerator, GrowsWhateverTheClockDoes) {
  ManualClock clock;
  SeededRandom random(1);
  IdGenerator ids(clock, random);
  std::string last = ids.next();
  for (int i = 0; i < 10'000; ++i) {
    if (i % 100 == 0) clock.advance(std::chrono::milliseconds(i % 300 == 0 ? -5 : 3));
    std::string const next = ids.next();
    ASSERT_TRUE(is_uuid(next)) << next;
    ASSERT_EQ(next[14], '7');
    ASSERT_LT(last, next);
    last = next;
  }
}

TEST(Uuids, FormAndRepetition) {
  SeededRandom random(1);
  EXPECT_EQ(uuid_v4(random)[14], '4');
  EXPECT_NE(uuid_v4(random), uuid_v4(random));
  EXPECT_EQ(uuid_of("a"), uuid_of("a"));
  EXPECT_NE(uuid_of("a"), uuid_of("b"));
  EXPECT_TRUE(is_uuid(uuid_of("a")));
  for (char const* wrong :
       {"", "0", "0195A000-0000-7000-8000-000000000000", "0195a000-0000-7000-8000-00000000000",
        "0195a000x0000-7000-8000-000000000000"}) {
    EXPECT_FALSE(is_uuid(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace helio
