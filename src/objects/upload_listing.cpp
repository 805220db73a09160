#include "objects/upload_listing.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "objects/key_walk.hpp"

namespace helio::objects {
namespace {

constexpr int kUploadsMax = 1000;

struct UploadPage {
  UploadListing& listing;

  static std::string const& key(MultipartUpload const& upload) { return upload.id.key; }
  void take(MultipartUpload upload) {
    listing.next_key = key(upload);
    listing.next_upload_id = upload.id.upload_id;
    listing.uploads.push_back(std::move(upload));
  }
  void take_prefix(std::string const& prefix) {
    listing.next_key = prefix;
    listing.next_upload_id.clear();
    listing.common_prefixes.push_back(prefix);
  }
};

}  // namespace

Result<UploadListing> list_uploads(UploadCursor& cursor, UploadListOptions const& options) {
  UploadListing listing;
  auto const most = static_cast<std::size_t>(std::clamp(options.uploads_max, 0, kUploadsMax));
  if (most == 0) return listing;
  auto const begun = seek_page(cursor, {options.prefix, options.delimiter, options.after_key},
                               options.after_upload_id);
  if (!begun) return tl::unexpected<Error>(begun.error());
  if (!*begun) return listing;
  auto const more = walk_keys(cursor, options.prefix, options.delimiter, most, UploadPage{listing});
  if (!more) return tl::unexpected<Error>(more.error());
  listing.truncated = *more;
  return listing;
}

}  // namespace helio::objects
