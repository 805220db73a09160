// GetItem: an item by its key, or some of its attributes. No item is an answer without Item.
#include "aws/dynamodb/attribute_value.hpp"
#include "aws/dynamodb/item_call.hpp"
#include "aws/dynamodb/operations.hpp"
#include "aws/dynamodb/projection.hpp"
#include "base/json_members.hpp"

namespace helio::aws::dynamodb {

Result<Json> get_item(Tables const& tables, Json const& input) {
  auto call =
      ItemCall::read(tables, input, {"Key", "ProjectionExpression", "ConsistentRead"}, {"NONE"});
  if (!call) return fail(call);
  std::vector<DocumentPath> paths;
  if (!member(input, "ProjectionExpression").is_null()) {
    auto read = read_projection(text_member(input, "ProjectionExpression"), call->placeholders);
    if (!read) return fail(read);
    paths = std::move(*read);
  }
  if (auto const used = call->placeholders.all_used(); !used) return tl::unexpected(used.error());
  auto const key = call->key(input);
  if (!key) return key;
  auto item = call->table->get(*key);
  if (!item) return tl::unexpected(item.error());
  Json answer = Json::object();
  // Every read is consistent; one that need not be is charged half.
  bool const consistent = member(input, "ConsistentRead") == true;
  call->add_capacity(answer, *item ? item_size(**item) : 0, kReadUnitBytes, consistent ? 1 : 0.5);
  if (!*item) return answer;
  answer["Item"] = paths.empty() ? std::move(**item) : projected(**item, std::move(paths));
  return answer;
}

}  // namespace helio::aws::dynamodb
