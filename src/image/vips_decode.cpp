#include "image/vips_decode.hpp"

#include <algorithm>
#include <cstring>

#include "image/colour_profile.hpp"
#include "image/cut_short.hpp"
#include "image/decode_errors.hpp"
#include "image/vips_session.hpp"

namespace helio::image {
namespace {

int jpeg_shrink(int side_px, int side_px_max) {
  for (int const shrink : {8, 4, 2}) {
    if (side_px / shrink >= side_px_max) return shrink;
  }
  return 1;
}

// libwebp cannot scale a side to nothing, as in a very long, thin picture.
double webp_scale(Header const& header, int side_px_max) {
  double const longer = std::max(header.width_px, header.height_px);
  double const shorter = std::min(header.width_px, header.height_px);
  return std::min(1.0, std::max(side_px_max / longer, 1 / shorter));
}

VipsImage* load(BytesView bytes, Header const& header, int side_px_max) {
  int const side_px = std::max(header.width_px, header.height_px);
  // libvips takes a mutable pointer and does not write through it.
  void* const data = const_cast<std::byte*>(bytes.data());  // NOLINT(*-const-cast)
  std::size_t const size = bytes.size();
  VipsImage* out = nullptr;
  switch (header.format) {
    case Format::jpeg:
      vips_jpegload_buffer(data, size, &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                           VIPS_FAIL_ON_TRUNCATED, "shrink", jpeg_shrink(side_px, side_px_max),
                           nullptr);
      break;
    case Format::png:
      vips_pngload_buffer(data, size, &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                          VIPS_FAIL_ON_TRUNCATED, nullptr);
      break;
    case Format::webp:
      vips_webpload_buffer(data, size, &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                           VIPS_FAIL_ON_TRUNCATED, "scale", webp_scale(header, side_px_max),
                           nullptr);
      break;
    case Format::gif:
      vips_gifload_buffer(data, size, &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                          VIPS_FAIL_ON_TRUNCATED, nullptr);
      break;
    case Format::tiff:
      vips_tiffload_buffer(data, size, &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                           VIPS_FAIL_ON_TRUNCATED, nullptr);
      break;
    case Format::avif:
    case Format::heic:
      vips_heifload_buffer(data, size, &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                           VIPS_FAIL_ON_TRUNCATED, nullptr);
      break;
    case Format::bmp:
      break;  // decode_bmp() reads it
  }
  return out;
}

bool has_foreign_profile(VipsImage* image) {
  if (vips_image_get_typeof(image, VIPS_META_ICC_NAME) == 0) return false;
  void const* data = nullptr;
  std::size_t size = 0;
  if (vips_image_get_blob(image, VIPS_META_ICC_NAME, &data, &size) != 0) {
    vips_error_clear();
    return false;
  }
  bool const rgb = vips_image_get_interpretation(image) != VIPS_INTERPRETATION_CMYK;
  return !(rgb && is_srgb_profile({static_cast<std::byte const*>(data), size}));
}

bool to_srgb(VipsPicture& picture) {
  // A broken profile must not lose the picture: without it the colours are merely less exact.
  if (has_foreign_profile(picture.get())) {
    static_cast<void>(picture.apply([](VipsImage* in, VipsImage** out) {
      return vips_icc_transform(in, out, "srgb", "embedded", TRUE, nullptr);
    }));
  }
  if (vips_image_get_interpretation(picture.get()) == VIPS_INTERPRETATION_sRGB) return true;
  auto const convert = [](VipsImage* in, VipsImage** out) {
    return vips_colourspace(in, out, VIPS_INTERPRETATION_sRGB, nullptr);
  };
  if (picture.apply(convert)) return true;
  // A TIFF that does not say what its bands mean.
  auto const guess = picture.get()->Bands < 3 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
  return picture.apply([guess](VipsImage* in, VipsImage** out) {
    return vips_copy(in, out, "interpretation", guess, nullptr);
  }) && picture.apply(convert);
}

bool shrink(VipsPicture& picture, int side_px_max) {
  int const side_px = std::max(picture.get()->Xsize, picture.get()->Ysize);
  int const factor = side_px / side_px_max;
  if (factor < 2) return true;
  return picture.apply([factor](VipsImage* in, VipsImage** out) {
    return vips_shrink(in, out, factor, factor, "ceil", TRUE, nullptr);
  });
}

bool flatten(VipsPicture& picture) {
  VipsArrayDouble* const white = vips_array_double_newv(3, 255.0, 255.0, 255.0);
  bool const done = picture.apply([white](VipsImage* in, VipsImage** out) {
    return vips_flatten(in, out, "background", white, nullptr);
  });
  vips_area_unref(VIPS_AREA(white));
  return done;
}

// Every picture to three bands of bytes, sRGB, no wider than need be.
bool normalise(VipsPicture& picture, int side_px_max) {
  bool const alpha = vips_image_hasalpha(picture.get()) != 0;
  // Averaging colours that transparent pixels carry would let them bleed in: flatten first then.
  if (!alpha && !shrink(picture, side_px_max)) return false;
  if (!to_srgb(picture)) return false;
  if (vips_image_hasalpha(picture.get()) != 0 && !flatten(picture)) return false;
  if (alpha && !shrink(picture, side_px_max)) return false;
  if (picture.get()->Bands > 3 && !picture.apply([](VipsImage* in, VipsImage** out) {
        return vips_extract_band(in, out, 0, "n", 3, nullptr);
      })) {
    return false;
  }
  if (picture.get()->BandFmt != VIPS_FORMAT_UCHAR &&
      !picture.apply(
          [](VipsImage* in, VipsImage** out) { return vips_cast_uchar(in, out, nullptr); })) {
    return false;
  }
  return picture.get()->Bands == 3;
}

// Pulls the picture through in strips, so that the clock is looked at between them and no sink
// threads are started.
Result<Pixels> pull(VipsImage* image, Error const& broken, Limits const& limits,
                    Clock::Monotonic deadline) {
  constexpr int kStripRows = 64;
  const SystemClock clock;
  Pixels pixels(image->Xsize, image->Ysize);
  const MutablePixels out = pixels.edit();
  const VipsRegionPtr region(vips_region_new(image));
  for (int y = 0; y < out.height_px; y += kStripRows) {
    const VipsRect strip{0, y, out.width_px, std::min(kStripRows, out.height_px - y)};
    if (vips_region_prepare(region.get(), &strip) != 0) {
      vips_error_clear();
      return tl::unexpected<Error>(broken);
    }
    for (int row = y; row < y + strip.height; ++row) {
      std::memcpy(out.row(row), VIPS_REGION_ADDR(region.get(), 0, row),
                  std::size_t{3} * static_cast<std::size_t>(out.width_px));
    }
    if (clock.now() > deadline) return tl::unexpected<Error>(decode_timeout(limits));
  }
  return pixels;
}

}  // namespace

Result<Pixels> vips_decode(BytesView bytes, Header const& header, DecodeOptions const& options,
                           Clock::Monotonic deadline) {
  if (!start_vips()) {
    return fail(Errc::internal, "DecoderUnavailable",
                "libvips could not be started: reinstall the libvips package.");
  }
  // libvips' own words cannot tell cut from damaged: its error text is shared by all threads.
  Error const broken = is_cut_short(header.format, bytes) ? image_truncated() : image_damaged();
  VipsImage* const loaded = load(bytes, header, options.side_px_max);
  if (loaded == nullptr) {
    vips_error_clear();
    return tl::unexpected<Error>(broken);
  }
  VipsPicture picture(loaded);
  // What the codec found may differ from the header that was checked: check again.
  auto const pixels = static_cast<std::uint64_t>(loaded->Xsize) * loaded->Ysize;
  if (pixels > options.limits.pixels_max) return tl::unexpected<Error>(broken);
  if (!normalise(picture, options.side_px_max)) return tl::unexpected<Error>(broken);
  return pull(picture.get(), broken, options.limits, deadline);
}

}  // namespace helio::image
