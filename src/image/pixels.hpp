// Pixels: one decoded picture in memory, 8-bit RGB, and views on it.
//
// Shape    height x width x 3 bytes, red first, origin top-left, sRGB, already turned upright by
// the
//          EXIF orientation. Rows are `stride_bytes` apart; an owned picture is tightly packed.
// Memory   a view does not own: the Pixels it looks at must outlive it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace helio::image {

struct PixelsView {
  std::uint8_t const* rgb = nullptr;
  int width_px = 0;
  int height_px = 0;
  std::ptrdiff_t stride_bytes = 0;

  [[nodiscard]] std::uint8_t const* row(int y) const noexcept { return rgb + y * stride_bytes; }
  [[nodiscard]] bool empty() const noexcept { return width_px <= 0 || height_px <= 0; }
  // The part with its corner at (x, y), clipped by nobody: it must lie inside.
  [[nodiscard]] PixelsView part(int x, int y, int width, int height) const noexcept {
    return {row(y) + std::ptrdiff_t{3} * x, width, height, stride_bytes};
  }
};

// Where a picture is written to: a Pixels, or the input buffer of a model.
struct MutablePixels {
  std::uint8_t* rgb = nullptr;
  int width_px = 0;
  int height_px = 0;
  std::ptrdiff_t stride_bytes = 0;

  [[nodiscard]] std::uint8_t* row(int y) const noexcept { return rgb + y * stride_bytes; }
  operator PixelsView() const noexcept {
    return {rgb, width_px, height_px, stride_bytes};
  }  // NOLINT
};

class Pixels {
 public:
  Pixels() = default;
  // The bytes are not initialised.
  Pixels(int width_px, int height_px)
      : rgb_(std::make_unique_for_overwrite<std::uint8_t[]>(  // NOLINT(*-avoid-c-arrays)
            std::size_t{3} * static_cast<std::size_t>(width_px) *
            static_cast<std::size_t>(height_px))),
        width_px_(width_px),
        height_px_(height_px) {}

  [[nodiscard]] int width_px() const noexcept { return width_px_; }
  [[nodiscard]] int height_px() const noexcept { return height_px_; }
  [[nodiscard]] PixelsView view() const noexcept {
    return {rgb_.get(), width_px_, height_px_, std::ptrdiff_t{3} * width_px_};
  }
  [[nodiscard]] MutablePixels edit() noexcept {
    return {rgb_.get(), width_px_, height_px_, std::ptrdiff_t{3} * width_px_};
  }

 private:
  std::unique_ptr<std::uint8_t[]> rgb_;  // NOLINT(*-avoid-c-arrays)
  int width_px_ = 0;
  int height_px_ = 0;
};

}  // namespace helio::image
