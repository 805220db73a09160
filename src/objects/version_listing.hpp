// Listing of versions by prefix and delimiter, over anything that can seek among them; as
// key_listing.hpp, but with every version of a key.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "objects/version_store.hpp"

namespace helio::objects {

// Versions by key, of each key the newest first.
class VersionCursor {
 public:
  virtual ~VersionCursor() = default;
  // The next version is the newest of the first key that is `least` or greater.
  [[nodiscard]] virtual Result<void> seek(std::string_view least) = 0;
  // The next version is the one after `version_id` of `key`. Where that version is gone, it is the
  // newest of the key, so that who deletes what he lists misses none.
  [[nodiscard]] virtual Result<void> seek_after(std::string_view key,
                                                std::string_view version_id) = 0;
  [[nodiscard]] virtual Result<std::optional<ListedVersion>> next() = 0;  // none: the end
};

// Errors: invalid_argument "InvalidArgument" for a negative number; as the cursor's.
[[nodiscard]] Result<VersionListing> list_versions(VersionCursor& cursor,
                                                   VersionListOptions const& options);

}  // namespace helio::objects
