#include "objects/key_listing.hpp"

#include <algorithm>
#include <string>

#include "objects/key.hpp"
#include "objects/key_walk.hpp"

namespace helio::objects {
namespace {

constexpr int kKeysMax = 1000;

struct KeyPage {
  Listing& listing;

  static std::string const& key(ObjectInfo const& object) { return object.key; }
  void take(ObjectInfo object) {
    listing.next_after = object.key;
    listing.objects.push_back(std::move(object));
  }
  void take_prefix(std::string const& prefix) {
    listing.next_after = prefix;
    listing.common_prefixes.push_back(prefix);
  }
};

}  // namespace

std::string_view common_prefix(std::string_view key, std::string_view prefix,
                               std::string_view delimiter) {
  if (delimiter.empty() || key.size() < prefix.size()) return {};
  auto const at = key.find(delimiter, prefix.size());
  if (at == std::string_view::npos) return {};
  return key.substr(0, at + delimiter.size());
}

std::optional<std::string> first_key(ListOptions const& options) {
  if (options.after.empty()) return options.prefix;
  std::string least = options.after + '\0';  // the least text greater than it
  bool const under_prefix = options.after.starts_with(options.prefix);
  if (under_prefix &&
      common_prefix(options.after, options.prefix, options.delimiter) == options.after) {
    least = after_prefix(options.after);
    if (least.empty()) return std::nullopt;
  }
  return std::max(least, options.prefix);
}

Result<Listing> list_keys(KeyCursor& cursor, ListOptions const& options) {
  if (options.keys_max < 0) {
    return fail(Errc::invalid_argument, "InvalidArgument", "The number of keys must be 0 or more.");
  }
  Listing listing;
  auto const keys_max = static_cast<std::size_t>(std::min(options.keys_max, kKeysMax));
  auto const first = first_key(options);
  if (keys_max == 0 || !first) return listing;
  if (auto const sought = cursor.seek(*first); !sought) {
    return tl::unexpected<Error>(sought.error());
  }
  auto const more =
      walk_keys(cursor, options.prefix, options.delimiter, keys_max, KeyPage{listing});
  if (!more) return tl::unexpected<Error>(more.error());
  listing.truncated = *more;
  return listing;
}

}  // namespace helio::objects
