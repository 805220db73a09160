// The walk behind every listing: entries in order of their keys, those under a common prefix as
// one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "objects/key.hpp"
#include "objects/key_listing.hpp"

namespace helio::objects {

// Fills a page with at most `most` entries and common prefixes. A Page has
//   key(entry)           what an entry is listed by
//   take(entry)          puts an entry in
//   take_prefix(prefix)  puts a common prefix in
// True: there is more behind the page. Errors: as the cursor's.
template <typename Cursor, typename Page>
[[nodiscard]] Result<bool> walk_keys(Cursor& cursor, std::string_view prefix,
                                     std::string_view delimiter, std::size_t most, Page page) {
  for (std::size_t taken = 0;; ++taken) {
    auto entry = cursor.next();
    if (!entry) return fail(entry);
    if (!*entry || !page.key(**entry).starts_with(prefix)) return false;
    if (taken == most) return true;
    std::string const common(common_prefix(page.key(**entry), prefix, delimiter));
    if (common.empty()) {
      page.take(std::move(**entry));
      continue;
    }
    page.take_prefix(common);
    auto const next = after_prefix(common);
    if (next.empty()) return false;
    if (auto const sought = cursor.seek(next); !sought) {
      return tl::unexpected<Error>(sought.error());
    }
  }
}

// Puts a cursor over entries, of which a key has several, where a page begins that goes on after
// `after_id` of `after_key`. False: there is nothing.
template <typename Cursor>
[[nodiscard]] Result<bool> seek_page(Cursor& cursor, ListOptions const& page,
                                     std::string_view after_id) {
  bool const within_key = !after_id.empty() && !page.after.empty() && page.after >= page.prefix;
  Result<void> sought;
  if (within_key) {
    sought = cursor.seek_after(page.after, after_id);
  } else {
    auto const first = first_key(page);
    if (!first) return false;
    sought = cursor.seek(*first);
  }
  if (!sought) return tl::unexpected<Error>(sought.error());
  return true;
}

}  // namespace helio::objects
