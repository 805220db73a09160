// Attribute values: DynamoDB's typed data, {"S":"cat"} or {"M":{"n":{"N":"1"}}}, kept as that JSON.
//
// One form for one value: numbers as Decimal::text() has them, base64 with its padding.
// Bounds  kNestedMax levels; the bytes of an item are its table's matter.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::aws::dynamodb {

inline constexpr int kNestedMax = 32;

// The value in its one form. Errors: invalid_argument "ValidationException".
[[nodiscard]] Result<Json> read_value(Json const& value);
// The same of {name: value, …}.
[[nodiscard]] Result<Json> read_item(Json const& item);

// "S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"; of a value in its form.
[[nodiscard]] std::string_view type_of(Json const& value);
[[nodiscard]] Json const& content_of(Json const& value);

// Maps and sets have no order.
[[nodiscard]] bool same(Json const& a, Json const& b);
// < 0, 0, > 0 of two texts, numbers or binaries; none for anything else.
[[nodiscard]] std::optional<int> order(Json const& a, Json const& b);

// Bytes as DynamoDB counts them.
[[nodiscard]] std::size_t size_of(Json const& value);
[[nodiscard]] std::size_t item_size(Json const& item);

// Plain JSON as a value and back: numbers, texts, true, null, arrays and objects. Sets become
// arrays, binaries base64 texts.
[[nodiscard]] Json value_of_json(Json const& plain);
[[nodiscard]] Json json_of_value(Json const& value);

}  // namespace helio::aws::dynamodb
