// Goal: whatever stops work is said, and asking often looks only once a second.
#include "helio/readiness.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/manual_clock.hpp"

namespace helio::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ReadinessTest : public testing::Test {
 protected:
  Readiness::Seen look_later() {
    clock_.advance(std::chrono::seconds(2));
    return readiness_.look();
  }

  ManualClock clock_;
  Result<void> written_;
  Result<std::uint64_t> free_bytes_ = 1'000;
  bool warm_ = true;
  int looks_ = 0;
  Readiness readiness_{{.write =
                            [this] {
                              ++looks_;
                              return written_;
                            },
                        .free_bytes = [this] { return free_bytes_; },
                        .warm = [this] { return warm_; }},
                       1'000,
                       clock_};
};

TEST_F(ReadinessTest, SaysWhatIsInTheWay) {
  EXPECT_THAT(look_later().faults, IsEmpty());
  EXPECT_TRUE(look_later().database_writable);
  written_ = fail(Errc::unavailable, "StoreUnavailable", "The disk is broken.");
  auto const broken = look_later();
  EXPECT_THAT(broken.faults, ElementsAre(HasSubstr("The disk is broken.")));
  EXPECT_FALSE(broken.database_writable);
  written_ = {};
  free_bytes_ = 999;
  auto const full = look_later();
  EXPECT_THAT(full.faults, ElementsAre(HasSubstr("999 bytes free; uploads need 1000")));
  EXPECT_EQ(full.free_bytes, 999U);
  free_bytes_ = fail(Errc::not_found, "FileNotFound", "It is gone.");
  EXPECT_THAT(look_later().faults, ElementsAre(HasSubstr("It is gone.")));
}

TEST_F(ReadinessTest, IsReadyTheMomentTheModelsAre) {
  warm_ = false;
  EXPECT_THAT(readiness_.look().faults, ElementsAre(HasSubstr("The models are being loaded")));
  warm_ = true;
  EXPECT_THAT(readiness_.look().faults, IsEmpty());
  EXPECT_EQ(looks_, 1);
}

TEST_F(ReadinessTest, LooksOnceASecondButStopsAtOnce) {
  (void)readiness_.look();
  (void)readiness_.look();
  EXPECT_EQ(looks_, 1);
  readiness_.begin_stop();
  EXPECT_THAT(readiness_.look().faults, ElementsAre("The server is stopping."));
  EXPECT_EQ(looks_, 1);
  (void)look_later();
  EXPECT_EQ(looks_, 2);
}

}  // namespace
}  // namespace helio::cli
