// ItemCall: what PutItem, GetItem, UpdateItem and DeleteItem share: the table, the key, condition,
// and what is answered of the item.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "aws/dynamodb/condition.hpp"
#include "aws/dynamodb/tables.hpp"

namespace helio::aws::dynamodb {

struct ItemCall {
  Table* table = nullptr;
  Placeholders placeholders;
  Condition condition = {};   // empty: none
  std::string return_values;  // "NONE", "ALL_OLD", …
  bool capacity = false;      // ConsumedCapacity is asked for

  // `parameters`: those of this operation besides the shared ones; any other is refused rather than
  // ignored. `returns`: what ReturnValues may be. Errors: those of Tables::of_call() and
  // read_condition().
  [[nodiscard]] static Result<ItemCall> read(Tables const& tables, Json const& input,
                                             std::initializer_list<std::string_view> parameters,
                                             std::initializer_list<std::string_view> returns);

  // The Key: the key attributes and nothing else.
  [[nodiscard]] Result<Json> key(Json const& input) const;

  // Errors: conflict "ConditionalCheckFailedException".
  [[nodiscard]] Result<void> check(Json const* stored) const;

  // Adds ConsumedCapacity, of `bytes` in units of `unit_bytes`, each `units`.
  void add_capacity(Json& answer, std::size_t bytes, std::size_t unit_bytes, double units) const;
};

// Errors: invalid_argument "ValidationException" past kItemBytesMax.
[[nodiscard]] Result<void> check_size(Json const& item);

inline constexpr std::size_t kWriteUnitBytes = 1'024;
inline constexpr std::size_t kReadUnitBytes = 4'096;

}  // namespace helio::aws::dynamodb
