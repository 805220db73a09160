// Goal: over SQLite the stores keep their promises, and a version and its event are one
// transaction.
#include "adapters/sqlite/object_index.hpp"

#include "adapters/sqlite/query.hpp"
#include "base/scratch_folder.hpp"
#include "contract/bucket_store_contract.hpp"
#include "contract/multipart_store_contract.hpp"
#include "contract/object_changes_contract.hpp"
#include "contract/object_index_contract.hpp"
#include "contract/object_store_contract.hpp"
#include "contract/object_versions_contract.hpp"
#include "contract/version_store_contract.hpp"
#include "objects/memory_store.hpp"

namespace helio::sqlite {
namespace {

using objects::ObjectChange;

class Stored final : public objects::StoreUnderTest {
 public:
  objects::ObjectStore& objects() override { return store_; }
  objects::MultipartStore& uploads() override { return store_; }
  objects::VersionStore& versions() override { return store_; }
  objects::BucketStore& buckets() override { return store_.buckets(); }
  ManualClock& clock() override { return clock_; }
  std::vector<ObjectChange> changes() override { return changes_; }
  int bodies() override { return static_cast<int>(store_.bodies()); }

  ObjectIndex& index() { return *index_; }
  Database& database() { return *database_; }
  bool refuse_events = false;

 private:
  Result<void> record(ObjectChange const& change) {
    if (refuse_events) return fail(Errc::exhausted, "SlowDown", "no more events");
    changes_.push_back(change);
    return {};
  }

  ManualClock clock_;
  ScratchFolder folder_;
  std::vector<ObjectChange> changes_;
  std::unique_ptr<Database> database_ = Database::open(folder_.path() / "helio.db").value();
  std::unique_ptr<ObjectIndex> index_ =
      ObjectIndex::open(*database_, clock_, [this](Connection&, ObjectChange const& change) {
        return record(change);
      }).value();
  objects::MemoryStore store_{clock_, objects::Indexes::of(*index_)};
};

std::unique_ptr<objects::StoreUnderTest> make() { return std::make_unique<Stored>(); }

objects::IndexUnderTest make_index() {
  auto stored = std::make_shared<Stored>();
  return {stored, objects::Indexes::of(stored->index())};
}

TEST(SqliteObjectIndex, AVersionWithoutItsEventIsNotThere) {
  Stored stored;
  ASSERT_TRUE(stored.buckets().create_bucket("photos"));
  stored.refuse_events = true;
  auto const upload = stored.objects().put("photos", "a", {}).value();
  auto const committed = upload->commit();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().name, "SlowDown");
  EXPECT_FALSE(stored.objects().head({"photos", "a", {}}));
  EXPECT_EQ(stored.bodies(), 0);
}

TEST(SqliteObjectIndex, AnEventIsWrittenInTheTransactionOfItsVersion) {
  ManualClock const clock;
  ScratchFolder const folder;
  auto const database = Database::open(folder.path() / "helio.db").value();
  ASSERT_TRUE(database->write(
      [](Connection& connection) { return run(connection, "CREATE TABLE event (key TEXT)"); }));
  auto const index =
      ObjectIndex::open(*database, clock, [](Connection& connection, ObjectChange const& change) {
        auto written = run(connection, "INSERT INTO event VALUES (?)", change.object.key);
        if (written && change.object.key == "refused") {
          return Result<void>(fail(Errc::internal, "Refused", "after the event was written"));
        }
        return written;
      }).value();
  objects::MemoryStore store(clock, objects::Indexes::of(*index));
  ASSERT_TRUE(index->create_bucket("photos"));
  for (char const* key : {"a", "refused", "b"}) {
    (void)store.put("photos", key, {}).value()->commit();
  }
  std::string keys;
  auto const read = database->read([&](Connection& connection) {
    return each(connection, "SELECT key FROM event ORDER BY rowid",
                [&](Statement const& row) { keys += row.text(0); });
  });
  ASSERT_TRUE(read);
  EXPECT_EQ(keys, "ab");
}

// What a listing reads must not grow with what stands under a common prefix.
TEST(SqliteObjectIndex, ListingsUseTheIndex) {
  Stored stored;
  auto const plan = [&](std::string const& sql) {
    std::string text;
    auto const read = stored.database().read([&](Connection& connection) {
      return each(connection, "EXPLAIN QUERY PLAN " + sql,
                  [&](Statement const& row) { text += std::string(row.text(3)) + "; "; });
    });
    EXPECT_TRUE(read);
    return text;
  };
  EXPECT_EQ(plan("SELECT key FROM object_version INDEXED BY object_version_listed "
                 "WHERE bucket = 'b' AND key >= 'k' AND listed = 1 ORDER BY key"),
            "SEARCH object_version USING INDEX object_version_listed (bucket=? AND key>?); ");
  EXPECT_EQ(
      plan("SELECT sequence FROM object_version WHERE bucket = 'b' AND key = 'k' "
           "ORDER BY sequence DESC LIMIT 1"),
      "SEARCH object_version USING COVERING INDEX object_version_newest (bucket=? AND key=?); ");
}

}  // namespace
}  // namespace helio::sqlite

namespace helio::objects {

INSTANTIATE_TEST_SUITE_P(Sqlite, ObjectStoreContract, testing::Values(sqlite::make));
INSTANTIATE_TEST_SUITE_P(Sqlite, ObjectVersionsContract, testing::Values(sqlite::make));
INSTANTIATE_TEST_SUITE_P(Sqlite, ObjectChangesContract, testing::Values(sqlite::make));
INSTANTIATE_TEST_SUITE_P(Sqlite, BucketStoreContract, testing::Values(sqlite::make));
INSTANTIATE_TEST_SUITE_P(Sqlite, VersionStoreContract, testing::Values(sqlite::make));
INSTANTIATE_TEST_SUITE_P(Sqlite, MultipartStoreContract, testing::Values(sqlite::make));
INSTANTIATE_TEST_SUITE_P(Sqlite, ObjectIndexContract, testing::Values(sqlite::make_index));

}  // namespace helio::objects
