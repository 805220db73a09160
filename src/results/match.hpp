// What a query says of one record, for stores that look at records one by one.
#pragma once

#include <string>
#include <vector>

#include "results/result_store.hpp"
#include "results/search_text.hpp"

namespace helio::results {

// The words of its search text, each once, as matches() compares them.
[[nodiscard]] std::vector<std::string> search_words(Record const& record);

// Whether all that is set holds. Of `record` counts what it has besides `labels`, its
// label_entries(), and `words`, its search_words().
[[nodiscard]] bool matches(Query const& query, Record const& record,
                           std::vector<LabelEntry> const& labels,
                           std::vector<std::string> const& words);

}  // namespace helio::results
