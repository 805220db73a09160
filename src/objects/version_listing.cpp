#include "objects/version_listing.hpp"

#include <algorithm>
#include <string>

#include "objects/key.hpp"
#include "objects/key_listing.hpp"

namespace helio::objects {
namespace {

constexpr int kVersionsMax = 1000;

// False: there is nothing behind the marker.
Result<bool> begin(VersionCursor& cursor, VersionListOptions const& options) {
  bool const within_key = !options.after_version_id.empty() && !options.after_key.empty() &&
                          options.after_key >= options.prefix;
  Result<void> sought;
  if (within_key) {
    sought = cursor.seek_after(options.after_key, options.after_version_id);
  } else {
    auto const first = first_key({options.prefix, options.delimiter, options.after_key});
    if (!first) return false;
    sought = cursor.seek(*first);
  }
  if (!sought) return tl::unexpected<Error>(sought.error());
  return true;
}

}  // namespace

Result<VersionListing> list_versions(VersionCursor& cursor, VersionListOptions const& options) {
  if (options.versions_max < 0) {
    return fail(Errc::invalid_argument, "InvalidArgument", "The number of keys must be 0 or more.");
  }
  VersionListing listing;
  auto const most = static_cast<std::size_t>(std::min(options.versions_max, kVersionsMax));
  if (most == 0) return listing;
  auto const begun = begin(cursor, options);
  if (!begun) return tl::unexpected<Error>(begun.error());
  while (*begun) {
    auto version = cursor.next();
    if (!version) return fail(version);
    if (!*version || !(*version)->object.key.starts_with(options.prefix)) break;
    if (listing.versions.size() + listing.common_prefixes.size() == most) {
      listing.truncated = true;
      break;
    }
    ObjectInfo const& object = (*version)->object;
    std::string const prefix(common_prefix(object.key, options.prefix, options.delimiter));
    listing.next_key = prefix.empty() ? object.key : prefix;
    listing.next_version_id = prefix.empty() ? object.version_id : "";
    if (prefix.empty()) {
      listing.versions.push_back(std::move(**version));
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
