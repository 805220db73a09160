#include "image/decode.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/clock.hpp"
#include "image/bmp.hpp"
#include "image/jpeg_decode.hpp"
#include "image/orient.hpp"
#include "image/vips_decode.hpp"
#include "image/warp.hpp"

namespace helio::image {
namespace {

Pixels fit(Pixels pixels, int side_px_max) {
  int const side_px = std::max(pixels.width_px(), pixels.height_px());
  if (side_px <= side_px_max) return pixels;
  double const scale = static_cast<double>(side_px_max) / side_px;
  auto const scaled = [scale](int px) {
    return std::max(1, static_cast<int>(std::lround(px * scale)));
  };
  Pixels smaller(scaled(pixels.width_px()), scaled(pixels.height_px()));
  resize(pixels.view(), smaller.edit());
  return smaller;
}

Result<Pixels> decode_stored(BytesView bytes, Header const& header, DecodeOptions const& options,
                             Clock::Monotonic deadline) {
  if (header.format == Format::bmp) return decode_bmp(bytes);
  if (header.format == Format::jpeg) {
    Result<std::optional<Pixels>> plain = jpeg_decode(bytes, options, deadline);
    if (!plain) return fail(plain);
    if (*plain) return std::move(**plain);
  }
  return vips_decode(bytes, header, options, deadline);
}

}  // namespace

Result<Pixels> decode(BytesView bytes, DecodeOptions const& options) {
  Result<Header> header = probe(bytes, options.limits);
  if (!header) return fail(header);
  auto const deadline =
      SystemClock().now() + std::chrono::milliseconds(options.limits.decode_ms_max);
  Result<Pixels> stored = decode_stored(bytes, *header, options, deadline);
  if (!stored) return stored;
  return orient(fit(std::move(*stored), options.side_px_max), header->orientation);
}

}  // namespace helio::image
