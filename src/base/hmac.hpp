// HMAC-SHA256 (RFC 2104), and a comparison that tells nothing by its time.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "base/file.hpp"

namespace helio {

using Sha256Digest = std::array<std::byte, 32>;

[[nodiscard]] Sha256Digest hmac_sha256(BytesView key, std::string_view message);

// For secrets and signatures; the time depends on the sizes alone.
[[nodiscard]] bool equal_in_constant_time(BytesView a, BytesView b) noexcept;

}  // namespace helio
