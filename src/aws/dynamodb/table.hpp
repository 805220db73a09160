// Table: one table of items, each an object from attribute names to attribute values.
//
// Durability what change() returned from survives kill -9 and power loss.
// Errors     whatever `Change` returns; exhausted "SlowDown", "DiskFull"; unavailable
//            "StoreUnavailable"; corrupt.
// Threads    callable from any; calls block on disk.
// Contract   tests/contract/dynamodb_table_contract.hpp must pass for every implementation.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::aws::dynamodb {

inline constexpr std::size_t kItemBytesMax = 400U << 10U;

struct KeyAttribute {
  std::string name;
  std::string type;  // "S", "N" or "B"
};

struct TableSchema {
  std::string name;
  std::vector<KeyAttribute> key;  // the partition key, and maybe a sort key
};

// "id" and "id:S, at:N": the type is S where none is given.
// Errors: invalid_argument "ValidationException".
[[nodiscard]] Result<std::vector<KeyAttribute>> parse_key_attributes(
    std::vector<std::string> const& texts);

// One text for each key, made of the key attributes of `item`. Errors: invalid_argument
// "ValidationException" where one is missing, empty, too long or of another type.
[[nodiscard]] Result<std::string> key_text(TableSchema const& schema, Json const& item);

class Table {
 public:
  // The item as it shall be from what is stored, null where there is none; none: no item. It may be
  // asked again, and has no effects of its own.
  using Change = std::function<Result<std::optional<Json>>(Json const* stored)>;

  virtual ~Table() = default;
  [[nodiscard]] virtual TableSchema const& schema() const = 0;
  // `key` has the key attributes, whatever else it has.
  [[nodiscard]] virtual Result<std::optional<Json>> get(Json const& key) = 0;
  // Nothing comes between what `change` sees and what it makes.
  [[nodiscard]] virtual Result<void> change(Json const& key, Change const& change) = 0;
};

}  // namespace helio::aws::dynamodb
