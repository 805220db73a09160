// Bytes as text: hex and base64 (RFC 4648).
#pragma once

#include <string>
#include <string_view>

#include "base/file.hpp"
#include "base/result.hpp"

namespace helio {

[[nodiscard]] std::string to_hex(BytesView bytes);  // lower case
// Errors (both): invalid_argument "InvalidEncoding".
[[nodiscard]] Result<Bytes> from_hex(std::string_view text);

[[nodiscard]] std::string to_base64(BytesView bytes);  // with padding
[[nodiscard]] Result<Bytes> from_base64(std::string_view text);

// The bytes of a text, for the functions above and for hashes.
[[nodiscard]] inline BytesView bytes_of(std::string_view text) noexcept {
  return std::as_bytes(std::span(text.data(), text.size()));
}

// The other way; the view lives as long as the bytes.
[[nodiscard]] inline std::string_view text_of(BytesView bytes) noexcept {
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

}  // namespace helio
