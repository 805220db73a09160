// PublishingResultStore: a result store whose every change is told on the live feed.
//
// An event "result" is {"image_id","status","user_id","bucket","key","confidence","updated_at"}, or
// {"image_id","deleted":true}. It is published after the store has acknowledged the change.
#pragma once

#include "notify/live_feed.hpp"
#include "results/result_store.hpp"

namespace helio::notify {

class PublishingResultStore final : public results::ResultStore {
 public:
  PublishingResultStore(results::ResultStore& store, LiveFeed& feed) : store_(store), feed_(feed) {}

  Result<bool> put(results::Record const& record) override;
  Result<results::Record> get(std::string_view image_id) override { return store_.get(image_id); }
  Result<results::Removed> remove(std::string_view image_id) override;
  Result<results::Page> query(results::Query const& query) override { return store_.query(query); }
  Result<std::vector<results::Removed>> expired(Timestamp now, int count_max) override {
    return store_.expired(now, count_max);
  }
  Result<std::map<results::Status, std::int64_t>> counts() override { return store_.counts(); }
  Result<results::Activity> activity(results::ActivityQuery const& query) override {
    return store_.activity(query);
  }

 private:
  void publish_removed(results::Removed const& removed);

  results::ResultStore& store_;
  LiveFeed& feed_;
};

}  // namespace helio::notify
