// Entity tags and the conditions on them (RFC 9110 §8.8.3, §13.1).
#pragma once

#include <string>
#include <string_view>

namespace helio::http {

// A strong tag of a hash or version: `abc` -> `"abc"`.
[[nodiscard]] std::string quoted_etag(std::string_view value);

// Whether a list such as `"a", W/"b"` or `*` names `etag` (quoted). Weak comparison: for
// If-None-Match. Unquoted entries, which some S3 clients send, count too.
[[nodiscard]] bool etag_matches(std::string_view condition, std::string_view etag);

}  // namespace helio::http
