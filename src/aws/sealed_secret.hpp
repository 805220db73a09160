// Secrets at rest: AES-256-GCM under the master key. A sealed secret is nonce (12 bytes),
// ciphertext, tag (16 bytes), and opens only for the `purpose` that it was sealed for, so that one
// row's secret cannot stand in another's. The form is stored: never change it.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/file.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

namespace helio::aws {

[[nodiscard]] Bytes seal(std::string_view secret, std::string_view purpose,
                         std::array<std::byte, 32> const& master, Random& random);

// Errors: corrupt "StoreCorrupt": another master key, another purpose, or changed bytes.
[[nodiscard]] Result<std::string> unseal(BytesView sealed, std::string_view purpose,
                                         std::array<std::byte, 32> const& master);

}  // namespace helio::aws
