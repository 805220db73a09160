#include "objects/version_listing.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "objects/key_walk.hpp"

namespace helio::objects {
namespace {

constexpr int kVersionsMax = 1000;

struct VersionPage {
  VersionListing& listing;

  static std::string const& key(ListedVersion const& version) { return version.object.key; }
  void take(ListedVersion version) {
    listing.next_key = key(version);
    listing.next_version_id = version.object.version_id;
    listing.versions.push_back(std::move(version));
  }
  void take_prefix(std::string const& prefix) {
    listing.next_key = prefix;
    listing.next_version_id.clear();
    listing.common_prefixes.push_back(prefix);
  }
};

}  // namespace

Result<VersionListing> list_versions(VersionCursor& cursor, VersionListOptions const& options) {
  if (options.versions_max < 0) {
    return fail(Errc::invalid_argument, "InvalidArgument", "The number of keys must be 0 or more.");
  }
  VersionListing listing;
  auto const most = static_cast<std::size_t>(std::min(options.versions_max, kVersionsMax));
  if (most == 0) return listing;
  auto const begun = seek_page(cursor, {options.prefix, options.delimiter, options.after_key},
                               options.after_version_id);
  if (!begun) return tl::unexpected<Error>(begun.error());
  if (!*begun) return listing;
  auto const more =
      walk_keys(cursor, options.prefix, options.delimiter, most, VersionPage{listing});
  if (!more) return tl::unexpected<Error>(more.error());
  listing.truncated = *more;
  return listing;
}

}  // namespace helio::objects
