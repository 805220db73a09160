#include "results/memory_result_store.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "results/match.hpp"

namespace helio::results {
namespace {

class MemoryResultStore final : public ResultStore {
 public:
  Result<bool> put(Record const& record) override {
    std::scoped_lock const lock(mutex_);
    Record stored = record;
    if (auto const it = find(record.image_id); it != records_.end()) {
      if (!replaces(record, it->second)) return false;
      if (same_version(record, it->second)) stored.created_at = it->second.created_at;
      records_.erase(it);
    }
    records_.emplace(Position(stored.created_at, ++count_), std::move(stored));
    return true;
  }

  Result<Record> get(std::string_view image_id) override {
    std::scoped_lock const lock(mutex_);
    auto const it = find(image_id);
    if (it == records_.end()) return no_such_result();
    return it->second;
  }

  Result<Removed> remove(std::string_view image_id) override {
    std::scoped_lock const lock(mutex_);
    auto const it = find(image_id);
    if (it == records_.end()) return no_such_result();
    Removed gone = removed(it->second);
    records_.erase(it);
    return gone;
  }

  Result<Page> query(Query const& query) override {
    if (query.limit < 1 || query.limit > kLimitMax) {
      return fail(Errc::invalid_argument, "InvalidLimit", "The limit is 1 to 100.");
    }
    std::scoped_lock const lock(mutex_);
    auto end = records_.end();
    if (!query.after.empty()) {
      auto const position = parse(query.after);
      if (!position) return fail(Errc::invalid_argument, "InvalidCursor", "No such position.");
      end = records_.lower_bound(*position);
    }
    Page page;
    Position last;
    for (auto it = end; it != records_.begin();) {
      --it;
      Record const& record = it->second;
      if (!matches(query, record, label_entries(record), search_words(record))) continue;
      if (std::ssize(page.items) == query.limit) {
        page.next = std::to_string(last.first.time_since_epoch().count()) + "." +
                    std::to_string(last.second);
        break;
      }
      page.items.push_back(it->second);
      last = it->first;
    }
    return page;
  }

  Result<std::vector<Removed>> expired(Timestamp now, int count_max) override {
    std::scoped_lock const lock(mutex_);
    std::multimap<Timestamp, Removed> found;
    for (auto const& [position, record] : records_) {
      if (!record.expires_at || *record.expires_at > now) continue;
      found.emplace(*record.expires_at, removed(record));
    }
    std::vector<Removed> first;
    for (auto& [expires_at, one] : found) {
      if (std::ssize(first) < count_max) first.push_back(std::move(one));
    }
    return first;
  }

  Result<std::map<Status, std::int64_t>> counts() override {
    std::scoped_lock const lock(mutex_);
    std::map<Status, std::int64_t> counts;
    for (auto const& [position, record] : records_) ++counts[record.status];
    return counts;
  }

  Result<Activity> activity(ActivityQuery const& query) override {
    std::scoped_lock const lock(mutex_);
    Activity activity;
    for (auto const& [position, record] : records_) {
      if (!query.has(record.created_at)) continue;
      auto const begin = query.begin_of_slice(record.created_at);
      if (activity.slices.empty() || activity.slices.back().begin != begin) {
        activity.slices.push_back({begin, {}});
      }
      ++activity.slices.back().records[record.status];
      if (record.timings_ms.is_object()) activity.timings_ms.push_back(record.timings_ms);
    }
    std::ranges::reverse(activity.timings_ms);
    if (activity.timings_ms.size() > kTimedMax) activity.timings_ms.resize(kTimedMax);
    return activity;
  }

 private:
  using Position = std::pair<Timestamp, std::int64_t>;

  std::map<Position, Record>::iterator find(std::string_view image_id) {
    return std::ranges::find_if(records_,
                                [=](auto const& each) { return each.second.image_id == image_id; });
  }

  static std::optional<Position> parse(std::string const& text) {
    std::int64_t time_ms = 0;
    std::int64_t count = 0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%ld.%ld%c", &time_ms, &count, &rest) != 2) return std::nullopt;
    return Position(Timestamp(std::chrono::milliseconds(time_ms)), count);
  }

  std::mutex mutex_;
  std::map<Position, Record> records_;
  std::int64_t count_ = 0;
};

}  // namespace

std::unique_ptr<ResultStore> make_memory_result_store() {
  return std::make_unique<MemoryResultStore>();
}

}  // namespace helio::results
