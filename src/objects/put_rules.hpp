// The rules that every store applies to a put before it takes the body, and before it commits.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "objects/object_info.hpp"
#include "objects/version_store.hpp"

namespace helio::objects {

constexpr std::uint64_t kPutBytesMax = 5ULL << 30U;        // one put, or one part
constexpr std::uint64_t kObjectBytesMax = 5ULL << 40U;     // all parts together
constexpr std::size_t kUserMetadataBytesMax = 2048;        // names and values
constexpr std::size_t kSystemMetadataBytesMax = 8 * 1024;  // with the content type

// Errors: invalid_argument "MetadataTooLarge", "InvalidArgument" (line breaks).
[[nodiscard]] Result<void> check_metadata(std::string const& content_type, Metadata const& system,
                                          Metadata const& user);

struct Conditions {
  std::optional<std::string> if_match, if_none_match;  // "*" or ETags, as their headers
};

// `latest`: the key's latest version if it is an object. Errors: conflict "PreconditionFailed",
// not_found "NoSuchKey" (If-Match of nothing).
[[nodiscard]] Result<void> check_conditions(Conditions const& conditions, ObjectInfo const* latest);

// `target`: what would be removed; what is not there needs no condition. Errors: conflict
// "PreconditionFailed".
[[nodiscard]] Result<void> check_remove_conditions(RemoveConditions const& conditions,
                                                   ObjectInfo const* target);

}  // namespace helio::objects
