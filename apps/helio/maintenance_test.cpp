// Goal: an expired record takes its own object along and no other; a sweep ends when it is told to.
#include "helio/maintenance.hpp"

#include <gtest/gtest.h>

#include "base/manual_clock.hpp"
#include "functions/spill.hpp"
#include "objects/memory_store.hpp"
#include "results/memory_result_store.hpp"

namespace helio::cli {
namespace {

// Its disk is full, or its locks hold, when something is to be removed.
class Refusing final : public objects::ObjectStore {
 public:
  Refusing(objects::ObjectStore& inner, Error error) : inner_(inner), error_(std::move(error)) {}
  Result<std::unique_ptr<objects::Upload>> put(std::string_view bucket, std::string_view key,
                                               objects::PutOptions options) override {
    return inner_.put(bucket, key, std::move(options));
  }
  Result<std::unique_ptr<objects::ObjectReader>> get(
      objects::ObjectId const& id, std::optional<objects::RangeRequest> range) override {
    return inner_.get(id, range);
  }
  Result<objects::ObjectInfo> head(objects::ObjectId const& id) override { return inner_.head(id); }
  Result<objects::ObjectInfo> remove(objects::ObjectId const&, objects::Origin const&) override {
    return tl::unexpected(error_);
  }
  Result<objects::Listing> list(std::string_view bucket,
                                objects::ListOptions const& options) override {
    return inner_.list(bucket, options);
  }

 private:
  objects::ObjectStore& inner_;
  Error error_;
};

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

TEST_F(SweepResults, ARecordStaysUntilItsPictureIsGone) {
  auto const version = put_object("a");
  put_record("a", version);
  clock_.advance(std::chrono::hours(2));
  Refusing busy(objects_, {Errc::unavailable, "StoreUnavailable", "Later."});
  EXPECT_EQ(sweep_results(*results_, busy, clock_.wall()).value(), 0U);
  EXPECT_TRUE(results_->get("a"));
  EXPECT_EQ(sweep(), 1U);
  EXPECT_FALSE(stored("a", version));

  put_record("b", put_object("b"));
  clock_.advance(std::chrono::hours(2));
  Refusing locked(objects_, {Errc::forbidden, "AccessDenied", "It is locked."});
  EXPECT_EQ(sweep_results(*results_, locked, clock_.wall()).value(), 1U);
  EXPECT_FALSE(results_->get("b"));
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
