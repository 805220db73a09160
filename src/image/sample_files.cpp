#include "image/sample_files.hpp"

#include <cstdlib>
#include <stdexcept>

#include "image/vips_session.hpp"

namespace helio::image {
namespace {

void require(bool done) {
  if (!done) throw std::runtime_error(vips_error_buffer());
}

void make_variant(VipsPicture& picture, std::string_view variant) {
  if (variant == "alpha") {
    // The left half stays, the right half is fully transparent.
    require(picture.apply([](VipsImage* in, VipsImage** out) {
      Pixels cover(in->Xsize, in->Ysize);
      for (int y = 0; y < in->Ysize; ++y) {
        for (int x = 0; x < in->Xsize; ++x) {
          cover.edit().row(y)[3 * x] = x < in->Xsize / 2 ? 255 : 0;
        }
      }
      VipsImagePtr const wide(
          vips_image_new_from_memory_copy(cover.view().rgb, std::size_t{3} * in->Xsize * in->Ysize,
                                          in->Xsize, in->Ysize, 3, VIPS_FORMAT_UCHAR));
      VipsImage* alpha = nullptr;
      if (vips_extract_band(wide.get(), &alpha, 0, nullptr) != 0) return -1;
      VipsImagePtr const owner(alpha);
      return vips_bandjoin2(in, alpha, out, nullptr);
    }));
  }
  auto const convert = [&](VipsInterpretation to) {
    require(picture.apply(
        [to](VipsImage* in, VipsImage** out) { return vips_colourspace(in, out, to, nullptr); }));
  };
  if (variant == "16-bit") convert(VIPS_INTERPRETATION_RGB16);
  if (variant == "grey") convert(VIPS_INTERPRETATION_B_W);
  if (variant == "cmyk" || variant == "p3") {
    std::string const profile(variant);
    require(picture.apply([&](VipsImage* in, VipsImage** out) {
      return vips_icc_transform(in, out, profile.c_str(), "input_profile", "srgb", nullptr);
    }));
  }
}

}  // namespace

Pixels four_quarters(int width_px, int height_px) {
  Pixels pixels(width_px, height_px);
  for (int y = 0; y < height_px; ++y) {
    std::uint8_t* out = pixels.edit().row(y);
    for (int x = 0; x < width_px; ++x, out += 3) {
      bool const right = x >= width_px / 2;
      bool const low = y >= height_px / 2;
      out[0] = right == low ? 255 : 0;
      out[1] = right ? 255 : 0;
      out[2] = low ? 255 : 0;
    }
  }
  return pixels;
}

bool is_near(std::uint8_t const* pixel, std::array<int, 3> rgb, int tolerance) {
  for (std::size_t c = 0; c < 3; ++c) {
    if (std::abs(pixel[c] - rgb[c]) > tolerance) return false;
  }
  return true;
}

Bytes saved(PixelsView pixels, Format format, SaveOptions const& options) {
  require(start_vips());
  VipsPicture picture(vips_image_new_from_memory_copy(
      pixels.rgb, static_cast<std::size_t>(pixels.stride_bytes) * pixels.height_px, pixels.width_px,
      pixels.height_px, 3, VIPS_FORMAT_UCHAR));
  picture.get()->Type = VIPS_INTERPRETATION_sRGB;
  make_variant(picture, options.variant);
  if (options.orientation != 1) {
    vips_image_set_int(picture.get(), VIPS_META_ORIENTATION, options.orientation);
  }
  gboolean const lossless = options.lossless ? TRUE : FALSE;
  gboolean const palette = options.variant == "palette" ? TRUE : FALSE;
  gboolean const interlaced =
      options.variant == "interlaced" || options.variant == "progressive" ? TRUE : FALSE;
  void* data = nullptr;
  std::size_t size = 0;
  VipsImage* const image = picture.get();
  auto const save = [&] {
    switch (format) {
      case Format::jpeg:
        return vips_jpegsave_buffer(image, &data, &size, "Q", 95, "interlace", interlaced, nullptr);
      case Format::png:
        return vips_pngsave_buffer(image, &data, &size, "palette", palette, "interlace", interlaced,
                                   nullptr);
      case Format::webp:
        return vips_webpsave_buffer(image, &data, &size, "lossless", lossless, nullptr);
      case Format::gif:
        return vips_gifsave_buffer(image, &data, &size, nullptr);
      case Format::tiff:
        return vips_tiffsave_buffer(image, &data, &size, "compression",
                                    VIPS_FOREIGN_TIFF_COMPRESSION_LZW, nullptr);
      case Format::avif:
        return vips_heifsave_buffer(image, &data, &size, "compression",
                                    VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "effort", 0, "Q", 90,
                                    nullptr);
      case Format::heic:
        return vips_heifsave_buffer(image, &data, &size, "compression",
                                    VIPS_FOREIGN_HEIF_COMPRESSION_HEVC, "Q", 90, nullptr);
      case Format::bmp:
        break;
    }
    return -1;
  };
  require(save() == 0);
  auto const* const first = static_cast<std::byte const*>(data);
  Bytes bytes(first, first + size);
  g_free(data);
  return bytes;
}

Bytes as_bytes(std::string_view text) {
  auto const* const first = reinterpret_cast<std::byte const*>(text.data());
  return {first, first + text.size()};
}

std::string be16(std::uint32_t value) {
  return {static_cast<char>(value >> 8U), static_cast<char>(value)};
}

std::string be32(std::uint32_t value) { return be16(value >> 16U) + be16(value & 0xFFFFU); }

std::string le16(std::uint32_t value) {
  return {static_cast<char>(value), static_cast<char>(value >> 8U)};
}

std::string le32(std::uint32_t value) { return le16(value & 0xFFFFU) + le16(value >> 16U); }

}  // namespace helio::image
