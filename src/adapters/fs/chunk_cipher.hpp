// ChunkCipher: seals and opens the chunks of one body (AES-256-GCM).
//
// The nonce is the chunk's index and whether it is the last, so that chunks cannot be reordered,
// dropped or cut off unnoticed; the file's header is authenticated with each. A key serves one
// body, so no nonce is used twice.
// Threads  one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "adapters/fs/body_format.hpp"
#include "adapters/fs/secret_key.hpp"

namespace helio::files {

struct ChunkPlace {
  std::uint64_t index = 0;
  bool last = false;
};

class ChunkCipher {
 public:
  ChunkCipher(SecretKey const& key, BodyHeaderBytes const& header);
  ~ChunkCipher();
  ChunkCipher(ChunkCipher&&) noexcept;
  ChunkCipher& operator=(ChunkCipher&&) = delete;

  // `sealed` takes plain.size() + kTagBytes bytes, and may begin where `plain` does.
  void seal(ChunkPlace place, BytesView plain, std::span<std::byte> sealed);
  // False: not what seal() gave for this place, and `plain` is of no use. It takes kTagBytes fewer
  // than `sealed` has, which must be at least that.
  [[nodiscard]] bool open(ChunkPlace place, BytesView sealed, std::span<std::byte> plain);

 private:
  struct Contexts;
  void begin(void* context, int encrypt, ChunkPlace place) const;

  std::unique_ptr<Contexts> contexts_;
  BodyHeaderBytes header_;
};

}  // namespace helio::files
