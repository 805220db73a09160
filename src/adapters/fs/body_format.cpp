#include "adapters/fs/body_format.hpp"

#include <algorithm>
#include <bit>

#include "base/encoding.hpp"

namespace helio::files {
namespace {

// 8 bytes of magic, a byte of format version, a byte of cipher (1: AES-256-GCM), 2 of zero.
constexpr std::string_view kBegin("HELIOBDY\x01\x01\x00\x00", 12);
constexpr std::size_t kChunkBytesAt = 12, kIdAt = 16, kIdBytes = 16;

std::string with_dashes(std::string hex) {
  for (std::size_t const at : {8U, 13U, 18U, 23U}) hex.insert(at, 1, '-');
  return hex;
}

}  // namespace

BodyHeaderBytes encode_body_header(BodyHeader const& header) {
  BodyHeaderBytes bytes{};
  auto const begin = bytes_of(kBegin);
  std::copy(begin.begin(), begin.end(), bytes.begin());
  for (unsigned n = 0; n < 4; ++n) {
    bytes[kChunkBytesAt + n] = static_cast<std::byte>(header.chunk_bytes >> (8 * n));
  }
  std::string hex = header.body_id;
  std::erase(hex, '-');
  auto const id = from_hex(hex).value_or(Bytes(kIdBytes));
  std::copy_n(id.begin(), std::min(id.size(), kIdBytes), bytes.begin() + kIdAt);
  return bytes;
}

Result<BodyHeader> parse_body_header(BytesView bytes) {
  if (bytes.size() < kBodyHeaderBytes) return damaged_body("", "cut short within the header");
  if (text_of(bytes.first(kBegin.size())) != kBegin) {
    return damaged_body("", "not a body of format 1 with AES-256-GCM");
  }
  BodyHeader header{0, with_dashes(to_hex(bytes.subspan(kIdAt, kIdBytes)))};
  for (unsigned n = 0; n < 4; ++n) {
    header.chunk_bytes |= std::to_integer<std::uint32_t>(bytes[kChunkBytesAt + n]) << (8 * n);
  }
  bool const within = header.chunk_bytes >= kChunkBytesMin && header.chunk_bytes <= kChunkBytesMax;
  if (!within || !std::has_single_bit(header.chunk_bytes)) {
    return damaged_body(header.body_id, "chunks of " + std::to_string(header.chunk_bytes));
  }
  return header;
}

std::uint64_t chunk_count(std::uint64_t size_bytes, std::uint32_t chunk_bytes) {
  return size_bytes == 0 ? 1 : (size_bytes - 1) / chunk_bytes + 1;
}

std::uint64_t body_file_bytes(std::uint64_t size_bytes, std::uint32_t chunk_bytes) {
  return kBodyHeaderBytes + size_bytes + kTagBytes * chunk_count(size_bytes, chunk_bytes);
}

std::uint64_t chunk_offset(std::uint64_t index, std::uint32_t chunk_bytes) {
  return kBodyHeaderBytes + index * (chunk_bytes + kTagBytes);
}

tl::unexpected<Error> damaged_body(std::string const& body_id, std::string detail) {
  return fail(Errc::corrupt, "InternalError",
              "The stored bytes are damaged and are not given out; restore them from a backup.",
              "body " + body_id + ": " + std::move(detail));
}

}  // namespace helio::files
