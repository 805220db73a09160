#include "adapters/awscloud/result_store.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/awscloud/result_item.hpp"
#include "adapters/awscloud/result_query.hpp"
#include "base/json_members.hpp"
#include "results/match.hpp"

namespace helio::awscloud {
namespace {

using results::Page;
using results::Query;
using results::Record;
using results::Removed;
using results::Status;

static_assert(results::kLimitMax <= 100, "as many keys as a BatchGetItem takes");
constexpr std::size_t kAnswerBytesMax = 64U << 20U;
constexpr int kEntriesPerCall = 500;  // of a question that passes most of them over
constexpr Status kStatuses[] = {Status::processing, Status::completed, Status::low_confidence,
                                Status::rejected, Status::failed};

// What put() must know of the record that is there.
constexpr char const* kVersionAttributes[] = {"image_id",   "bucket",     "key",
                                              "version_id", "sequencer",  "status",
                                              "created_at", "updated_at", "revision"};

Json key_of(std::string_view image_id) { return {{"image_id", text_value(image_id)}}; }

// Some of DynamoDB's own words are attributes here, so that all get other names.
void add_projection(Json& input) {
  Json names = Json::object();
  std::string expression;
  for (char const* const attribute : kVersionAttributes) {
    std::string const name = "#a" + std::to_string(names.size());
    names[name] = attribute;
    expression += (expression.empty() ? "" : ", ") + name;
  }
  input["ProjectionExpression"] = expression;
  input["ExpressionAttributeNames"] = std::move(names);
}

bool judges(Query const& query) {
  return query.label || query.confidence_min || query.q || query.status || query.user_id;
}

}  // namespace

Result<Json> ResultStore::call(char const* operation, Json input) {
  if (!input.contains("RequestItems")) input["TableName"] = options_.table;
  return client_.json(kDynamoDb, std::string("DynamoDB_20120810.") + operation, input,
                      kAnswerBytesMax);
}

Result<bool> ResultStore::walk(Json query, Take const& take) {
  for (int seen = 0; seen < options_.entries_max;) {
    auto const answer = call("Query", query);
    if (!answer) return tl::unexpected(answer.error());
    for (Json const& entry : member(*answer, "Items")) {
      if (++seen > options_.entries_max || !take(entry)) return false;
    }
    Json const& last = member(*answer, "LastEvaluatedKey");
    if (last.is_null()) return true;
    query["ExclusiveStartKey"] = last;
  }
  return false;
}

Result<std::optional<bool>> ResultStore::try_put(Record const& record) {
  Json look = {{"Key", key_of(record.image_id)}, {"ConsistentRead", true}};
  add_projection(look);
  auto const found = call("GetItem", std::move(look));
  if (!found) return tl::unexpected(found.error());
  Record update = record;
  Json input = {{"ConditionExpression", "attribute_not_exists(image_id)"}};
  std::int64_t revision = 0;
  if (Json const& item = member(*found, "Item"); !item.is_null()) {
    auto const stored = record_of_item(item);
    if (!stored) return tl::unexpected(stored.error());
    if (!results::replaces(update, *stored)) return std::optional(false);
    if (results::same_version(update, *stored)) update.created_at = stored->created_at;
    revision = revision_of(item);
    input["ConditionExpression"] =
        revision == 0 ? "attribute_not_exists(revision)" : "revision = :revision";
    if (revision != 0) {
      input["ExpressionAttributeValues"] = {{":revision", {{"N", std::to_string(revision)}}}};
    }
  }
  auto item = result_item(std::move(update), revision + 1);
  if (!item) return fail(item);
  input["Item"] = std::move(*item);
  auto const stored = call("PutItem", std::move(input));
  if (stored) return std::optional(true);
  if (stored.error().name == "ConditionalCheckFailedException") return std::nullopt;
  return tl::unexpected(stored.error());
}

Result<bool> ResultStore::put(Record const& record) {
  for (int attempt = 1; attempt <= kConflictsMax; ++attempt) {
    auto const done = try_put(record);
    if (!done) return tl::unexpected(done.error());
    if (*done) return **done;
  }
  return fail(Errc::conflict, "ConditionalCheckFailedException",
              "Others write the record of " + record.image_id + " at the same time; try again.");
}

Result<Record> ResultStore::get(std::string_view image_id) {
  if (image_id.empty()) return results::no_such_result();  // no key is empty
  auto const found = call("GetItem", {{"Key", key_of(image_id)}, {"ConsistentRead", true}});
  if (!found) return tl::unexpected(found.error());
  Json const& item = member(*found, "Item");
  return item.is_null() ? results::no_such_result() : record_of_item(item);
}

Result<Removed> ResultStore::remove(std::string_view image_id) {
  if (image_id.empty()) return results::no_such_result();
  auto const answer = call("DeleteItem", {{"Key", key_of(image_id)}, {"ReturnValues", "ALL_OLD"}});
  if (!answer) return tl::unexpected(answer.error());
  Json const& item = member(*answer, "Attributes");
  if (item.is_null() || item.empty()) return results::no_such_result();
  auto const record = record_of_item(item);
  if (!record) return tl::unexpected(record.error());
  return results::removed(*record);
}

// DynamoDB answers some of the keys and gives the others back, to be asked for again.
Result<void> ResultStore::fetch_batch(Json keys, std::map<std::string, Record>& found) {
  for (int fruitless = 0; fruitless < client_.settings().attempts_max();) {
    Json input = {{"RequestItems", {{options_.table, {{"Keys", keys}}}}}};
    auto const answer = call("BatchGetItem", std::move(input));
    if (!answer) return tl::unexpected(answer.error());
    for (Json const& item : member(member(*answer, "Responses"), options_.table)) {
      auto record = record_of_item(item);
      if (!record) return fail(record);
      std::string const id = record->image_id;
      found.insert_or_assign(id, std::move(*record));
    }
    Json const& left = member(member(member(*answer, "UnprocessedKeys"), options_.table), "Keys");
    if (left.empty()) return {};
    fruitless = left.size() < keys.size() ? 0 : fruitless + 1;
    keys = left;
    client_.pause_after(fruitless + 1);
  }
  return fail(Errc::exhausted, "ProvisionedThroughputExceededException",
              "The results table answers too slowly; try later, or raise its capacity.");
}

Result<std::vector<Record>> ResultStore::fetch(std::vector<std::string> const& ids) {
  if (ids.empty()) return std::vector<Record>();
  Json keys = Json::array();
  for (std::string const& id : ids) keys.push_back(key_of(id));
  std::map<std::string, Record> found;
  if (auto done = fetch_batch(std::move(keys), found); !done) return fail(done);
  std::vector<Record> records;
  for (std::string const& id : ids) {
    auto const record = found.find(id);
    if (record != found.end()) records.push_back(std::move(record->second));
  }
  return records;
}

Result<Page> ResultStore::query(Query const& query) {
  if (query.limit < 1 || query.limit > results::kLimitMax) {
    return fail(Errc::invalid_argument, "InvalidLimit", "The limit is 1 to 100.");
  }
  auto input = index_query(query);
  if (!input) return fail(input);
  if (!*input) return Page{};
  (**input)["Limit"] = judges(query) ? kEntriesPerCall : query.limit + 1;
  std::vector<std::string> ids;
  std::string taken, seen;  // places of the last entry that answers, and of the last one
  Result<void> readable;
  auto const ended = walk(std::move(**input), [&](Json const& item) {
    auto const entry = entry_of_item(item);
    if (!entry) {
      readable = tl::unexpected(entry.error());
      return false;
    }
    seen = place_of(entry->record);
    if (!results::matches(query, entry->record, entry->labels, entry->words)) return true;
    if (std::ssize(ids) == query.limit) return false;
    ids.push_back(entry->record.image_id);
    taken = seen;
    return true;
  });
  if (!ended) return tl::unexpected(ended.error());
  if (!readable) return tl::unexpected(readable.error());
  auto records = fetch(ids);
  if (!records) return fail(records);
  Page page{std::move(*records), {}};
  if (!*ended) page.next = std::ssize(ids) == query.limit ? taken : seen;
  return page;
}

Result<std::vector<Removed>> ResultStore::expired(Timestamp now, int count_max) {
  auto input = index_query({});
  if (!input) return fail(input);
  (**input)["ScanIndexForward"] = true;
  std::multimap<Timestamp, Removed> found;
  auto const ended = walk(std::move(**input), [&](Json const& item) {
    auto const entry = entry_of_item(item);
    if (!entry || !entry->record.expires_at || *entry->record.expires_at > now) return true;
    found.emplace(*entry->record.expires_at, results::removed(entry->record));
    return true;
  });
  if (!ended) return tl::unexpected(ended.error());
  std::vector<Removed> first;
  for (auto& [expires_at, one] : found) {
    if (std::ssize(first) < count_max) first.push_back(std::move(one));
  }
  return first;
}

Result<std::map<Status, std::int64_t>> ResultStore::counts() {
  std::map<Status, std::int64_t> counts;
  for (Status const status : kStatuses) {
    auto input = index_query({.status = status});
    if (!input) return fail(input);
    (**input)["Select"] = "COUNT";
    for (;;) {
      auto const answer = call("Query", **input);
      if (!answer) return tl::unexpected(answer.error());
      Json const& count = member(*answer, "Count");
      if (count.is_number() && count.get<std::int64_t>() > 0) {
        counts[status] += count.get<std::int64_t>();
      }
      Json const& last = member(*answer, "LastEvaluatedKey");
      if (last.is_null()) break;
      (**input)["ExclusiveStartKey"] = last;
    }
  }
  return counts;
}

Result<results::Activity> ResultStore::activity(results::ActivityQuery const& query) {
  auto input = index_query({.from = query.from, .to = query.to});
  if (!input) return fail(input);
  results::Activity activity;
  if (!*input) return activity;
  auto const ended = walk(std::move(**input), [&](Json const& item) {
    auto const entry = entry_of_item(item);
    if (!entry) return true;
    Record const& record = entry->record;
    auto const begin = query.begin_of_slice(record.created_at);
    if (activity.slices.empty() || activity.slices.back().begin != begin) {
      activity.slices.push_back({begin, {}});
    }
    ++activity.slices.back().records[record.status];
    if (record.timings_ms.is_object() && activity.timings_ms.size() < results::kTimedMax) {
      activity.timings_ms.push_back(record.timings_ms);
    }
    return true;
  });
  if (!ended) return tl::unexpected(ended.error());
  activity.complete = *ended;
  std::ranges::reverse(activity.slices);
  return activity;
}

}  // namespace helio::awscloud
