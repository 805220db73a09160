// Object keys: 1 to 1024 bytes of UTF-8 without control characters. A key is never a file name, so
// "../" and the like mean nothing and are allowed, as in S3.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace helio::objects {

constexpr std::size_t kKeyBytesMax = 1024;

// Errors: invalid_argument "KeyTooLongError", "InvalidArgument" (empty, not UTF-8, or control
// characters, U+FFFE or U+FFFF, which S3 takes but which no XML listing can show).
[[nodiscard]] Result<void> check_key(std::string_view key);

// The least text that is greater than every text with this prefix; empty: there is none.
[[nodiscard]] std::string after_prefix(std::string_view prefix);

}  // namespace helio::objects
