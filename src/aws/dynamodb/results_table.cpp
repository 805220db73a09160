#include "aws/dynamodb/results_table.hpp"

#include <utility>

#include "aws/dynamodb/attribute_value.hpp"

namespace helio::aws::dynamodb {

ResultsTable::ResultsTable(std::string name, results::ResultStore& results, Remove remove)
    : schema_{std::move(name), {{"image_id", "S"}}},
      results_(results),
      remove_(std::move(remove)) {}

Result<std::optional<Json>> ResultsTable::get(Json const& key) {
  auto const checked = key_text(schema_, key);
  if (!checked) return tl::unexpected(checked.error());
  auto const record = results_.get(content_of(key["image_id"]).get_ref<std::string const&>());
  if (!record && record.error().code == Errc::not_found) return std::nullopt;
  if (!record) return tl::unexpected(record.error());
  Json value = value_of_json(results::record_json(*record));
  return std::move(value["M"]);
}

Result<void> ResultsTable::change(Json const& key, Change const& change) {
  std::scoped_lock const lock(mutex_);
  auto const stored = get(key);
  if (!stored) return tl::unexpected(stored.error());
  auto item = change(*stored ? &**stored : nullptr);
  if (!item) return tl::unexpected(item.error());
  if (!*item) {
    if (!*stored) return {};
    return remove_(content_of(key["image_id"]).get<std::string>());
  }
  auto const record = results::record_from_json(json_of_value({{"M", std::move(**item)}}));
  if (!record) {
    return fail(Errc::invalid_argument, "ValidationException",
                "The table " + schema_.name + " holds results: " + record.error().message);
  }
  auto const put = results_.put(*record);
  if (!put) return tl::unexpected(put.error());
  if (*put) return {};
  return fail(Errc::conflict, "ConditionalCheckFailedException",
              "The conditional request failed: the stored record is of a newer version of the "
              "object.");
}

}  // namespace helio::aws::dynamodb
