#include "image/bmp.hpp"

#include <algorithm>
#include <bit>

#include "image/byte_cursor.hpp"
#include "image/decode_errors.hpp"

namespace helio::image {
namespace {

using Colour = std::array<std::uint8_t, 3>;

// One channel of a bit-field pixel, to 0..255.
struct Channel {
  explicit Channel(std::uint32_t mask_bits)
      : mask(mask_bits),
        shift(mask_bits == 0 ? 0U : static_cast<unsigned>(std::countr_zero(mask_bits))),
        max(mask_bits >> shift) {}
  [[nodiscard]] std::uint32_t of(std::uint32_t pixel) const {
    if (max == 0) return 0;
    return static_cast<std::uint32_t>((std::uint64_t{(pixel & mask) >> shift} * 255 + max / 2) /
                                      max);
  }
  std::uint32_t mask;
  unsigned shift;
  std::uint32_t max;
};

std::uint8_t byte_at(BytesView row, std::size_t i) { return std::to_integer<std::uint8_t>(row[i]); }

void unpack_indexed(BytesView row, BmpHeader const& header, std::uint8_t* out) {
  auto const bits = static_cast<unsigned>(header.bits);
  unsigned const per_byte = 8 / bits;
  unsigned const mask = (1U << bits) - 1;
  for (std::uint32_t x = 0; x < header.width_px; ++x) {
    unsigned const shift = (per_byte - 1 - x % per_byte) * bits;
    Colour const& colour = header.palette[byte_at(row, x / per_byte) >> shift & mask];
    out = std::copy(colour.begin(), colour.end(), out);
  }
}

void unpack_bgr(BytesView row, std::uint32_t width_px, std::uint8_t* out) {
  for (std::size_t x = 0; x < width_px; ++x, out += 3) {
    out[0] = byte_at(row, 3 * x + 2);
    out[1] = byte_at(row, 3 * x + 1);
    out[2] = byte_at(row, 3 * x);
  }
}

std::uint32_t word_at(BytesView row, std::size_t x, int bits) {
  std::size_t const at = x * static_cast<std::size_t>(bits) / 8;
  std::uint32_t word = byte_at(row, at) | static_cast<std::uint32_t>(byte_at(row, at + 1)) << 8U;
  if (bits == 32) {
    word |= static_cast<std::uint32_t>(byte_at(row, at + 2)) << 16U;
    word |= static_cast<std::uint32_t>(byte_at(row, at + 3)) << 24U;
  }
  return word;
}

void unpack_fields(BytesView row, BmpHeader const& header, bool alpha_counts, std::uint8_t* out) {
  const std::array<Channel, 3> colour{Channel(header.masks[0]), Channel(header.masks[1]),
                                      Channel(header.masks[2])};
  const Channel alpha(header.masks[3]);
  for (std::size_t x = 0; x < header.width_px; ++x) {
    std::uint32_t const word = word_at(row, x, header.bits);
    std::uint32_t const cover = alpha_counts ? alpha.of(word) : 255;
    for (Channel const& channel : colour) {
      *out++ =
          static_cast<std::uint8_t>((channel.of(word) * cover + 255 * (255 - cover) + 127) / 255);
    }
  }
}

// Many writers declare an alpha channel and leave it zero; such pictures are opaque.
bool any_alpha(BytesView data, std::size_t stride, BmpHeader const& header) {
  if (header.packing != BmpHeader::Packing::fields || header.masks[3] == 0) return false;
  for (std::size_t y = 0; y < header.height_px; ++y) {
    const BytesView row = data.subspan(y * stride, stride);
    for (std::size_t x = 0; x < header.width_px; ++x) {
      if ((word_at(row, x, header.bits) & header.masks[3]) != 0) return true;
    }
  }
  return false;
}

Result<Pixels> decode_rows(BytesView data, BmpHeader const& header) {
  std::size_t const stride =
      (static_cast<std::size_t>(header.width_px) * static_cast<std::size_t>(header.bits) + 31) /
      32 * 4;
  if (data.size() / stride < header.height_px) {
    // The padding of the last row is often missing.
    std::size_t const used =
        (static_cast<std::size_t>(header.width_px) * static_cast<std::size_t>(header.bits) + 7) / 8;
    if (data.size() < stride * (header.height_px - 1) + used)
      return tl::unexpected<Error>(image_truncated());
  }
  bool const alpha_counts =
      data.size() >= stride * header.height_px && any_alpha(data, stride, header);
  Pixels pixels(static_cast<int>(header.width_px), static_cast<int>(header.height_px));
  const MutablePixels out = pixels.edit();
  for (int y = 0; y < out.height_px; ++y) {
    std::size_t const at = static_cast<std::size_t>(y) * stride;
    const BytesView row = data.subspan(at, std::min(stride, data.size() - at));
    std::uint8_t* const to = out.row(header.top_down ? y : out.height_px - 1 - y);
    if (header.bits <= 8) {
      unpack_indexed(row, header, to);
    } else if (header.packing == BmpHeader::Packing::fields) {
      unpack_fields(row, header, alpha_counts, to);
    } else {
      unpack_bgr(row, header.width_px, to);
    }
  }
  return pixels;
}

// Where the next run goes. Rows count from the bottom, as RLE pictures always do.
class RunPainter {
 public:
  RunPainter(BmpHeader const& header, MutablePixels out) : header_(header), out_(out) {}

