// Goal: an expired record takes its own object along and no other; a sweep ends when it is told to.
#include "helio/maintenance.hpp"

#include <gtest/gtest.h>

#include "base/manual_clock.hpp"
#include "functions/spill.hpp"
#include "objects/memory_store.hpp"
#include "results/memory_result_store.hpp"

namespace helio::cli {
namespace {

class SweepResults : public testing::Test {
 protected:
  SweepResults() {
    EXPECT_TRUE(objects_.buckets().create_bucket("photos"));
    EXPECT_TRUE(objects_.buckets().create_bucket(functions::kDerivedBucket));
  }

  std::string put_object(std::string const& key) {
    return objects_.put("photos", key, {}).value()->commit().value().version_id;
  }

  void put_record(std::string const& key, std::string const& version_id) {
    results::Record record;
    record.image_id = key;
    record.status = results::Status::completed;
    record.bucket = "photos";
    record.key = key;
    record.version_id = version_id;
    record.created_at = record.updated_at = clock_.wall();
    record.expires_at = clock_.wall() + std::chrono::hours(1);
    ASSERT_TRUE(results_->put(record));
  }

  bool stored(std::string const& key, std::string const& version_id) {
    return objects_.head({"photos", key, version_id}).has_value();
  }

  std::size_t sweep() {
    clock_.advance(std::chrono::hours(2));
    return sweep_results(*results_, objects_, clock_.wall()).value();
  }

  ManualClock clock_;
  objects::MemoryStore objects_{clock_};
  std::unique_ptr<results::ResultStore> results_ = results::make_memory_result_store();
};

TEST_F(SweepResults, TakesTheVersionThatTheRecordTellsOf) {
  ASSERT_TRUE(objects_.buckets().set_versioning("photos", objects::Versioning::enabled));
  auto const old = put_object("a");
  auto const young = put_object("a");
  put_record("a", old);
  EXPECT_EQ(sweep(), 1U);
  EXPECT_FALSE(stored("a", old));
  EXPECT_TRUE(stored("a", young));
  EXPECT_EQ(sweep(), 0U);
}

TEST_F(SweepResults, WithoutAVersionTakesTheObjectOfBeforeThereWereVersions) {
  auto const unversioned = put_object("a");
  ASSERT_TRUE(objects_.buckets().set_versioning("photos", objects::Versioning::enabled));
  auto const young = put_object("a");
  put_record("a", "");
  EXPECT_EQ(sweep(), 1U);
  EXPECT_FALSE(stored("a", unversioned));
  EXPECT_TRUE(objects_.head({"photos", "a", {}}).has_value());
  EXPECT_TRUE(stored("a", young));
}

TEST(SweepInBatches, EndsAtNothingAtAFailureAndWhenItIsToldTo) {
  std::vector<std::size_t> batches = {2, 3, 0, 5};
  std::size_t calls = 0;
  auto const next = [&]() -> Result<std::size_t> { return batches.at(calls++); };
  std::stop_source stop;
  EXPECT_EQ(sweep_in_batches(stop.get_token(), next).value(), 5U);
  EXPECT_EQ(calls, 3U);

  auto const broken = [&]() -> Result<std::size_t> { return fail(Errc::internal, "No", "no"); };
  EXPECT_EQ(sweep_in_batches(stop.get_token(), broken).error().name, "No");

  calls = 0;
  auto const stops = [&]() -> Result<std::size_t> {
    stop.request_stop();
    ++calls;
    return 7;
  };
  EXPECT_EQ(sweep_in_batches(stop.get_token(), stops).value(), 7U);
  EXPECT_EQ(calls, 1U);
}

}  // namespace
}  // namespace helio::cli
