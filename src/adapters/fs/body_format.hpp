// The format of a body file: docs/object-format.md has it with a worked example.
//
// A header of 32 bytes, then chunks of `chunk_bytes` plain bytes (the last one fewer, of an empty
// body none), each as AES-256-GCM ciphertext and a tag of 16 bytes. Numbers persist: change none.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/file.hpp"
#include "base/result.hpp"

namespace helio::files {

constexpr std::size_t kBodyHeaderBytes = 32;
constexpr std::size_t kTagBytes = 16;
constexpr std::uint32_t kChunkBytes = 64 * 1024;  // of new bodies
constexpr std::uint32_t kChunkBytesMin = 4 * 1024, kChunkBytesMax = 1024 * 1024;

struct BodyHeader {
  std::uint32_t chunk_bytes = kChunkBytes;  // a power of two within the bounds above
  std::string body_id;                      // UUID
};

using BodyHeaderBytes = std::array<std::byte, kBodyHeaderBytes>;

[[nodiscard]] BodyHeaderBytes encode_body_header(BodyHeader const& header);

// Errors: corrupt "InternalError".
[[nodiscard]] Result<BodyHeader> parse_body_header(BytesView bytes);

[[nodiscard]] std::uint64_t chunk_count(std::uint64_t size_bytes, std::uint32_t chunk_bytes);

// The file's size for a body of that many plain bytes.
[[nodiscard]] std::uint64_t body_file_bytes(std::uint64_t size_bytes, std::uint32_t chunk_bytes);

// Where a chunk begins in the file.
[[nodiscard]] std::uint64_t chunk_offset(std::uint64_t index, std::uint32_t chunk_bytes);

// A stored body that is not what was written; `detail` says how, for the log.
[[nodiscard]] tl::unexpected<Error> damaged_body(std::string const& body_id, std::string detail);

}  // namespace helio::files
