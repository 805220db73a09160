// Byte ranges of objects, as the Range header asks for them (RFC 9110 section 14).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.hpp"

namespace helio::objects {

struct ByteRange {
  std::uint64_t first = 0, last = 0;  // both inclusive; {1, 0} is the range without bytes
  [[nodiscard]] std::uint64_t size_bytes() const noexcept { return last + 1 - first; }
  bool operator==(ByteRange const&) const = default;
};

// All of an object.
[[nodiscard]] ByteRange whole(std::uint64_t size_bytes) noexcept;

// "bytes=0-9", "bytes=5-", "bytes=-3", not yet resolved against an object's size.
struct RangeRequest {
  std::optional<std::uint64_t> first, last;  // last alone: the final `last` bytes
};

// Reads a Range header of one range. None where it is malformed, of another unit, or asks for
// several ranges: HTTP and S3 then send the whole object.
[[nodiscard]] std::optional<RangeRequest> parse_range(std::string_view header);

// What of the object is sent. Errors: invalid_argument "InvalidRange" where that is nothing.
[[nodiscard]] Result<ByteRange> resolve_range(RangeRequest const& request,
                                              std::uint64_t size_bytes);

}  // namespace helio::objects
