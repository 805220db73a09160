// Goal: what database.hpp promises: acknowledged is stored, a failing piece is rolled back alone,
// many writers share commits, readers see one snapshot, and a second process is refused.
#include "adapters/sqlite/database.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "base/scratch_folder.hpp"

namespace helio::sqlite {
namespace {

class DatabaseTest : public testing::Test {
 protected:
  DatabaseTest() { open(); }

  void open(DatabaseOptions options = {}) {
    database_.reset();
    database_ = Database::open(folder_.path() / "helio.db", options).value();
    std::string_view const steps[] = {"CREATE TABLE number (value INTEGER PRIMARY KEY) STRICT"};
    ASSERT_TRUE(database_->migrate("test", steps));
  }

  static Database::Work insert(std::int64_t value) {
    return [value](Connection& connection) -> Result<void> {
      return connection.prepare("INSERT INTO number VALUES (?)").value().bind(1, value).run();
    };
  }

  std::int64_t count() {
    return database_
        ->read([](Connection& connection) -> Result<std::int64_t> {
          auto rows = connection.prepare("SELECT count(*) FROM number").value();
          EXPECT_TRUE(rows.step().value());
          return rows.integer(0);
        })
        .value();
  }

  ScratchFolder folder_;
  std::unique_ptr<Database> database_;
};

TEST_F(DatabaseTest, WhatIsAcknowledgedIsThereAfterOpeningAgain) {
  ASSERT_TRUE(database_->write(insert(1)));
  EXPECT_EQ(count(), 1);
  open();
  EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseTest, APieceThatFailsIsRolledBackAlone) {
  std::atomic<int> good = 0;
  std::atomic<int> conflicts = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (std::int64_t value = 0; value < 50; ++value) {
          auto const done = database_->write(insert(value));
          if (done) {
            ++good;
          } else if (done.error().code == Errc::conflict) {
            ++conflicts;
          }
        }
      });
    }
  }
  EXPECT_EQ(good, 50);
  EXPECT_EQ(conflicts, 350);
  EXPECT_EQ(count(), 50);
}

TEST_F(DatabaseTest, WorkThatReturnsAnErrorLeavesNothing) {
  auto const done = database_->write([](Connection& connection) -> Result<void> {
    if (auto const ran = insert(7)(connection); !ran) return ran;
    return fail(Errc::invalid_argument, "No", "no");
  });
  EXPECT_EQ(done.error().name, "No");
  EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseTest, TellsAfterTheCommitAndNotOfWhatFailed) {
  std::string told;
  auto const work = [&](char const* name, bool good) {
    return [&told, name, good](Connection& connection) -> Result<void> {
      connection.after_commit([&told, name] { told += name; });
      if (!good) return fail(Errc::invalid_argument, "No", "no");
      EXPECT_EQ(told.find(name), std::string::npos);
      return {};
    };
  };
  ASSERT_TRUE(database_->write(work("a", true)));
  EXPECT_FALSE(database_->write(work("b", false)));
  ASSERT_TRUE(database_->write(work("c", true)));
  EXPECT_EQ(told, "ac");
}

TEST_F(DatabaseTest, WriteValueGivesTheValue) {
  auto const id = database_->write_value([](Connection& connection) -> Result<std::int64_t> {
    if (auto const ran = insert(42)(connection); !ran) return tl::unexpected<Error>(ran.error());
    return connection.last_insert_id();
  });
  EXPECT_EQ(id.value(), 42);
}

TEST_F(DatabaseTest, PastTheQueueIsSlowDown) {
  open({.queue_max = 1});
  std::mutex held;
  held.lock();
  std::atomic<bool> running = false;
  std::jthread const blocked([&] {
    (void)database_->write([&](Connection&) -> Result<void> {
      running = true;
      std::scoped_lock const lock(held);
      return {};
    });
  });
  while (!running) std::this_thread::yield();
  std::atomic<int> done = 0;
  auto const count_it = [&](Result<void> result) { done += result ? 1 : 0; };
  EXPECT_TRUE(database_->submit(insert(1), count_it));
  EXPECT_EQ(database_->submit(insert(2), count_it).error().name, "SlowDown");
  held.unlock();
  database_.reset();
  EXPECT_EQ(done, 1);
}

TEST_F(DatabaseTest, ASecondOpeningIsRefusedUnlessItShares) {
  EXPECT_EQ(Database::open(folder_.path() / "helio.db").error().name, "StoreInUse");
  auto const second = Database::open(folder_.path() / "helio.db", {.exclusive = false}).value();
  ASSERT_TRUE(second->write(insert(1)));
  ASSERT_TRUE(database_->write(insert(2)));
  EXPECT_EQ(count(), 2);
}

TEST_F(DatabaseTest, AnotherFileIsNoDatabase) {
  ASSERT_TRUE(write_file(folder_.path() / "other.db", Bytes(5000, std::byte{'x'})));
  EXPECT_EQ(Database::open(folder_.path() / "other.db").error().name, "StoreCorrupt");
  EXPECT_EQ(Database::open(folder_.path() / "no" / "helio.db").error().name, "AccessDenied");
}

TEST_F(DatabaseTest, MigrationsRunOnceAndNeverBack) {
  std::string_view const steps[] = {"CREATE TABLE a (x INTEGER) STRICT",
                                    "CREATE TABLE b (x INTEGER) STRICT"};
  ASSERT_TRUE(database_->migrate("more", std::span(steps).first(1)));
  ASSERT_TRUE(database_->migrate("more", steps));
  ASSERT_TRUE(database_->migrate("more", steps));
  EXPECT_EQ(database_->migrate("more", std::span(steps).first(1)).error().name, "StoreTooNew");
}

}  // namespace
}  // namespace helio::sqlite
