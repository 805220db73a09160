// A question to the results table: which index answers it, and where its next page begins.
#pragma once

#include <optional>
#include <string>

#include "base/json.hpp"
#include "results/result_store.hpp"

namespace helio::awscloud {

// The input of DynamoDB's Query, newest first, without the table's name. None: no record can
// answer. Errors: invalid_argument "InvalidCursor".
[[nodiscard]] Result<std::optional<Json>> index_query(results::Query const& query);

// An entry's place, for Query::after: "2026-11-25T07:48:03.120Z|<image_id>".
[[nodiscard]] std::string place_of(results::Record const& record);

}  // namespace helio::awscloud
