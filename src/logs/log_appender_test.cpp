// Goal: appending never waits for the store; what is lost is counted and said.
#include "logs/log_appender.hpp"

#include <semaphore>

#include <gtest/gtest.h>

#include "base/manual_clock.hpp"
#include "logs/memory_log_store.hpp"

namespace helio::logs {
namespace {

constexpr std::chrono::hours kNever(1);

// Holds append() until let go, or fails it.
class SlowStore final : public LogStore {
 public:
  explicit SlowStore(LogStore& inner) : inner_(inner) {}
  Result<void> append(std::span<Batch const> batches) override {
    if (failing) return fail(Errc::unavailable, "StoreUnavailable", "The disk is gone.");
    entered.release();
    gate.acquire();
    return inner_.append(batches);
  }
  Result<StreamPage> read(ReadStream const& what) override { return inner_.read(what); }
  Result<FilterPage> filter(Filter const& what) override { return inner_.filter(what); }
  Result<std::int64_t> sweep_expired(Timestamp, int) override { return 0; }

  std::counting_semaphore<> entered{0}, gate{0};
  bool failing = false;

 private:
  LogStore& inner_;
};

std::string all(LogStore& store) {
  std::string text;
  auto const page = store.filter({.group = "/g"}).value();
  for (StoredEvent const& event : page.events) text += event.message + "|";
  return text;
}

TEST(LogAppender, LinesArriveInOrder) {
  ManualClock const clock;
  MemoryLogStore store(clock);
  LogAppender appender(store, clock, {.every = kNever});
  appender.append("/g", "s", "a");
  appender.append("/g", "t", "b");
  appender.append("/g", "s", "c");
  appender.flush();
  EXPECT_EQ(store.read({.group = "/g", .stream = "s"})->events.size(), 2U);
  EXPECT_EQ(store.read({.group = "/g", .stream = "t"})->events[0].time, clock.wall());
  EXPECT_EQ(appender.dropped(), 0U);
}

TEST(LogAppender, ItsEndWritesWhatWaits) {
  ManualClock const clock;
  MemoryLogStore store(clock);
  { LogAppender(store, clock, {.every = kNever}).append("/g", "s", "a"); }
  EXPECT_EQ(all(store), "a|");
}

TEST(LogAppender, PastItsBoundLinesAreDroppedAndSaid) {
  ManualClock const clock;
  MemoryLogStore memory(clock);
  SlowStore store(memory);
  LogAppender appender(store, clock, {.bytes_max = 200, .every = std::chrono::milliseconds(1)});
  appender.append("/g", "s", "a");
  store.entered.acquire();
  for (char const* line : {"b", "c", "d", "e", "f"}) appender.append("/g", "s", line);
  EXPECT_EQ(appender.dropped(), 2U);
  store.gate.release(100);
  appender.flush();
  appender.append("/g", "s", "g");
  appender.flush();
  EXPECT_EQ(all(memory),
            "a|b|c|d|2 log lines before this one were dropped: the log store is slow.|g|");
}

TEST(LogAppender, AStoreThatFailsCostsTheLinesOnly) {
  ManualClock const clock;
  MemoryLogStore memory(clock);
  SlowStore store(memory);
  store.failing = true;
  LogAppender appender(store, clock, {.every = kNever});
  appender.append("/g", "s", "a");
  appender.flush();
  EXPECT_EQ(appender.dropped(), 1U);
}

}  // namespace
}  // namespace helio::logs
