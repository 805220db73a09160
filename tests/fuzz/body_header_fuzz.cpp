// Any bytes as the head of a body file: what is taken for a header is within its bounds, and is
// written again as it was read.
#include <algorithm>
#include <cstdlib>

#include "adapters/fs/body_format.hpp"
#include "base/ids.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  auto const bytes = std::as_bytes(std::span(data, size));
  auto const header = files::parse_body_header(bytes);
  if (!header) return 0;
  if (!is_uuid(header->body_id)) std::abort();
  if (header->chunk_bytes < files::kChunkBytesMin) std::abort();
  if (header->chunk_bytes > files::kChunkBytesMax) std::abort();
  auto const again = files::encode_body_header(*header);
  if (!std::equal(again.begin(), again.end(), bytes.begin())) std::abort();
  return 0;
}
