// ResultStore: the records of all images, and the questions one asks of them.
//
// Order      query() gives the newest first, by created_at; records of one millisecond stand in an
//            order that is the store's own and does not change.
// Updates    a record that replaces another of its image id keeps that one's created_at (and so its
//            place) where both are of the same version of the object.
// Durability what put() and remove() returned from survives kill -9 and power loss.
// Errors     not_found "ResultNotFound"; invalid_argument "InvalidLimit", "InvalidCursor" (a
//            position that is none); exhausted "SlowDown", "DiskFull"; unavailable
//            "StoreUnavailable".
// Threads    callable from any; calls block on disk.
// Contract   tests/contract/result_store_contract.hpp must pass for every implementation.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "results/activity.hpp"
#include "results/record.hpp"

namespace helio::results {

inline constexpr int kLimitMax = 100;

// All that is set must hold.
struct Query {
  int limit = 20;                        // 1..kLimitMax
  std::optional<std::string> user_id;    // exactly
  std::optional<Status> status;          //
  std::optional<std::string> label;      // the name of a label, without regard to case
  std::optional<double> confidence_min;  // 0..100: of that label; without one, of the record
  // Words that all occur in label names, recognised text or the file's name, without regard to
  // case and accents; "word*" also finds longer words that begin so. At most 16 words count;
  // without any word nothing is found.
  std::optional<std::string> q;
  std::optional<Timestamp> from, to;  // created_at in [from, to)
  std::string after;                  // Page::next of the page before; empty: from the newest
};

struct Page {
  std::vector<Record> items;
  std::string next;  // where the next page begins; empty: there is none
};

// A record that is gone or is to go, for whoever removes the bytes it tells of.
struct Removed {
  std::string image_id, bucket, key, version_id;
};

// For implementations: a record as one that goes, and the refusal that all say in the same words.
[[nodiscard]] Removed removed(Record const& record);
[[nodiscard]] tl::unexpected<Error> no_such_result();

class ResultStore {
 public:
  virtual ~ResultStore() = default;
  // Inserts it or replaces the one of its image id, as replaces() decides. False: kept the stored
  // one.
  [[nodiscard]] virtual Result<bool> put(Record const& record) = 0;
  [[nodiscard]] virtual Result<Record> get(std::string_view image_id) = 0;
  [[nodiscard]] virtual Result<Removed> remove(std::string_view image_id) = 0;
  [[nodiscard]] virtual Result<Page> query(Query const& query) = 0;
  // Records with expires_at <= now, at most `count_max`, the longest expired first. They stay until
  // remove(): first goes what they tell of.
  [[nodiscard]] virtual Result<std::vector<Removed>> expired(Timestamp now, int count_max) = 0;
  // How many there are of each status; a status without records is left out.
  [[nodiscard]] virtual Result<std::map<Status, std::int64_t>> counts() = 0;
  [[nodiscard]] virtual Result<Activity> activity(ActivityQuery const& query) = 0;
};

}  // namespace helio::results
