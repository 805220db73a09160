#include "helio/maintenance.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include <nlohmann/json.hpp>

#include "aws/s3/lifecycle_rules.hpp"
#include "base/log.hpp"
#include "functions/spill.hpp"
#include "helio/master_key_rotation.hpp"
#include "objects/version_id.hpp"

namespace helio::cli {
namespace {

constexpr auto kEvery = std::chrono::minutes(10);
constexpr auto kLookEvery = std::chrono::seconds(2);  // for what somebody asks for
constexpr int kBatch = 500;
constexpr int kResultsBatch = 100;  // each with its files
constexpr int kBatchesMax = 200;    // of one round; the rest waits for the next

// Runs one kind of sweep and says what it removed. Stores count in different types.
template <typename Sweep>
void sweep_all(char const* what, std::stop_token const& stop, Sweep sweep) {
  auto const removed = sweep_in_batches(stop, [&sweep]() -> Result<std::size_t> {
    auto const swept = sweep();
    if (!swept) return tl::unexpected<Error>(swept.error());
    return static_cast<std::size_t>(*swept);
  });
  if (!removed) return log::warning("a sweep failed", log::fields_of(removed.error()));
  if (*removed > 0) log::info("swept", {{"what", what}, {"count", *removed}});
}

void rotate_master_key(Storage& storage, std::stop_token const& stop) {
  auto const rotated = rotate_if_asked(storage, stop);
  if (!rotated) {
    log::warning("the master key could not be rotated", log::fields_of(rotated.error()));
  } else if (*rotated) {
    log::info("the master key is new", {{"keys_wrapped_again", **rotated}});
  }
}

// False: the store cannot now. What may not be removed, a locked object, stays for good.
bool remove_images(objects::ObjectStore& objects, results::Removed const& record) {
  objects::ObjectId const object{.bucket = record.bucket,
                                 .key = record.key,
                                 .version_id = record.version_id.empty()
                                                   ? std::string(objects::kNullVersion)
                                                   : record.version_id};
  auto const removed = objects.remove(object, {.requester = "heliograph", .reason = "Lifecycle"});
  auto const derived =
      functions::remove_spilled(objects, functions::kDerivedBucket, record.image_id);
  bool done = true;
  auto const judge = [&](Error const& error) {
    if (error.code == Errc::not_found) return;
    log::warning("what belongs to an expired result could not be removed", log::fields_of(error));
    done = done && error.code != Errc::unavailable && error.code != Errc::exhausted;
  };
  if (!removed) judge(removed.error());
  if (!derived) judge(derived.error());
  return done;
}

}  // namespace

Result<std::size_t> sweep_in_batches(std::stop_token const& stop,
                                     std::function<Result<std::size_t>()> const& sweep) {
  std::size_t removed = 0;
  for (int batch = 0; batch < kBatchesMax && !stop.stop_requested(); ++batch) {
    auto const swept = sweep();
    if (!swept) return swept;
    if (*swept == 0) break;
    removed += *swept;
  }
  return removed;
}

Result<std::size_t> sweep_results(results::ResultStore& results, objects::ObjectStore& objects,
                                  Timestamp now) {
  auto const expired = results.expired(now, kResultsBatch);
  if (!expired) return tl::unexpected<Error>(expired.error());
  std::size_t swept = 0;
  for (auto const& record : *expired) {
    // The picture first: cut in the middle, the record is still there and the next round goes on.
    if (!remove_images(objects, record)) continue;
    auto const gone = results.remove(record.image_id);
    if (!gone && gone.error().code != Errc::not_found) return tl::unexpected<Error>(gone.error());
    ++swept;
  }
  return swept;
}

Maintenance::Maintenance(Storage& storage, Pipeline& pipeline)
    : storage_(storage),
      pipeline_(pipeline),
      thread_([this](std::stop_token const& stop) { run(stop); }) {}

void Maintenance::run(std::stop_token const& stop) {
  if (auto const swept = storage_.objects->sweep_orphans(stop); !swept) {
    log::warning("files of a former process could not be swept", log::fields_of(swept.error()));
  }
  std::mutex mutex;
  std::condition_variable_any wake;
  auto next_round = storage_.clock.now();
  while (!stop.stop_requested()) {
    if (storage_.clock.now() >= next_round) {
      round(stop);
      next_round = storage_.clock.now() + kEvery;
    }
    rotate_master_key(storage_, stop);
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, kLookEvery, [] { return false; });
  }
}

void Maintenance::round(std::stop_token const& stop) {
  auto const now = storage_.clock.wall();
  sweep_all("results", stop,
            [&] { return sweep_results(pipeline_.results(), storage_.pictures(), now); });
  sweep_all("log events", stop, [&] { return storage_.logs.store->sweep_expired(now, kBatch); });
  sweep_all("events", stop, [&] { return storage_.events->sweep(now, kBatch); });
  if (std::chrono::floor<std::chrono::days>(now) != lifecycle_day_) expire(now, stop);
  sweep_all("uploads", stop, [&] { return storage_.objects->sweep(now); });
  sweep_all("executions", stop, [&] { return pipeline_.engine().sweep(); });
  sweep_all("dead deliveries", stop,
            [&] { return storage_.deliveries->sweep_dead(now - std::chrono::days(30), kBatch); });
}

// Once a day, and after a start: what rules of lifecycle mean becomes due at midnight.
void Maintenance::expire(Timestamp now, std::stop_token const& stop) {
  aws::s3::Stores const stores{.objects = *storage_.objects,
                               .buckets = *storage_.index,
                               .uploads = *storage_.objects,
                               .versions = *storage_.objects};
  auto const removed = aws::s3::carry_out_lifecycles(stores, now, stop);
  if (!removed) return log::warning("a lifecycle round failed", log::fields_of(removed.error()));
  if (!stop.stop_requested()) lifecycle_day_ = std::chrono::floor<std::chrono::days>(now);
  if (*removed > 0) log::info("expired", {{"count", *removed}});
}

}  // namespace helio::cli
