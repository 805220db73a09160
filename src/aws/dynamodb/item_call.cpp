#include "aws/dynamodb/item_call.hpp"

#include <algorithm>

#include "aws/dynamodb/attribute_value.hpp"
#include "base/json_members.hpp"

namespace helio::aws::dynamodb {
namespace {

tl::unexpected<Error> wrong(std::string message) {
  return fail(Errc::invalid_argument, "ValidationException", std::move(message));
}

bool among(std::initializer_list<std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

Result<void> check_parameters(Json const& input,
                              std::initializer_list<std::string_view> parameters) {
  if (!input.is_object()) return wrong("The parameters are a JSON object");
  for (auto const& [name, unused] : input.items()) {
    if (among({"TableName", "ExpressionAttributeNames", "ReturnConsumedCapacity"}, name)) continue;
    if (among(parameters, name)) continue;
    if (among({"Expected", "ConditionalOperator", "AttributeUpdates", "AttributesToGet"}, name)) {
      return wrong("The legacy parameter " + name + " is not supported; use expressions");
    }
    return wrong("The parameter " + name + " is not supported");
  }
  return {};
}

// One of some words, the first of them where it is not there.
Result<std::string> choice(Json const& input, char const* name,
                           std::initializer_list<std::string_view> words) {
  Json const& given = member(input, name);
  if (given.is_null()) return std::string(*words.begin());
  if (given.is_string() && among(words, given.get_ref<std::string const&>())) {
    return given.get<std::string>();
  }
  return wrong(std::string(name) + " is set to an invalid value");
}

}  // namespace

Result<ItemCall> ItemCall::read(Tables const& tables, Json const& input,
                                std::initializer_list<std::string_view> parameters,
                                std::initializer_list<std::string_view> returns) {
  if (auto const known = check_parameters(input, parameters); !known) {
    return tl::unexpected(known.error());
  }
  ItemCall call;
  auto table = tables.of_call(input);
  if (!table) return fail(table);
  call.table = *table;
  auto placeholders = Placeholders::read(input);
  if (!placeholders) return fail(placeholders);
  call.placeholders = std::move(*placeholders);
  Json const& text = member(input, "ConditionExpression");
  if (!text.is_null()) {
    auto condition = read_condition(text_member(input, "ConditionExpression"), call.placeholders);
    if (!condition) return fail(condition);
    call.condition = std::move(*condition);
  }
  auto values = choice(input, "ReturnValues", returns);
  if (!values) return fail(values);
  call.return_values = std::move(*values);
  auto const capacity = choice(input, "ReturnConsumedCapacity", {"NONE", "TOTAL", "INDEXES"});
  if (!capacity) return tl::unexpected(capacity.error());
  call.capacity = *capacity != "NONE";
  // There are no local secondary indexes, so no item collections to tell of.
  auto const metrics = choice(input, "ReturnItemCollectionMetrics", {"NONE", "SIZE"});
  if (!metrics) return tl::unexpected(metrics.error());
  return call;
}

Result<Json> ItemCall::key(Json const& input) const {
  auto key = read_item(member(input, "Key"));
  if (!key) return key;
  bool const exact = key->size() == table->schema().key.size() &&
                     std::ranges::all_of(table->schema().key, [&](KeyAttribute const& attribute) {
                       auto const found = key->find(attribute.name);
                       return found != key->end() && type_of(*found) == attribute.type;
                     });
  if (!exact) return wrong("The provided key element does not match the schema");
  auto const named = key_text(table->schema(), *key);
  if (!named) return tl::unexpected(named.error());
  return key;
}

Result<void> ItemCall::check(Json const* stored) const {
  static Json const kNothing = Json::object();
  if (!condition || condition(stored == nullptr ? kNothing : *stored)) return {};
  return fail(Errc::conflict, "ConditionalCheckFailedException", "The conditional request failed");
}

void ItemCall::add_capacity(Json& answer, std::size_t bytes, std::size_t unit_bytes,
                            double units) const {
  if (!capacity) return;
  std::size_t const count = std::max<std::size_t>(1, (bytes + unit_bytes - 1) / unit_bytes);
  answer["ConsumedCapacity"] = {{"TableName", table->schema().name},
                                {"CapacityUnits", units * static_cast<double>(count)}};
}

Result<void> check_size(Json const& item) {
  if (item_size(item) <= kItemBytesMax) return {};
  return wrong("Item size has exceeded the maximum allowed size");
}

}  // namespace helio::aws::dynamodb
