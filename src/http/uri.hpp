// Request targets and their parts (RFC 3986): percent-encoding, query parameters.
//
// Nothing is normalised: "a/../b" and "//" stay as they were sent, since S3 keys and signatures
// are made of the very characters.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace helio::http {

// Encodes all but the unreserved characters (A-Z a-z 0-9 - . _ ~) and those in `also_keep`, with
// capital hex digits: what SigV4 demands.
[[nodiscard]] std::string percent_encode(std::string_view text, std::string_view also_keep = {});

// Errors: invalid_argument "InvalidURI" ("%" without two hex digits).
[[nodiscard]] Result<std::string> percent_decode(std::string_view text);

// As forms and S3's listings write it: "+" is a space. Errors: as percent_decode().
[[nodiscard]] Result<std::string> form_decode(std::string_view text);

using QueryParameters = std::vector<std::pair<std::string, std::string>>;

// "a=1&b=x%20y&c" in order; "+" is a space, as forms send it. Empty parts are skipped.
// Errors: invalid_argument "InvalidURI".
[[nodiscard]] Result<QueryParameters> parse_query(std::string_view raw);

// The same parameters as text, all but the unreserved characters encoded: "a=1&b=x%20y&c=".
[[nodiscard]] std::string query_text(QueryParameters const& parameters);

struct Target {
  std::string_view path;   // "/a%20b", or "*"
  std::string_view query;  // without "?"
};

// Takes "/path?query", "http://host/path?query" (whose host is ignored, as a proxy's leftover) and
// "*". Errors: invalid_argument "InvalidURI". The views live as long as `target`.
[[nodiscard]] Result<Target> split_target(std::string_view target);

}  // namespace helio::http
