#include "adapters/awscloud/result_item.hpp"

#include <array>
#include <charconv>

#include <nlohmann/json.hpp>

#include "aws/dynamodb/attribute_value.hpp"
#include "aws/dynamodb/table.hpp"
#include "base/encoding.hpp"
#include "base/json_dump.hpp"
#include "base/json_members.hpp"
#include "base/timestamp.hpp"
#include "http/gzip.hpp"
#include "results/match.hpp"

namespace helio::awscloud {
namespace {

using aws::dynamodb::json_of_value;
using aws::dynamodb::value_of_json;

constexpr std::array<char const*, 5> kPacked = {"labels", "faces", "text", "moderation",
                                                "properties"};

tl::unexpected<Error> corrupt(std::string message) {
  return fail(Errc::corrupt, "InvalidRecord",
              "An item of the results table is no record: " + std::move(message));
}

// Rounded up, so that nothing is over before its time.
std::int64_t seconds_of(Timestamp time) {
  return std::chrono::ceil<std::chrono::seconds>(time).time_since_epoch().count();
}

void add_questions(Json& item, results::Record const& record) {
  Json confidences = Json::object();
  for (auto const& [key, confidence] : results::label_entries(record)) {
    confidences[key] = confidence;
  }
  if (!confidences.empty()) item["label_confidences"] = value_of_json(confidences);
  auto const words = results::search_words(record);
  if (!words.empty()) item["words"] = {{"SS", words}};
}

void pack(Json& item) {
  Json details = Json::object();
  for (char const* const name : kPacked) {
    auto const found = item.find(name);
    if (found == item.end()) continue;
    details[name] = json_of_value(*found);
    item.erase(found);
  }
  item["packed"] = {{"B", to_base64(bytes_of(http::gzip(dump_json(details))))}};
}

// gzip ends with the size of what it holds.
std::size_t unpacked_size(std::string_view packed) {
  std::size_t size = 0;
  for (std::size_t i = packed.size(); i > packed.size() - 4; --i) {
    size = size << 8U | static_cast<unsigned char>(packed[i - 1]);
  }
  return size;
}

Result<void> unpack(Json const& packed, Json& record) {
  auto const bytes = from_base64(text_member(packed, "B"));
  if (!bytes || bytes->size() < 18) return corrupt("`packed` is no gzip.");
  std::string_view const text = text_of(*bytes);
  if (unpacked_size(text) > kUnpackedBytesMax) return corrupt("`packed` is too large.");
  auto const details = parse_json(http::gunzip(text), {.bytes_max = kUnpackedBytesMax});
  if (!details || !details->is_object()) return corrupt("`packed` is no gzip of JSON.");
  for (char const* const name : kPacked) {
    if (details->contains(name)) record[name] = (*details)[name];
  }
  return {};
}

// The members of an item as plain JSON, with times as texts.
Result<Json> plain(Json const& item) {
  auto const checked = aws::dynamodb::read_item(item);
  if (!checked) return corrupt(checked.error().message);
  Json record = Json::object();
  for (auto const& [name, value] : checked->items()) record[name] = json_of_value(value);
  Json const& expires_at = member(record, "expires_at");
  if (expires_at.is_number()) {
    record["expires_at"] =
        to_rfc3339(Timestamp(std::chrono::seconds(expires_at.get<std::int64_t>())));
  }
  if (checked->contains("packed")) {
    if (auto done = unpack((*checked)["packed"], record); !done) return fail(done);
  }
  return record;
}

}  // namespace

Json text_value(std::string_view text) { return {{"S", text}}; }

Result<Json> result_item(results::Record record, std::int64_t revision) {
  Json item = Json::object();
  item["record_type"] = text_value(kRecordType);
  item["revision"] = {{"N", std::to_string(revision)}};
  add_questions(item, record);
  auto const expires_at = record.expires_at;
  record.expires_at.reset();
  Json const json = results::record_json(std::move(record));
  for (auto const& [name, value] : json.items()) item[name] = value_of_json(value);
  if (expires_at) item["expires_at"] = {{"N", std::to_string(seconds_of(*expires_at))}};
  if (aws::dynamodb::item_size(item) <= aws::dynamodb::kItemBytesMax) return item;
  pack(item);
  if (aws::dynamodb::item_size(item) <= aws::dynamodb::kItemBytesMax) return item;
  return fail(Errc::too_large, "ItemTooLarge",
              "The record of " + text_member(json, "image_id") +
                  " does not fit into 400 KB, as DynamoDB's items must.");
}

Result<results::Record> record_of_item(Json const& item) {
  auto json = plain(item);
  if (!json) return fail(json);
  auto record = results::record_from_json(std::move(*json));
  if (!record) return corrupt(record.error().message);
  return record;
}

Result<ResultEntry> entry_of_item(Json const& item) {
  auto json = plain(item);
  if (!json) return fail(json);
  ResultEntry entry;
  Json const& confidences = member(*json, "label_confidences");
  if (confidences.is_object()) {
    for (auto const& [key, value] : confidences.items()) {
      if (value.is_number()) entry.labels.push_back({key, value.get<double>()});
    }
  }
  for (Json const& word : member(*json, "words")) {
    if (word.is_string()) entry.words.push_back(word.get<std::string>());
  }
  // A record has an updated_at, which no index projects.
  if (!json->contains("updated_at")) (*json)["updated_at"] = member(*json, "created_at");
  auto record = results::record_from_json(std::move(*json));
  if (!record) return corrupt(record.error().message);
  entry.record = std::move(*record);
  return entry;
}

std::int64_t revision_of(Json const& item) {
  std::string const text = text_member(member(item, "revision"), "N");
  std::int64_t revision = 0;
  std::from_chars(text.data(), text.data() + text.size(), revision);
  return revision;
}

}  // namespace helio::awscloud
