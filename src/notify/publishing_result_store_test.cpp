// Goal: the feed hears of what the store took, and of nothing else.
#include "notify/publishing_result_store.hpp"

#include <gtest/gtest.h>

#include "base/manual_clock.hpp"
#include "results/memory_result_store.hpp"

namespace helio::notify {
namespace {

TEST(PublishingResultStore, TellsEachChange) {
  ManualClock const clock;
  LiveFeed feed(clock);
  auto const memory = results::make_memory_result_store();
  PublishingResultStore store(*memory, feed);
  results::Record record;
  record.image_id = "i";
  record.user_id = "ann";
  record.bucket = "photos";
  record.key = "cat.jpg";
  record.created_at = record.updated_at = Timestamp(std::chrono::seconds(1'750'000'000));
  record.confidence = 98.5;
  record.execution_arn = "arn:1";
  record.status = results::Status::completed;
  EXPECT_TRUE(store.put(record).value());
  record.status = results::Status::processing;
  EXPECT_FALSE(store.put(record).value());
  EXPECT_TRUE(store.remove("i"));
  EXPECT_FALSE(store.remove("i"));
  auto const events = feed.since(0, 10).events;
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].type, "result");
  EXPECT_EQ(*events[0].data,
            R"({"image_id":"i","status":"COMPLETED","user_id":"ann","bucket":"photos",)"
            R"("key":"cat.jpg","confidence":98.5,"execution_arn":"arn:1",)"
            R"("updated_at":"2025-06-15T15:06:40.000Z"})");
  EXPECT_EQ(*events[1].data, R"({"image_id":"i","deleted":true})");
}

}  // namespace
}  // namespace helio::notify
