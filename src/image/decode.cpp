#include "image/decode.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/clock.hpp"
#include "image/bmp.hpp"
#include "image/orient.hpp"
#include "image/vips_decode.hpp"
#include "image/warp.hpp"

namespace helio::image {
namespace {

Pixels fit(Pixels pixels, int side_px_max) {
  const int side_px = std::max(pixels.width_px(), pixels.height_px());
  if (side_px <= side_px_max) return pixels;
  const double scale = static_cast<double>(side_px_max) / side_px;
  const auto scaled = [scale](int px) {
    return std::max(1, static_cast<int>(std::lround(px * scale)));
  };
  Pixels smaller(scaled(pixels.width_px()), scaled(pixels.height_px()));
  resize(pixels.view(), smaller.edit());
  return smaller;
}

}  // namespace

Result<Pixels> decode(BytesView bytes, const DecodeOptions& options) {
  const Result<Header> header = probe(bytes, options.limits);
  if (!header) return tl::unexpected<Error>(header.error());
  const SystemClock clock;
  const auto deadline = clock.now() + std::chrono::milliseconds(options.limits.decode_ms_max);
  Result<Pixels> stored = header->format == Format::bmp
                              ? decode_bmp(bytes)
                              : vips_decode(bytes, *header, options, deadline);
  if (!stored) return stored;
  return orient(fit(std::move(*stored), options.side_px_max), header->orientation);
}

}  // namespace helio::image
