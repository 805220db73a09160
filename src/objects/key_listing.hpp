// Listing of keys by prefix and delimiter, over anything that can seek in key order. A common
// prefix costs one seek, however many keys are under it.
#pragma once

#include <optional>
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

// Errors: invalid_argument "InvalidArgument" for a negative number of keys; as the cursor's.
[[nodiscard]] Result<Listing> list_keys(KeyCursor& cursor, ListOptions const& options);

}  // namespace helio::objects
