// UpdateItem: some attributes of an item, which is made where there is none.
#include <algorithm>

#include "aws/dynamodb/attribute_value.hpp"
#include "aws/dynamodb/item_call.hpp"
#include "aws/dynamodb/operations.hpp"
#include "aws/dynamodb/projection.hpp"
#include "aws/dynamodb/update.hpp"
#include "base/json_members.hpp"

namespace helio::aws::dynamodb {
namespace {

Result<void> spares_key(Update const& update, TableSchema const& schema) {
  for (Update::Action const& action : update.actions()) {
    auto const& name = std::get<std::string>(action.path.front());
    if (std::ranges::find(schema.key, name, &KeyAttribute::name) == schema.key.end()) continue;
    return fail(Errc::invalid_argument, "ValidationException",
                "One or more parameter values were invalid: Cannot update attribute " + name +
                    ". This attribute is part of the key");
  }
  return {};
}

Result<Json> updated(Update const& update, Json const& key, Json const* stored) {
  auto item = update.apply(stored == nullptr ? key : *stored);
  if (!item) return item;
  if (auto const fits = check_size(*item); !fits) return tl::unexpected(fits.error());
  return item;
}

// What ReturnValues asks for, of the item before and after.
Json returned(std::string_view asked, Update const& update, Json const& before, Json const& after) {
  Json const& item = asked.ends_with("OLD") ? before : after;
  if (asked == "NONE" || item.is_null()) return nullptr;
  if (asked.starts_with("ALL")) return item;
  std::vector<DocumentPath> paths;
  for (Update::Action const& action : update.actions()) paths.push_back(action.path);
  Json some = projected(item, std::move(paths));
  return some.empty() ? Json() : some;
}

}  // namespace

Result<Json> update_item(Tables const& tables, Json const& input) {
  auto call =
      ItemCall::read(tables, input,
                     {"Key", "UpdateExpression", "ConditionExpression", "ExpressionAttributeValues",
                      "ReturnValues", "ReturnItemCollectionMetrics"},
                     {"NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"});
  if (!call) return fail(call);
  Update update({});
  if (!member(input, "UpdateExpression").is_null()) {
    auto read = read_update(text_member(input, "UpdateExpression"), call->placeholders);
    if (!read) return fail(read);
    update = std::move(*read);
  }
  if (auto const used = call->placeholders.all_used(); !used) return tl::unexpected(used.error());
  if (auto const good = spares_key(update, call->table->schema()); !good) {
    return tl::unexpected(good.error());
  }
  auto const key = call->key(input);
  if (!key) return key;
  Json before;
  Json after;
  auto const changed =
      call->table->change(*key, [&](Json const* stored) -> Result<std::optional<Json>> {
        if (auto const held = call->check(stored); !held) return tl::unexpected(held.error());
        auto item = updated(update, *key, stored);
        if (!item) return tl::unexpected(item.error());
        before = stored == nullptr ? Json() : *stored;
        after = *item;
        return std::move(*item);
      });
  if (!changed) return tl::unexpected(changed.error());
  Json answer = Json::object();
  std::size_t const bytes = before.is_null() ? 0 : item_size(before);
  call->add_capacity(answer, std::max(bytes, item_size(after)), kWriteUnitBytes, 1);
  Json attributes = returned(call->return_values, update, before, after);
  if (!attributes.is_null()) answer["Attributes"] = std::move(attributes);
  return answer;
}

}  // namespace helio::aws::dynamodb
