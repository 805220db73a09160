#include "adapters/sqlite/compressed_text.hpp"

#include <memory>
#include <new>

#include <zstd.h>

#include "base/encoding.hpp"

namespace helio::sqlite {
namespace {

// The fastest of the plain levels: these texts are repeats of themselves, which any level finds.
constexpr int kLevel = 1;

constexpr std::string_view kMagic = "\x28\xB5\x2F\xFD";  // of every frame: RFC 8878, 3.1.1

tl::unexpected<Error> damaged() {
  return fail(Errc::corrupt, "StoreCorrupt", "A stored text is damaged.");
}

ZSTD_CCtx* work_space() {
  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };
  thread_local std::unique_ptr<ZSTD_CCtx, Free> const context(ZSTD_createCCtx());
  if (!context) throw std::bad_alloc();
  return context.get();
}

}  // namespace

Bytes compress(std::string_view text) {
  Bytes frame(ZSTD_compressBound(text.size()));
  // With room for the worst case only memory can run out.
  auto const size =
      ZSTD_compressCCtx(work_space(), frame.data(), frame.size(), text.data(), text.size(), kLevel);
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();
  frame.resize(size);
  return frame;
}

Result<std::string> decompress(BytesView stored, std::size_t bytes_max) {
  if (!text_of(stored).starts_with(kMagic)) return std::string(text_of(stored));
  auto const size = ZSTD_getFrameContentSize(stored.data(), stored.size());
  // An error or an unknown size is greater than any.
  if (size > bytes_max) return damaged();
  std::string text(size, '\0');
  auto const written = ZSTD_decompress(text.data(), text.size(), stored.data(), stored.size());
  if (ZSTD_isError(written) != 0 || written != size) return damaged();
  return text;
}

}  // namespace helio::sqlite
