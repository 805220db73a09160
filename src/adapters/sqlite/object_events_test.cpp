// Goal: a put and a delete come to the bus as S3's own events, and only if they were committed.
#include "adapters/sqlite/object_events.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/sqlite/event_store.hpp"
#include "adapters/sqlite/object_index.hpp"
#include "base/json.hpp"
#include "base/manual_clock.hpp"
#include "base/scratch_folder.hpp"
#include "objects/memory_store.hpp"

namespace helio::sqlite {
namespace {

class ObjectEvents : public testing::Test {
 protected:
  ObjectEvents() { EXPECT_TRUE(index_->create_bucket("photos")); }

  Result<objects::ObjectInfo> put(objects::PutOptions options = {}) {
    options.origin = {"request-1", "123456789012", "127.0.0.1", "PutObject"};
    return store_.put("photos", "a \"b\".jpg", std::move(options)).value()->commit();
  }
  std::vector<Json> events() {
    std::vector<Json> all;
    auto const stored = events_->unrouted(100).value();
    for (auto const& event : stored) all.push_back(parse_json(event.json).value());
    return all;
  }

  ManualClock clock_;
  SeededRandom random_{1};
  IdGenerator ids_{clock_, random_};
  ScratchFolder folder_;
  std::unique_ptr<Database> database_ = Database::open(folder_.path() / "helio.db").value();
  std::unique_ptr<EventStore> events_ = EventStore::open(*database_).value();
  std::unique_ptr<ObjectIndex> index_ =
      ObjectIndex::open(*database_, clock_,
                        event_recorder(ids_, clock_, {"123456789012", "us-east-1"}))
          .value();
  objects::MemoryStore store_{clock_, objects::Indexes::of(*index_)};
};

TEST_F(ObjectEvents, APutIsObjectCreated) {
  auto const info = put().value();
  auto const all = events();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0]["detail-type"], "Object Created");
  EXPECT_EQ(all[0]["source"], "aws.s3");
  EXPECT_EQ(all[0]["region"], "us-east-1");
  auto const& detail = all[0]["detail"];
  EXPECT_EQ(detail["object"]["key"], "a \"b\".jpg");
  EXPECT_EQ(detail["object"]["etag"], info.etag);
  EXPECT_EQ(detail["object"]["sequencer"], info.sequencer);
  EXPECT_FALSE(detail["object"].contains("version-id"));
  EXPECT_EQ(detail["request-id"], "request-1");
}

TEST_F(ObjectEvents, ADeleteIsObjectDeleted) {
  auto const remove = [&](std::optional<std::string> version) {
    return store_.remove({"photos", "a \"b\".jpg", std::move(version)}, {.reason = "DeleteObject"});
  };
  ASSERT_TRUE(put());
  ASSERT_TRUE(remove({}));
  ASSERT_TRUE(index_->set_versioning("photos", objects::Versioning::enabled));
  ASSERT_TRUE(put());
  auto const marker = remove({}).value().version_id;
  auto const all = events();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[1]["detail-type"], "Object Deleted");
  EXPECT_EQ(all[1]["detail"]["deletion-type"], "Permanently Deleted");
  EXPECT_EQ(all[1]["detail"]["reason"], "DeleteObject");
  EXPECT_TRUE(all[2]["detail"]["object"].contains("version-id"));
  EXPECT_EQ(all[3]["detail"]["deletion-type"], "Delete Marker Created");
  EXPECT_EQ(all[3]["detail"]["object"]["version-id"], marker);
}

TEST_F(ObjectEvents, ARefusedPutIsNoEvent) {
  ASSERT_TRUE(put());
  EXPECT_FALSE(put({.if_none_match = "*"}));
  EXPECT_EQ(events().size(), 1U);
}

}  // namespace
}  // namespace helio::sqlite
