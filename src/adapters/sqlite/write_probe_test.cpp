// Goal: the probe answers as the database does, and a writer that hangs is an answer too.
#include "adapters/sqlite/write_probe.hpp"

#include <future>

#include <gtest/gtest.h>

#include "base/scratch_folder.hpp"

namespace helio::sqlite {
namespace {

constexpr auto kLong = std::chrono::minutes(10);

TEST(WriteProbe, SaysWhetherWritesArriveAndQueuesOneAtATime) {
  ScratchFolder const folder;
  auto const database = Database::open(folder.path() / "helio.db", {.queue_max = 1}).value();
  auto const probe = WriteProbe::open(*database).value();
  EXPECT_TRUE(probe->write(kLong));
  EXPECT_TRUE(probe->write(kLong));

  std::promise<void> running, may_end;
  ASSERT_TRUE(database->submit(
      [&](Connection&) -> Result<void> {
        running.set_value();
        may_end.get_future().wait();
        return {};
      },
      [](Result<void> const&) {}));
  running.get_future().wait();  // the writer hangs from here on
  EXPECT_EQ(probe->write(std::chrono::milliseconds(1)).error().name, "StoreTimeout");
  EXPECT_EQ(probe->write(std::chrono::milliseconds(1)).error().name, "StoreTimeout");
  may_end.set_value();
  EXPECT_TRUE(probe->write(kLong));
}

}  // namespace
}  // namespace helio::sqlite
