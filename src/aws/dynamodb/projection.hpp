// Projections: DynamoDB's ProjectionExpression: the paths of an item that a reader wants.
#pragma once

#include <string_view>
#include <vector>

#include "aws/dynamodb/expression_text.hpp"

namespace helio::aws::dynamodb {

// Errors: invalid_argument "ValidationException".
[[nodiscard]] Result<std::vector<DocumentPath>> read_projection(std::string_view text,
                                                                Placeholders& placeholders);

// The item with nothing but these. Elements of a list close up.
[[nodiscard]] Json projected(Json const& item, std::vector<DocumentPath> paths);

}  // namespace helio::aws::dynamodb
