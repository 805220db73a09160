// PutItem: an item takes the place of the one with its key, if the condition holds for that.
#include "aws/dynamodb/attribute_value.hpp"
#include "aws/dynamodb/item_call.hpp"
#include "aws/dynamodb/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::dynamodb {

Result<Json> put_item(Tables const& tables, Json const& input) {
  auto const call = ItemCall::read(tables, input,
                                   {"Item", "ConditionExpression", "ExpressionAttributeValues",
                                    "ReturnValues", "ReturnItemCollectionMetrics"},
                                   {"NONE", "ALL_OLD"});
  if (!call) return tl::unexpected(call.error());
  if (auto const used = call->placeholders.all_used(); !used) return tl::unexpected(used.error());
  auto const item = read_item(member(input, "Item"));
  if (!item) return item;
  if (auto const fits = check_size(*item); !fits) return tl::unexpected(fits.error());
  bool const wants_old = call->return_values == "ALL_OLD";
  Json old;
  auto const put =
      call->table->change(*item, [&](Json const* stored) -> Result<std::optional<Json>> {
        if (auto const held = call->check(stored); !held) return tl::unexpected(held.error());
        old = stored == nullptr || !wants_old ? Json() : *stored;
        return *item;
      });
  if (!put) return tl::unexpected(put.error());
  Json answer = Json::object();
  call->add_capacity(answer, item_size(*item), kWriteUnitBytes, 1);
  if (!old.is_null()) answer["Attributes"] = std::move(old);
  return answer;
}

}  // namespace helio::aws::dynamodb
