// Conditions: DynamoDB's ConditionExpression, read whole: comparisons, BETWEEN, IN, AND, OR, NOT,
// attribute_exists, attribute_not_exists, attribute_type, begins_with, contains and size.
//
// Unlike there, a name that is one of DynamoDB's reserved words may stand as it is.
#pragma once

#include <functional>
#include <string_view>

#include "aws/dynamodb/expression_text.hpp"

namespace helio::aws::dynamodb {

// Of an item, which has no attributes where there is none.
using Condition = std::function<bool(Json const& item)>;

// Errors: invalid_argument "ValidationException".
[[nodiscard]] Result<Condition> read_condition(std::string_view text, Placeholders& placeholders);

}  // namespace helio::aws::dynamodb
