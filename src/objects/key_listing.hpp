// Listing of keys by prefix and delimiter, over anything that can seek in key order. A common
// prefix costs one seek, however many keys are under it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "objects/object_store.hpp"

namespace helio::objects {

class KeyCursor {
 public:
  virtual ~KeyCursor() = default;
  // The next object is the first whose key is `least` or greater.
  [[nodiscard]] virtual Result<void> seek(std::string_view least) = 0;
  [[nodiscard]] virtual Result<std::optional<ObjectInfo>> next() = 0;  // none: the end
};

// "photos/" of "photos/2026/a.jpg" with the delimiter "/"; empty: the key stands for itself.
[[nodiscard]] std::string_view common_prefix(std::string_view key, std::string_view prefix,
                                             std::string_view delimiter);

// Where a listing begins that goes on after `options.after`; none: behind everything.
[[nodiscard]] std::optional<std::string> first_key(ListOptions const& options);

// Errors: invalid_argument "InvalidArgument" for a negative number of keys; as the cursor's.
[[nodiscard]] Result<Listing> list_keys(KeyCursor& cursor, ListOptions const& options);

}  // namespace helio::objects
