// Goal: each content of a bucket's object is told once, and again only where nothing came of it.
#include "helio/bucket_watch.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/manual_clock.hpp"
#include "helio/placed_objects.hpp"
#include "objects/memory_store.hpp"
#include "results/memory_result_store.hpp"

namespace helio::cli {
namespace {

class BucketWatchTest : public testing::Test {
 protected:
  BucketWatchTest() { EXPECT_TRUE(store_.buckets().create_bucket("photos")); }

  void put(std::string const& key, std::string_view text) {
    clock_.advance(std::chrono::seconds(1));
    auto upload = store_.put("photos", key, {}).value();
    ASSERT_TRUE(upload->write(bytes_of(text)));
    ASSERT_TRUE(upload->commit());
  }
  // The keys of the events since the last look.
  std::vector<std::string> look(BucketWatch& watch) {
    published_.clear();
    auto const found = watch.look();
    EXPECT_EQ(found.value_or(published_.size()), published_.size());
    std::vector<std::string> keys;
    for (auto const& event : published_) {
      keys.push_back(Json::parse(event.detail)["object"]["key"]);
    }
    return keys;
  }
  std::unique_ptr<BucketWatch> watch() {
    return std::make_unique<BucketWatch>(
        store_, *results_,
        [this](std::vector<events::Event> events) -> Result<void> {
          if (fails_) return fail(Errc::exhausted, "SlowDown", "Later.");
          published_.insert(published_.end(), events.begin(), events.end());
          return {};
        },
        BucketWatchOptions{
            .bucket = "photos", .prefix = "uploads/", .account = "1", .region = "r"});
  }

  using Keys = std::vector<std::string>;
  ManualClock clock_;
  objects::MemoryStore store_{clock_};
  std::unique_ptr<results::ResultStore> results_ = results::make_memory_result_store();
  std::vector<events::Event> published_;
  bool fails_ = false;
  std::unique_ptr<BucketWatch> watch_ = watch();
};

TEST_F(BucketWatchTest, TellsEachContentOnce) {
  put("uploads/a", "1");
  put("elsewhere/b", "1");
  put("uploads/folder/", "");
  EXPECT_EQ(look(*watch_), Keys{"uploads/a"});
  EXPECT_EQ(published_[0].detail_type, "Object Created");
  EXPECT_EQ(look(*watch_), Keys{});
  put("uploads/a", "2");
  put("uploads/c", "1");
  EXPECT_EQ(look(*watch_), (Keys{"uploads/a", "uploads/c"}));
  EXPECT_EQ(look(*watch_), Keys{});
}

TEST_F(BucketWatchTest, LooksThroughAllPages) {
  for (int i = 0; i < 2'100; ++i) put("uploads/" + std::to_string(i), "1");
  EXPECT_EQ(look(*watch_).size(), 2'100U);
  EXPECT_EQ(look(*watch_), Keys{});
}

TEST_F(BucketWatchTest, ARecordOfThisContentIsKnownAfterARestart) {
  put("uploads/a", "1");
  put("uploads/b", "1");
  ASSERT_EQ(look(*watch_).size(), 2U);
  auto const detail = Json::parse(published_[0].detail);
  results::Record record;
  record.image_id = results::image_id_of("photos", "uploads/a", "");
  record.bucket = "photos";
  record.key = "uploads/a";
  record.sequencer = detail["object"]["sequencer"];
  ASSERT_TRUE(results_->put(record));
  EXPECT_EQ(look(*watch()), Keys{"uploads/b"});
  put("uploads/a", "2");
  EXPECT_EQ(look(*watch()), (Keys{"uploads/a", "uploads/b"}));
}

TEST_F(BucketWatchTest, WhatCouldNotBeToldIsToldNextTime) {
  put("uploads/a", "1");
  fails_ = true;
  EXPECT_EQ(watch_->look().error().name, "SlowDown");
  fails_ = false;
  EXPECT_EQ(look(*watch_), Keys{"uploads/a"});
}

TEST_F(BucketWatchTest, WhatWasRemovedAndComesAgainIsNew) {
  put("uploads/a", "1");
  ASSERT_EQ(look(*watch_).size(), 1U);
  ASSERT_TRUE(store_.remove({"photos", "uploads/a", {}}, {}));
  EXPECT_EQ(look(*watch_), Keys{});
  put("uploads/a", "1");
  EXPECT_EQ(look(*watch_), Keys{"uploads/a"});
}

TEST_F(BucketWatchTest, ABucketThatIsNotThereIsSaid) {
  ASSERT_TRUE(store_.buckets().delete_bucket("photos"));
  EXPECT_EQ(watch_->look().error().name, "NoSuchBucket");
}

TEST(PlacedObjects, OneBucketIsThereAndTheOthersHere) {
  ManualClock const clock;
  objects::MemoryStore there(clock);
  objects::MemoryStore here(clock);
  ASSERT_TRUE(there.buckets().create_bucket("photos"));
  ASSERT_TRUE(here.buckets().create_bucket("derived"));
  PlacedObjects placed("photos", there, here);
  ASSERT_TRUE(placed.put("photos", "a", {}).value()->commit());
  ASSERT_TRUE(placed.put("derived", "b", {}).value()->commit());
  EXPECT_TRUE(there.head({"photos", "a", {}}));
  EXPECT_TRUE(here.head({"derived", "b", {}}));
  EXPECT_EQ(placed.list("photos", {})->objects.size(), 1U);
  EXPECT_TRUE(placed.get({"derived", "b", {}}, {}));
  EXPECT_TRUE(placed.remove({"photos", "a", {}}, {}));
  EXPECT_FALSE(placed.head({"photos", "a", {}}));
}

}  // namespace
}  // namespace helio::cli
