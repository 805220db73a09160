// Listing of multipart uploads by prefix and delimiter, over anything that can seek among them.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "objects/multipart_store.hpp"

namespace helio::objects {

// Uploads by key, of each key the oldest first.
class UploadCursor {
 public:
  virtual ~UploadCursor() = default;
  // The next upload is the oldest of the first key that is `least` or greater.
  [[nodiscard]] virtual Result<void> seek(std::string_view least) = 0;
  // The next upload is the first after that one, which may be gone.
  [[nodiscard]] virtual Result<void> seek_after(std::string_view key,
                                                std::string_view upload_id) = 0;
  [[nodiscard]] virtual Result<std::optional<MultipartUpload>> next() = 0;  // none: the end
};

// Errors: as the cursor's.
[[nodiscard]] Result<UploadListing> list_uploads(UploadCursor& cursor,
                                                 UploadListOptions const& options);

}  // namespace helio::objects
