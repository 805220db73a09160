#include "image/annotate.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include <cairo.h>

#include "image/caption.hpp"

namespace helio::image {
namespace {

struct SurfaceDeleter {
  void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};
struct ContextDeleter {
  void operator()(cairo_t* context) const noexcept { cairo_destroy(context); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;
using Context = std::unique_ptr<cairo_t, ContextDeleter>;
using Colour = std::array<std::uint8_t, 3>;

// Sizes that follow the picture. Nine pixels are the least that DejaVu Sans can be read at.
struct Sizes {
  explicit Sizes(PixelsView pixels)
      : font_px(std::max(9.0, std::round(0.022 * std::sqrt(static_cast<double>(pixels.width_px) *
                                                           pixels.height_px)))),
        line_px(std::max(1.0, font_px / 8)),
        pad_px(std::max(1.0, font_px / 4)) {}
  double font_px;
  double line_px;
  double pad_px;
};

// cairo keeps a pixel as one native-endian word, 0xXXRRGGBB.
void copy_in(PixelsView pixels, cairo_surface_t* surface) {
  cairo_surface_flush(surface);
  unsigned char* const data = cairo_image_surface_get_data(surface);
  std::ptrdiff_t const stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < pixels.height_px; ++y) {
    auto* const to = reinterpret_cast<std::uint32_t*>(data + y * stride);
    std::uint8_t const* const from = pixels.row(y);
    for (std::ptrdiff_t x = 0; x < pixels.width_px; ++x) {
      to[x] = 0xFF000000U | static_cast<std::uint32_t>(from[3 * x]) << 16U |
              static_cast<std::uint32_t>(from[3 * x + 1]) << 8U | from[3 * x + 2];
    }
  }
  cairo_surface_mark_dirty(surface);
}

void copy_out(cairo_surface_t* surface, MutablePixels pixels) {
  cairo_surface_flush(surface);
  unsigned char const* const data = cairo_image_surface_get_data(surface);
  std::ptrdiff_t const stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < pixels.height_px; ++y) {
    auto const* const from = reinterpret_cast<std::uint32_t const*>(data + y * stride);
    std::uint8_t* const to = pixels.row(y);
    for (std::ptrdiff_t x = 0; x < pixels.width_px; ++x) {
      to[3 * x] = static_cast<std::uint8_t>(from[x] >> 16U);
      to[3 * x + 1] = static_cast<std::uint8_t>(from[x] >> 8U);
      to[3 * x + 2] = static_cast<std::uint8_t>(from[x]);
    }
  }
}

void set_colour(cairo_t* context, Colour const& colour, double alpha = 1) {
  cairo_set_source_rgba(context, colour[0] / 255.0, colour[1] / 255.0, colour[2] / 255.0, alpha);
}

// WCAG 2.2 relative luminance. The two contrasts are equal at 0.179, but there white reads better.
bool is_light(Colour const& colour) {
  auto const linear = [](std::uint8_t level) {
    double const c = level / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]) >
         0.25;
}

constexpr double kSmall = 0.1;  // of the picture's area: a box that a caption could hide

bool is_drawable(Mark const& mark) {
  return mark.outline.size() >= 3 &&
         std::all_of(mark.outline.begin(), mark.outline.end(),
                     [](PointPx p) { return std::isfinite(p.x_px) && std::isfinite(p.y_px); });
}

// Points far outside would leave cairo's 24-bit range; they are moved to just outside the picture,
// and a line along the picture's edge is moved in so that all of its width is seen.
PointPx inside(PointPx p, Plate const& picture, double line_px) {
  double const edge = line_px / 2;
  return {static_cast<float>(std::clamp<double>(p.x_px, edge, picture.width_px - edge)),
          static_cast<float>(std::clamp<double>(p.y_px, edge, picture.height_px - edge))};
}

void draw_outline(cairo_t* context, Mark const& mark, Plate const& picture, Sizes const& sizes) {
  for (PointPx const& point : mark.outline) {
    PointPx const p = inside(point, picture, sizes.line_px);
    cairo_line_to(context, p.x_px, p.y_px);
  }
  cairo_close_path(context);
  cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
  // A dark rim, so that the line is seen on its own colour too.
  cairo_set_line_width(context, sizes.line_px * 1.8);
  cairo_set_source_rgba(context, 0, 0, 0, 0.45);
  cairo_stroke_preserve(context);
  cairo_set_line_width(context, sizes.line_px);
  set_colour(context, mark.colour);
  cairo_stroke(context);
}

Plate bounds(Mark const& mark, Plate const& picture) {
  double left = picture.width_px;
  double top = picture.height_px;
  double right = 0;
  double bottom = 0;
  for (PointPx const& point : mark.outline) {
    PointPx const p = inside(point, picture, 0);
    left = std::min<double>(left, p.x_px);
    top = std::min<double>(top, p.y_px);
    right = std::max<double>(right, p.x_px);
    bottom = std::max<double>(bottom, p.y_px);
  }
  return {left, top, right - left, bottom - top};
}

double text_width(cairo_t* context, std::string const& text) {
  cairo_text_extents_t extents;
  cairo_text_extents(context, text.c_str(), &extents);
  return extents.x_advance;
}

void draw_caption(cairo_t* context, Mark const& mark, Plate const& picture, Sizes const& sizes,
                  std::vector<Plate>& taken) {
  Plate const box = bounds(mark, picture);
  // A caption may be wider than its box, but should not cross a large picture.
  double const width_max = std::min(
      picture.width_px, std::max({box.width_px, 0.6 * picture.width_px, 24 * sizes.font_px}));
  std::string const text =
      shorten(one_line(mark.caption), width_max - 2 * sizes.pad_px,
              [context](std::string const& candidate) { return text_width(context, candidate); });
  if (text.empty()) return;
  cairo_font_extents_t font;
  cairo_font_extents(context, &font);
  double const height = std::ceil(font.ascent + font.descent + sizes.pad_px / 2);
  double const width = std::ceil(text_width(context, text) + 2 * sizes.pad_px);
  Plate plate = place_plate(width, height, box, picture, taken);
  // Whole pixels keep the plate's edges sharp.
  plate.x_px = std::floor(plate.x_px);
  plate.y_px = std::floor(plate.y_px);
  taken.push_back(plate);
  cairo_rectangle(context, plate.x_px, plate.y_px, plate.width_px, plate.height_px);
  set_colour(context, mark.colour, 0.92);
  cairo_fill(context);
  set_colour(context, is_light(mark.colour) ? Colour{0, 0, 0} : Colour{255, 255, 255});
  cairo_move_to(context, plate.x_px + sizes.pad_px,
                plate.y_px + std::round((height - font.ascent - font.descent) / 2 + font.ascent));
  cairo_show_text(context, text.c_str());
}

void draw(cairo_t* context, PixelsView pixels, std::span<Mark const> marks) {
  Sizes const sizes(pixels);
  Plate const picture{0, 0, static_cast<double>(pixels.width_px),
                      static_cast<double>(pixels.height_px)};
  cairo_select_font_face(context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(context, sizes.font_px);
  // All captions over all outlines: a line through a word is unreadable.
  for (Mark const& mark : marks) {
    if (is_drawable(mark)) draw_outline(context, mark, picture, sizes);
  }
  // And off small boxes, a line of text above all, where there is room elsewhere.
  std::vector<Plate> taken;
  for (Mark const& mark : marks) {
    if (!is_drawable(mark)) continue;
    Plate const box = bounds(mark, picture);
    if (box.width_px * box.height_px < kSmall * picture.width_px * picture.height_px) {
      taken.push_back(box);
    }
  }
  for (Mark const& mark : marks) {
    if (is_drawable(mark)) draw_caption(context, mark, picture, sizes, taken);
  }
}

}  // namespace

Result<Pixels> annotate(PixelsView pixels, std::span<Mark const> marks) {
  auto const draw_failed = [](cairo_status_t status) {
    return fail(Errc::internal, "DrawFailed", "The annotated preview could not be drawn.",
                cairo_status_to_string(status));
  };
  if (pixels.empty()) return draw_failed(CAIRO_STATUS_INVALID_SIZE);
  Surface const surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels.width_px, pixels.height_px));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
    return draw_failed(cairo_surface_status(surface.get()));
  }
  copy_in(pixels, surface.get());
  Context const context(cairo_create(surface.get()));
  draw(context.get(), pixels, marks);
  if (cairo_status(context.get()) != CAIRO_STATUS_SUCCESS) {
    return draw_failed(cairo_status(context.get()));
  }
  Pixels annotated(pixels.width_px, pixels.height_px);
  copy_out(surface.get(), annotated.edit());
  return annotated;
}

}  // namespace helio::image
