#include "image/vips_decode.hpp"

#include <algorithm>
#include <cstring>

#include "image/vips_session.hpp"

namespace helio::image {
namespace {

tl::unexpected<Error> invalid() {
  return fail(Errc::invalid_argument, "InvalidImageFormat",
              "The image's pixel data is damaged and cannot be decoded: send the original file.");
}

tl::unexpected<Error> out_of_time(const Limits& limits) {
  return fail(Errc::timed_out, "ImageDecodeTimeout",
              "Decoding took longer than " + std::to_string(limits.decode_ms_max) +
                  " ms, which is the limit: send a smaller or simpler image.");
}

int jpeg_shrink(int side_px, int side_px_max) {
  for (const int shrink : {8, 4, 2}) {
    if (side_px / shrink >= side_px_max) return shrink;
  }
  return 1;
}

VipsImage* load(BytesView bytes, const Header& header, int side_px_max) {
  const int side_px = std::max(header.width_px, header.height_px);
  // libvips takes a mutable pointer and does not write through it.
  void* const data = const_cast<std::byte*>(bytes.data());  // NOLINT(*-const-cast)
  std::size_t const size = bytes.size();
  VipsImage* out = nullptr;
  const auto end = static_cast<char*>(nullptr);
  switch (header.format) {
    case Format::jpeg:
      vips_jpegload_buffer(data, size, &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                           VIPS_FAIL_ON_TRUNCATED, "shrink", jpeg_shrink(side_px, side_px_max),
                           end);
      break;
    case Format::png:
      vips_pngload_buffer(data, size, &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                          VIPS_FAIL_ON_TRUNCATED, end);
      break;
    case Format::webp:
      vips_webpload_buffer(data, size, &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                           VIPS_FAIL_ON_TRUNCATED, "scale",
                           std::min(1.0, static_cast<double>(side_px_max) / side_px), end);
      break;
    case Format::gif:
      vips_gifload_buffer(data, size, &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                          VIPS_FAIL_ON_TRUNCATED, end);
      break;
    case Format::tiff:
      vips_tiffload_buffer(data, size, &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                           VIPS_FAIL_ON_TRUNCATED, end);
      break;
    case Format::avif:
    case Format::heic:
      vips_heifload_buffer(data, size, &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                           VIPS_FAIL_ON_TRUNCATED, end);
      break;
    case Format::bmp:
      break;  // decode_bmp() reads it
  }
  return out;
}

// Nearly every profile in the wild is sRGB under one of its names; converting sRGB to itself costs
// as much as decoding. The name stands in the `desc` tag near the profile's start, in ASCII or
// UTF-16.
bool is_srgb(BytesView profile) {
  std::string_view const text(reinterpret_cast<const char*>(profile.data()), profile.size());
  constexpr std::string_view kWide("s\0R\0G\0B", 7);
  return text.find("sRGB") != std::string_view::npos || text.find(kWide) != std::string_view::npos;
}

bool has_foreign_profile(VipsImage* image) {
  if (vips_image_get_typeof(image, VIPS_META_ICC_NAME) == 0) return false;
  const void* data = nullptr;
  std::size_t size = 0;
  if (vips_image_get_blob(image, VIPS_META_ICC_NAME, &data, &size) != 0) {
    vips_error_clear();
    return false;
  }
  const bool rgb = vips_image_get_interpretation(image) != VIPS_INTERPRETATION_CMYK;
  return !(rgb && is_srgb({static_cast<const std::byte*>(data), size}));
}

bool to_srgb(VipsPicture& picture) {
  // A broken profile must not lose the picture: without it the colours are merely less exact.
  if (has_foreign_profile(picture.get())) {
    static_cast<void>(picture.apply([](VipsImage* in, VipsImage** out) {
      return vips_icc_transform(in, out, "srgb", "embedded", TRUE, nullptr);
    }));
  }
  if (vips_image_get_interpretation(picture.get()) == VIPS_INTERPRETATION_sRGB) return true;
  const auto convert = [](VipsImage* in, VipsImage** out) {
    return vips_colourspace(in, out, VIPS_INTERPRETATION_sRGB, nullptr);
  };
  if (picture.apply(convert)) return true;
  // A TIFF that does not say what its bands mean.
  const auto guess = picture.get()->Bands < 3 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
  return picture.apply([guess](VipsImage* in, VipsImage** out) {
    return vips_copy(in, out, "interpretation", guess, nullptr);
  }) && picture.apply(convert);
}

bool shrink(VipsPicture& picture, int side_px_max) {
  const int side_px = std::max(picture.get()->Xsize, picture.get()->Ysize);
  const int factor = side_px / side_px_max;
  if (factor < 2) return true;
  return picture.apply([factor](VipsImage* in, VipsImage** out) {
    return vips_shrink(in, out, factor, factor, "ceil", TRUE, nullptr);
  });
}

bool flatten(VipsPicture& picture) {
  VipsArrayDouble* const white = vips_array_double_newv(3, 255.0, 255.0, 255.0);
  const bool done = picture.apply([white](VipsImage* in, VipsImage** out) {
    return vips_flatten(in, out, "background", white, nullptr);
  });
  vips_area_unref(VIPS_AREA(white));
  return done;
}

// Every picture to three bands of bytes, sRGB, no wider than need be.
bool normalise(VipsPicture& picture, int side_px_max) {
  const bool alpha = vips_image_hasalpha(picture.get()) != 0;
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
Result<Pixels> pull(VipsImage* image, const Limits& limits, Clock::Monotonic deadline) {
  constexpr int kStripRows = 64;
  const SystemClock clock;
  Pixels pixels(image->Xsize, image->Ysize);
  const MutablePixels out = pixels.edit();
  const VipsRegionPtr region(vips_region_new(image));
  for (int y = 0; y < out.height_px; y += kStripRows) {
    const VipsRect strip{0, y, out.width_px, std::min(kStripRows, out.height_px - y)};
    if (vips_region_prepare(region.get(), &strip) != 0) {
      vips_error_clear();
      return invalid();
    }
    for (int row = y; row < y + strip.height; ++row) {
      std::memcpy(out.row(row), VIPS_REGION_ADDR(region.get(), 0, row),
                  std::size_t{3} * static_cast<std::size_t>(out.width_px));
    }
    if (clock.now() > deadline) return out_of_time(limits);
  }
  return pixels;
}

}  // namespace

Result<Pixels> vips_decode(BytesView bytes, const Header& header, const DecodeOptions& options,
                           Clock::Monotonic deadline) {
  if (!start_vips()) {
    return fail(Errc::internal, "DecoderUnavailable",
                "libvips could not be started: reinstall the libvips package.");
  }
  VipsImage* const loaded = load(bytes, header, options.side_px_max);
  if (loaded == nullptr) {
    vips_error_clear();
    return invalid();
  }
  VipsPicture picture(loaded);
  // What the codec found may differ from the header that was checked: check again.
  const auto pixels = static_cast<std::uint64_t>(loaded->Xsize) * loaded->Ysize;
  if (pixels > options.limits.pixels_max) return invalid();
  if (!normalise(picture, options.side_px_max)) return invalid();
  return pull(picture.get(), options.limits, deadline);
}

}  // namespace helio::image
