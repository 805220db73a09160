// Long texts that are written at every step and read when somebody looks, each as one zstd frame
// (RFC 8878). A history repeats its data in one event after the other: it shrinks to a tenth and
// less, and what is not written need not be synced.
//
// Threads  any; each keeps a work space of its own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/file.hpp"
#include "base/result.hpp"

namespace helio::sqlite {

[[nodiscard]] Bytes compress(std::string_view text);

// What is no frame is a text that an older helio wrote, and comes back as it is.
// Errors: corrupt "StoreCorrupt" where it is damaged or has more than `bytes_max` bytes.
[[nodiscard]] Result<std::string> decompress(BytesView stored, std::size_t bytes_max);

}  // namespace helio::sqlite
