// results_page(): the answer of GET /results from its query parameters, for the function
// result_viewer and for the REST resource alike.
#pragma once

#include <map>
#include <string>

#include "base/json.hpp"
#include "base/result.hpp"
#include "results/cursor.hpp"
#include "results/result_store.hpp"

namespace helio::functions {

using Parameters = std::map<std::string, std::string>;

// `limit` (1..100, 20), `user_id`, `status`, `label`, `min_confidence` (0..100), `q`, `from`, `to`
// (RFC 3339) and `cursor`; an empty one counts as absent, others are ignored. Errors:
// invalid_argument "InvalidLimit", "InvalidStatus", "InvalidConfidence", "InvalidTimestamp",
// "InvalidCursor", "InvalidParameter" (longer than 1,024 bytes).
[[nodiscard]] Result<results::Query> results_query(Parameters const& parameters,
                                                   results::Cursors const& cursors);

// {"items","count","nextCursor"}, the cursor null on the last page. Errors: those above and the
// store's.
[[nodiscard]] Result<Json> results_page(results::ResultStore& store,
                                        results::Cursors const& cursors,
                                        Parameters const& parameters);

}  // namespace helio::functions