  void put(unsigned index) {
    if (x_ < header_.width_px && y_ < header_.height_px) {
      Colour const& colour = header_.palette[index];
      std::uint8_t* const row = out_.row(out_.height_px - 1 - static_cast<int>(y_));
      std::copy(colour.begin(), colour.end(), row + std::ptrdiff_t{3} * x_);
    }
    ++x_;
  }
  void next_row() {
    x_ = 0;
    ++y_;
  }
  void move(std::uint8_t right, std::uint8_t up) {
    x_ += right;
    y_ += up;
  }
  [[nodiscard]] bool above_the_top() const { return y_ >= header_.height_px; }
  [[nodiscard]] bool at_last_pixel() const {
    return above_the_top() || (y_ + 1 == header_.height_px && x_ >= header_.width_px);
  }

 private:
  BmpHeader const& header_;
  MutablePixels out_;
  std::uint32_t x_ = 0;  // at most 255 per two bytes of the file, so it cannot wrap
  std::uint32_t y_ = 0;
};

void put_literal(ByteCursor& cursor, std::uint8_t count, bool nibbles, RunPainter& painter) {
  const BytesView run = cursor.take(nibbles ? (count + 1U) / 2 : count);
  for (std::size_t i = 0; i < count && cursor.ok(); ++i) {
    std::uint8_t const value = byte_at(run, nibbles ? i / 2 : i);
    painter.put(!nibbles ? value : i % 2 == 0 ? value >> 4U : value & 0xFU);
  }
  if (run.size() % 2 != 0 && !cursor.at_end()) cursor.skip(1);
}

Result<Pixels> decode_rle(BytesView data, BmpHeader const& header) {
  bool const nibbles = header.packing == BmpHeader::Packing::rle4;
  Pixels pixels(static_cast<int>(header.width_px), static_cast<int>(header.height_px));
  const MutablePixels out = pixels.edit();
  for (int y = 0; y < out.height_px; ++y) {
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < out.width_px; ++x) {
      to = std::copy(header.palette[0].begin(), header.palette[0].end(), to);
    }
  }
  RunPainter painter(header, out);
  ByteCursor cursor(data);
  while (!painter.above_the_top()) {
    std::uint8_t const count = cursor.u8();
    std::uint8_t const value = cursor.u8();
    if (!cursor.ok()) {
      if (painter.at_last_pixel()) break;  // only the end mark is missing
      return tl::unexpected<Error>(image_truncated());
    }
    if (count > 0) {
      for (unsigned i = 0; i < count; ++i) {
        painter.put(!nibbles ? value : i % 2 == 0 ? value >> 4U : value & 0xFU);
      }
    } else if (value == 0) {
      painter.next_row();
    } else if (value == 1) {
      break;
    } else if (value == 2) {
      std::uint8_t const right = cursor.u8();
      painter.move(right, cursor.u8());
    } else {
      put_literal(cursor, value, nibbles, painter);
    }
  }
  return pixels;
}

}  // namespace

Result<Pixels> decode_bmp(BytesView bytes) {
  const std::optional<BmpHeader> header = read_bmp(bytes);
  if (!header) {
    return fail(Errc::invalid_argument, "InvalidImageFormat",
                "The BMP header is cut or of a kind that is not read: save the picture as PNG.");
  }
  if (header->pixels_at > bytes.size()) return tl::unexpected<Error>(image_truncated());
  const BytesView data = bytes.subspan(static_cast<std::size_t>(header->pixels_at));
  bool const rle =
      header->packing == BmpHeader::Packing::rle8 || header->packing == BmpHeader::Packing::rle4;
  return rle ? decode_rle(data, *header) : decode_rows(data, *header);
}

}  // namespace helio::image
