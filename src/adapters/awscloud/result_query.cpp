#include "adapters/awscloud/result_query.hpp"

#include <nlohmann/json.hpp>

#include "adapters/awscloud/result_item.hpp"
#include "adapters/awscloud/result_store.hpp"
#include "base/timestamp.hpp"

namespace helio::awscloud {
namespace {

struct Index {
  char const* name;
  char const* partition;  // the attribute
  std::string value;
};

Index index_for(results::Query const& query) {
  if (query.user_id && !query.user_id->empty()) return {kUserIndex, "user_id", *query.user_id};
  if (query.status) {
    return {kStatusIndex, "status", std::string(results::to_string(*query.status))};
  }
  return {kCreatedIndex, "record_type", kRecordType};
}

// A key's value has no attribute of its own names here: "status" is one of DynamoDB's words.
Json query_of(Index const& index) {
  return {{"IndexName", index.name},
          {"ScanIndexForward", false},
          {"KeyConditionExpression", "#p = :p"},
          {"ExpressionAttributeNames", {{"#p", index.partition}}},
          {"ExpressionAttributeValues", {{":p", text_value(index.value)}}}};
}

void add_times(Json& input, std::optional<Timestamp> from, std::optional<Timestamp> last) {
  std::string condition = "#p = :p AND ";
  if (from && last) {
    condition += "created_at BETWEEN :from AND :last";
  } else {
    condition += from ? "created_at >= :from" : "created_at <= :last";
  }
  input["KeyConditionExpression"] = condition;
  Json& values = input["ExpressionAttributeValues"];
  if (from) values[":from"] = text_value(to_rfc3339(*from));
  if (last) values[":last"] = text_value(to_rfc3339(*last));
}

Result<Json> start_key(Index const& index, std::string const& place) {
  auto const bar = place.find('|');
  std::string const time = place.substr(0, bar);
  auto const parsed = parse_rfc3339(time);
  bool const good =
      bar != std::string::npos && bar + 1 < place.size() && parsed && to_rfc3339(*parsed) == time;
  if (!good) {
    return fail(Errc::invalid_argument, "InvalidCursor",
                "The cursor is none; begin with the first page.");
  }
  return Json{{"image_id", text_value(std::string_view(place).substr(bar + 1))},
              {"created_at", text_value(time)},
              {index.partition, text_value(index.value)}};
}

}  // namespace

std::string place_of(results::Record const& record) {
  return to_rfc3339(record.created_at) + "|" + record.image_id;
}

Result<std::optional<Json>> index_query(results::Query const& query) {
  Index const index = index_for(query);
  Json input = query_of(index);
  if (!query.after.empty()) {
    auto key = start_key(index, query.after);
    if (!key) return fail(key);
    input["ExclusiveStartKey"] = std::move(*key);
  }
  std::optional<Timestamp> last;
  if (query.to) last = *query.to - std::chrono::milliseconds(1);
  if (query.from && last && *last < *query.from) return std::nullopt;
  if (query.from || last) add_times(input, query.from, last);
  return input;
}

}  // namespace helio::awscloud
