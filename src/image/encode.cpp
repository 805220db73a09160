#include "image/encode.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "image/vips_session.hpp"
#include "image/warp.hpp"

namespace helio::image {
namespace {

tl::unexpected<Error> encode_failed() {
  return fail(Errc::internal, "EncodeFailed", "The preview could not be encoded.");
}

// libvips wants the rows side by side; `tight` keeps the copy where they are not.
VipsImagePtr wrap(PixelsView pixels, Pixels& tight) {
  std::size_t const row_bytes = std::size_t{3} * static_cast<std::size_t>(pixels.width_px);
  if (pixels.stride_bytes != static_cast<std::ptrdiff_t>(row_bytes)) {
    tight = Pixels(pixels.width_px, pixels.height_px);
    for (int y = 0; y < pixels.height_px; ++y) {
      std::memcpy(tight.edit().row(y), pixels.row(y), row_bytes);
    }
    pixels = tight.view();
  }
  VipsImage* const image =
      vips_image_new_from_memory(pixels.rgb, row_bytes * static_cast<std::size_t>(pixels.height_px),
                                 pixels.width_px, pixels.height_px, 3, VIPS_FORMAT_UCHAR);
  if (image != nullptr) image->Type = VIPS_INTERPRETATION_sRGB;
  return VipsImagePtr(image);
}

// `save(image, &data, &size)` is a libvips saver, 0 on success.
template <typename Save>
Result<Bytes> encode(PixelsView pixels, Save save) {
  if (pixels.empty() || !start_vips()) return encode_failed();
  Pixels tight;
  VipsImagePtr const image = wrap(pixels, tight);
  void* data = nullptr;
  std::size_t size = 0;
  if (image == nullptr || save(image.get(), &data, &size) != 0) {
    vips_error_clear();
    return encode_failed();
  }
  auto const* const first = static_cast<std::byte const*>(data);
  Bytes bytes(first, first + size);
  g_free(data);
  return bytes;
}

}  // namespace

Result<Bytes> encode_jpeg(PixelsView pixels, int quality) {
  int const q = std::clamp(quality, 1, 100);
  return encode(pixels, [q](VipsImage* image, void** data, std::size_t* size) {
    return vips_jpegsave_buffer(image, data, size, "Q", q, "strip", TRUE, nullptr);
  });
}

Result<Bytes> encode_png(PixelsView pixels) {
  return encode(pixels, [](VipsImage* image, void** data, std::size_t* size) {
    return vips_pngsave_buffer(image, data, size, "strip", TRUE, nullptr);
  });
}

Pixels thumbnail(PixelsView pixels, int side_px_max) {
  double const scale =
      std::min(1.0, static_cast<double>(side_px_max) / std::max(pixels.width_px, pixels.height_px));
  auto const scaled = [scale](int px) {
    return std::max(1, static_cast<int>(std::lround(px * scale)));
  };
  if (pixels.empty()) return {};
  Pixels small(scaled(pixels.width_px), scaled(pixels.height_px));
  resize(pixels, small.edit());
  return small;
}

}  // namespace helio::image
