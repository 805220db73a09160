// ResultStore: the records of all images in an Amazon DynamoDB table.
//
// Table    partition key image_id (S); TTL attribute expires_at (N, Unix seconds). An item has the
//          members of results::record_json() under their names, and these besides:
//            revision (N)        counts its writes; a write holds only over the one that was read
//            record_type (S)     "image", the same in all
//            label_confidences (M of N), words (SS)   what questions look at
//            packed (B)          the gzip of labels, faces, text, moderation and properties as
//                                JSON, instead of these, of a record past 400 KB
// Indexes  created_at-index (record_type, created_at), user_id-created_at-index,
//          status-created_at-index; each projects INCLUDE of kProjected (terraform/dynamodb.tf).
// Reading  A question walks one index, newest first, and judges entries here, as DynamoDB has no
//          full text; what it wants is then fetched whole. get() and put() are strongly consistent,
//          indexes lag by moments: query(), counts() and expired() may miss the newest writes.
// Weaker   than the port: a question looks at kEntriesMax entries per page at most, and a page may
//          be short for that; expires_at is kept in whole seconds, and a record that is over may
//          be gone, as DynamoDB removes it by itself; expired() looks at the kEntriesMax oldest
//          records; counts() reads all of an index, and activity() kEntriesMax entries.
//          All records are one partition of created_at-index: DynamoDB takes 1,000 writes of it a
//          second.
// Errors   the port's; "ProvisionedThroughputExceededException" and AWS's others by their names;
//          conflict "ConditionalCheckFailedException" where others wrote kConflictsMax times in
//          between; too_large "ItemTooLarge".
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "adapters/awscloud/client.hpp"
#include "results/result_store.hpp"

namespace helio::awscloud {

inline constexpr int kEntriesMax = 10'000;
inline constexpr int kConflictsMax = 8;

inline constexpr char const* kCreatedIndex = "created_at-index";
inline constexpr char const* kUserIndex = "user_id-created_at-index";
inline constexpr char const* kStatusIndex = "status-created_at-index";
// What an index entry has besides its own key and the table's.
inline constexpr std::array<char const*, 10> kProjected = {
    "user_id",           "status", "bucket",    "key", "version_id", "confidence", "expires_at",
    "label_confidences", "words",  "timings_ms"};

struct ResultStoreOptions {
  std::string table;
  int entries_max = kEntriesMax;
};

class ResultStore final : public results::ResultStore {
 public:
  // The client outlives the store.
  ResultStore(Client& client, ResultStoreOptions options)
      : client_(client), options_(std::move(options)) {}

  Result<bool> put(results::Record const& record) override;
  Result<results::Record> get(std::string_view image_id) override;
  Result<results::Removed> remove(std::string_view image_id) override;
  Result<results::Page> query(results::Query const& query) override;
  Result<std::vector<results::Removed>> expired(Timestamp now, int count_max) override;
  Result<std::map<results::Status, std::int64_t>> counts() override;
  Result<results::Activity> activity(results::ActivityQuery const& query) override;

 private:
  // Entries of an index in its order, until `take` says that it has enough, the index ends, or
  // entries_max were seen. False: there may be more.
  using Take = std::function<bool(Json const& entry)>;
  [[nodiscard]] Result<bool> walk(Json query, Take const& take);
  [[nodiscard]] Result<Json> call(char const* operation, Json input);
  // The records that are still there, in the order of the ids; at most kLimitMax.
  [[nodiscard]] Result<std::vector<results::Record>> fetch(std::vector<std::string> const& ids);
  [[nodiscard]] Result<void> fetch_batch(Json keys, std::map<std::string, results::Record>& found);
  // None: somebody else wrote in between.
  [[nodiscard]] Result<std::optional<bool>> try_put(results::Record const& record);

  Client& client_;
  const ResultStoreOptions options_;
};

}  // namespace helio::awscloud
