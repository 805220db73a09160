#include "objects/upload_listing.hpp"

#include <algorithm>

#include "objects/key.hpp"
#include "objects/key_listing.hpp"

namespace helio::objects {
namespace {

constexpr int kUploadsMax = 1000;

// False: there is nothing behind the marker.
Result<bool> begin(UploadCursor& cursor, UploadListOptions const& options) {
  bool const within_key = !options.after_upload_id.empty() && options.after_key >= options.prefix &&
                          !options.after_key.empty();
  Result<void> sought;
  if (within_key) {
    sought = cursor.seek_after(options.after_key, options.after_upload_id);
  } else {
    auto const first = first_key({options.prefix, options.delimiter, options.after_key});
    if (!first) return false;
    sought = cursor.seek(*first);
  }
  if (!sought) return tl::unexpected<Error>(sought.error());
  return true;
}

}  // namespace

Result<UploadListing> list_uploads(UploadCursor& cursor, UploadListOptions const& options) {
  UploadListing listing;
  auto const most = static_cast<std::size_t>(std::clamp(options.uploads_max, 0, kUploadsMax));
  if (most == 0) return listing;
  auto const begun = begin(cursor, options);
  if (!begun) return tl::unexpected<Error>(begun.error());
  while (*begun) {
    auto upload = cursor.next();
    if (!upload) return fail(upload);
    if (!*upload || !(*upload)->id.key.starts_with(options.prefix)) break;
    if (listing.uploads.size() + listing.common_prefixes.size() == most) {
      listing.truncated = true;
      break;
    }
    UploadId const& id = (*upload)->id;
    std::string const prefix(common_prefix(id.key, options.prefix, options.delimiter));
    listing.next_key = prefix.empty() ? id.key : prefix;
    listing.next_upload_id = prefix.empty() ? id.upload_id : "";
    if (prefix.empty()) {
      listing.uploads.push_back(std::move(**upload));
      continue;
    }
    listing.common_prefixes.push_back(prefix);
    auto const next = after_prefix(prefix);
    if (next.empty()) break;
    if (auto const sought = cursor.seek(next); !sought) {
      return tl::unexpected<Error>(sought.error());
    }
  }
  return listing;
}

}  // namespace helio::objects
