// DocumentPath: where a value stands in an item: `a.b[2]`.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::aws::dynamodb {

// The first step is the attribute's name; then names in maps, indexes in lists.
using PathStep = std::variant<std::string, std::size_t>;
using DocumentPath = std::vector<PathStep>;

// Null: there is none.
[[nodiscard]] Json const* find(Json const& item, DocumentPath const& path);

// One step further: of a map the member, of a list the element. Null: `value` has none, or is of
// another type.
[[nodiscard]] Json const* find_in(Json const& value, PathStep const& step);

// Puts the value there; an index past the list's end appends.
// Errors: invalid_argument "ValidationException" where what should hold it is not there.
[[nodiscard]] Result<void> set(Json& item, DocumentPath const& path, Json value);

// Nothing happens where there is none. Errors: as set().
[[nodiscard]] Result<void> remove(Json& item, DocumentPath const& path);

// Whether one is the other or stands within it.
[[nodiscard]] bool overlap(DocumentPath const& a, DocumentPath const& b);

}  // namespace helio::aws::dynamodb
