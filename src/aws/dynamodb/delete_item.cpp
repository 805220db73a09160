// DeleteItem: no item with that key, if the condition holds for the one there is.
#include "aws/dynamodb/attribute_value.hpp"
#include "aws/dynamodb/item_call.hpp"
#include "aws/dynamodb/operations.hpp"

namespace helio::aws::dynamodb {

Result<Json> delete_item(Tables const& tables, Json const& input) {
  auto const call = ItemCall::read(tables, input,
                                   {"Key", "ConditionExpression", "ExpressionAttributeValues",
                                    "ReturnValues", "ReturnItemCollectionMetrics"},
                                   {"NONE", "ALL_OLD"});
  if (!call) return tl::unexpected(call.error());
  if (auto const used = call->placeholders.all_used(); !used) return tl::unexpected(used.error());
  auto const key = call->key(input);
  if (!key) return key;
  Json old;
  auto const removed =
      call->table->change(*key, [&](Json const* stored) -> Result<std::optional<Json>> {
        if (auto const held = call->check(stored); !held) return tl::unexpected(held.error());
        old = stored == nullptr ? Json() : *stored;
        return std::nullopt;
      });
  if (!removed) return tl::unexpected(removed.error());
  Json answer = Json::object();
  call->add_capacity(answer, old.is_null() ? 0 : item_size(old), kWriteUnitBytes, 1);
  if (call->return_values == "ALL_OLD" && !old.is_null()) answer["Attributes"] = std::move(old);
  return answer;
}

}  // namespace helio::aws::dynamodb
