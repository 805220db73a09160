// BucketWatch: finds the new objects of a bucket that tells nobody of them, and tells the bus.
//
// S3 says "Object Created" to EventBridge, which calls no machine of one's own; so the bucket is
// listed every so often. What has a record of this very content is known; the event of anything
// else is published, at least once: after a restart again, where its record was not there yet.
// Bounds   kWatchedMax keys are looked at; a bucket with more under the prefix is said in the log.
// Weaker   than S3's own events: up to `every` late; of two contents of a key between two looks the
//          first is never seen, and of one within the same second the second.
// Threads  start() and look() from one; the thread ends with the object.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "events/event.hpp"
#include "objects/object_store.hpp"
#include "results/result_store.hpp"

namespace helio::cli {

inline constexpr std::size_t kWatchedMax = 100'000;

struct BucketWatchOptions {
  std::string bucket, prefix;
  std::string account, region;  // of the events
  std::chrono::milliseconds every{10'000};
};

class BucketWatch {
 public:
  using Publish = std::function<Result<void>(std::vector<events::Event>)>;

  // All outlive it.
  BucketWatch(objects::ObjectStore& objects, results::ResultStore& results, Publish publish,
              BucketWatchOptions options)
      : objects_(objects),
        results_(results),
        publish_(std::move(publish)),
        options_(std::move(options)) {}
  BucketWatch(BucketWatch const&) = delete;
  BucketWatch& operator=(BucketWatch const&) = delete;

  void start();
  // How many new objects there were. Errors: the stores' and the bus's; what was published before
  // is not published again.
  [[nodiscard]] Result<std::size_t> look();

 private:
  [[nodiscard]] Result<bool> is_new(objects::ObjectInfo const& object);
  [[nodiscard]] events::Event event_of(objects::ObjectInfo const& object) const;
  void run(std::stop_token const& stop);

  objects::ObjectStore& objects_;
  results::ResultStore& results_;
  const Publish publish_;
  const BucketWatchOptions options_;
  std::map<std::string, std::string, std::less<>> seen_;  // key -> ETag and time
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // last: ends before what it uses
};

}  // namespace helio::cli
