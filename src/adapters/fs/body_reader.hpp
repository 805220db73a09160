// BodyReader: plain bytes of a range that may cross several bodies, chunk by chunk.
//
// Only chunks that the range touches are read, and none is given out that is not authenticated.
// Threads  one at a time.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "adapters/fs/body_store.hpp"
#include "adapters/fs/chunk_cipher.hpp"
#include "objects/byte_range.hpp"

namespace helio::files {

class BodyReader {
 public:
  // The file of the range's first byte is opened here; an empty range opens the first body's.
  // Errors: not_found "NoSuchFile" (removed meanwhile), corrupt "InternalError".
  [[nodiscard]] static Result<std::unique_ptr<BodyReader>> open(BodyStore& store,
                                                                std::vector<objects::Body> bodies,
                                                                objects::ByteRange range);

  [[nodiscard]] Result<std::size_t> read(std::span<std::byte> into);  // 0: the end
  [[nodiscard]] std::vector<std::string> const& body_ids() const noexcept { return hold_->ids(); }

 private:
  struct OpenBody {
    std::unique_ptr<ReadableFile> file;
    BodyHeader header;
    ChunkCipher cipher;
  };

  BodyReader(BodyStore& store, std::vector<objects::Body> bodies,
             std::unique_ptr<BodyStore::Hold> hold)
      : store_(store), bodies_(std::move(bodies)), hold_(std::move(hold)) {}
  [[nodiscard]] Result<void> open_body();
  [[nodiscard]] Result<void> load_chunk();

  BodyStore& store_;
  std::vector<objects::Body> bodies_;
  std::unique_ptr<BodyStore::Hold> hold_;
  std::size_t body_ = 0;      // index of the current one
  std::uint64_t offset_ = 0;  // of the next byte, in the current body
  std::uint64_t left_ = 0;    // bytes of the range still to give
  std::optional<OpenBody> open_;
  Bytes sealed_;
  Bytes plain_;               // the current chunk
  std::size_t plain_at_ = 0;  // the next byte in it
};

}  // namespace helio::files
