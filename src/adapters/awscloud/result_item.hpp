// A record as an item of the results table (result_store.hpp has its attributes), and back; and
// what an entry of its indexes tells.
#pragma once

#include <cstdint>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "results/record.hpp"
#include "results/search_text.hpp"

namespace helio::awscloud {

inline constexpr char const* kRecordType = "image";
inline constexpr std::size_t kUnpackedBytesMax = 16U << 20U;

// {"S": text}
[[nodiscard]] Json text_value(std::string_view text);

// Errors: too_large "ItemTooLarge" where not even the packed form fits into kItemBytesMax.
[[nodiscard]] Result<Json> result_item(results::Record record, std::int64_t revision);

// Errors: corrupt "InvalidRecord".
[[nodiscard]] Result<results::Record> record_of_item(Json const& item);

// Of an item or an index entry, as far as it has them.
struct ResultEntry {
  results::Record record;  // without what indexes do not project
  std::vector<results::LabelEntry> labels;
  std::vector<std::string> words;
};
// Errors: corrupt "InvalidRecord".
[[nodiscard]] Result<ResultEntry> entry_of_item(Json const& item);

// 0 where the item has none.
[[nodiscard]] std::int64_t revision_of(Json const& item);

}  // namespace helio::awscloud
