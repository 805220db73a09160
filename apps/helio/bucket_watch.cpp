#include "helio/bucket_watch.hpp"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/log.hpp"

namespace helio::cli {
namespace {

constexpr int kKeysPerPage = 1'000;  // as many events as one publish() takes

// Grows with the time of the content, as S3's own do; compares as text.
std::string sequencer_of(objects::ObjectInfo const& object) {
  return fmt::format("{:016X}", object.last_modified.time_since_epoch().count());
}

std::string content_of(objects::ObjectInfo const& object) {
  return object.etag + " " + sequencer_of(object);
}

}  // namespace

Result<bool> BucketWatch::is_new(objects::ObjectInfo const& object) {
  auto const seen = seen_.find(object.key);
  if (seen != seen_.end()) return seen->second != content_of(object);
  auto const record = results_.get(results::image_id_of(options_.bucket, object.key, ""));
  if (record) return record->sequencer != sequencer_of(object);
  if (record.error().code == Errc::not_found) return true;
  return tl::unexpected(record.error());
}

events::Event BucketWatch::event_of(objects::ObjectInfo const& object) const {
  return events::object_created({.bucket = options_.bucket,
                                 .key = object.key,
                                 .size_bytes = object.size_bytes,
                                 .etag = object.etag,
                                 .version_id = "",
                                 .sequencer = sequencer_of(object),
                                 .request_id = "",
                                 .requester = options_.account,
                                 .source_ip_address = "",
                                 .account = options_.account,
                                 .region = options_.region,
                                 .time = object.last_modified});
}

Result<std::size_t> BucketWatch::look() {
  objects::ListOptions page{.prefix = options_.prefix, .keys_max = kKeysPerPage};
  std::map<std::string, std::string, std::less<>> there;  // what is gone is forgotten
  std::size_t found = 0;
  while (there.size() < kWatchedMax) {
    auto const listing = objects_.list(options_.bucket, page);
    if (!listing) return tl::unexpected(listing.error());
    std::vector<events::Event> news;
    for (auto const& object : listing->objects) {
      auto const fresh = is_new(object);
      if (!fresh) return tl::unexpected(fresh.error());
      // A key that ends so is a folder of some tool's.
      if (*fresh && !object.key.ends_with('/')) news.push_back(event_of(object));
    }
    found += news.size();
    if (!news.empty()) {
      if (auto const told = publish_(std::move(news)); !told) return tl::unexpected(told.error());
    }
    for (auto const& object : listing->objects) {
      there[object.key] = seen_[object.key] = content_of(object);
    }
    if (!listing->truncated) {
      seen_ = std::move(there);
      return found;
    }
    page.after = listing->next_after;
  }
  log::warning("the bucket has more objects than are watched; move old ones away",
               {{"bucket", options_.bucket}, {"watched", kWatchedMax}});
  seen_ = std::move(there);
  return found;
}

void BucketWatch::start() {
  thread_ = std::jthread([this](std::stop_token const& stop) { run(stop); });
}

void BucketWatch::run(std::stop_token const& stop) {
  while (!stop.stop_requested()) {
    auto const found = look();
    if (!found) {
      log::warning("the bucket could not be looked at; again soon", log::fields_of(found.error()));
    } else if (*found > 0) {
      log::info("new objects in the bucket", {{"count", *found}});
    }
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, options_.every, [] { return false; });
  }
}

}  // namespace helio::cli
