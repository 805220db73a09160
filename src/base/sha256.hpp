// SHA-256 (FIPS 180-4) as lower-case hex, over OpenSSL's EVP interface.
#pragma once

#include <filesystem>
#include <string>

#include "base/file.hpp"

namespace helio {

[[nodiscard]] std::string sha256_hex(BytesView bytes);

// Hashes a file in pieces, in constant memory. Errors as read_file().
[[nodiscard]] Result<std::string> sha256_file(std::filesystem::path const& path);

}  // namespace helio
