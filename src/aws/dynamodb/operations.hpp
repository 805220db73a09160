// DynamoDB's operations, each in a source of its own: parameters in, answer out, as its wire
// protocol has both.
//
// Errors  what Tables::of_call() and the expressions say; conflict
//         "ConditionalCheckFailedException"; the table's. A parameter that is not done is a
//         "ValidationException", never ignored.
#pragma once

#include <span>
#include <string_view>

#include "aws/dynamodb/tables.hpp"

namespace helio::aws::dynamodb {

[[nodiscard]] Result<Json> delete_item(Tables const& tables, Json const& input);
[[nodiscard]] Result<Json> get_item(Tables const& tables, Json const& input);
[[nodiscard]] Result<Json> put_item(Tables const& tables, Json const& input);
[[nodiscard]] Result<Json> update_item(Tables const& tables, Json const& input);

struct Operation {
  std::string_view name;  // "PutItem"
  Result<Json> (*run)(Tables const& tables, Json const& input);
};

[[nodiscard]] std::span<Operation const> operations();

}  // namespace helio::aws::dynamodb
