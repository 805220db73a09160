#!/usr/bin/env python3
"""Draws examples/poster.png: a concert poster with text of several sizes, colours and angles.

    make_poster.py [OUT.png]

It draws with libcairo, which helio needs anyway, through ctypes. The poster in the repository was
made by it; another version of the fonts moves some pixels.
"""

import ctypes
import ctypes.util
import math
import os
import sys

WIDTH, HEIGHT = 800, 1100
FORMAT_RGB24, SLANT_NORMAL, WEIGHT_NORMAL, WEIGHT_BOLD = 1, 0, 0, 1

NIGHT = (0.07, 0.09, 0.22)
SUN = (0.98, 0.72, 0.22)
HILLS = ((0.36, 0.20, 0.42), (0.24, 0.15, 0.36), (0.14, 0.11, 0.28))
PAPER = (0.97, 0.95, 0.90)

# text, left or None for centred, baseline, size, colour, bold, angle in degrees
LINES = (
    ("SUMMER NIGHT", None, 150, 80, PAPER, True, 0),
    ("OPEN AIR CONCERT", None, 215, 46, SUN, False, 0),
    ("Saturday 21 June 2025", None, 760, 50, PAPER, True, 0),
    ("Doors open at 18:30", None, 820, 34, PAPER, False, 0),
    ("Lakeside Park, Gate 4", None, 870, 34, PAPER, False, 0),
    ("Tickets: 24 EUR", 70, 985, 40, SUN, True, 0),
    ("www.example.org/summer", 70, 1035, 28, PAPER, False, 0),
    ("FREE ENTRY", 530, 985, 34, PAPER, True, -14),
    ("under 12 years", 540, 1030, 26, PAPER, False, -14),
)


def load_cairo():
    """libcairo with the types of what is called here; doubles are not ctypes' default."""
    name = ctypes.util.find_library("cairo") or "libcairo.so.2"
    cairo = ctypes.CDLL(name)
    number, pointer = ctypes.c_double, ctypes.c_void_p
    cairo.cairo_image_surface_create.restype = pointer
    cairo.cairo_create.restype = pointer
    cairo.cairo_create.argtypes = [pointer]
    for function, count in (("set_source_rgb", 3), ("rectangle", 4), ("arc", 5), ("move_to", 2),
                            ("line_to", 2), ("curve_to", 6), ("set_font_size", 1), ("rotate", 1),
                            ("fill", 0), ("paint", 0), ("close_path", 0), ("save", 0),
                            ("restore", 0), ("translate", 2)):
        getattr(cairo, f"cairo_{function}").argtypes = [pointer] + [number] * count
    cairo.cairo_select_font_face.argtypes = [pointer, ctypes.c_char_p, ctypes.c_int, ctypes.c_int]
    cairo.cairo_show_text.argtypes = [pointer, ctypes.c_char_p]
    cairo.cairo_text_extents.argtypes = [pointer, ctypes.c_char_p, ctypes.c_void_p]
    cairo.cairo_surface_write_to_png.argtypes = [pointer, ctypes.c_char_p]
    return cairo


def draw_landscape(cairo, picture):
    cairo.cairo_set_source_rgb(picture, *NIGHT)
    cairo.cairo_paint(picture)
    cairo.cairo_set_source_rgb(picture, *SUN)
    cairo.cairo_arc(picture, WIDTH / 2, 470.0, 150.0, 0.0, 2 * math.pi)
    cairo.cairo_fill(picture)
    for row, colour in enumerate(HILLS):
        top = 500.0 + 60 * row
        cairo.cairo_set_source_rgb(picture, *colour)
        cairo.cairo_move_to(picture, 0.0, top)
        bend = 90.0 if row % 2 else -70.0
        cairo.cairo_curve_to(picture, 250.0, top + bend, 550.0, top - bend, float(WIDTH), top)
        cairo.cairo_line_to(picture, float(WIDTH), float(HEIGHT))
        cairo.cairo_line_to(picture, 0.0, float(HEIGHT))
        cairo.cairo_close_path(picture)
        cairo.cairo_fill(picture)


def draw_line(cairo, picture, text, left, baseline, size, colour, bold, angle):
    words = text.encode()
    weight = WEIGHT_BOLD if bold else WEIGHT_NORMAL
    cairo.cairo_select_font_face(picture, b"DejaVu Sans", SLANT_NORMAL, weight)
    cairo.cairo_set_font_size(picture, float(size))
    cairo.cairo_set_source_rgb(picture, *colour)
    extents = (ctypes.c_double * 6)()  # x_bearing, y_bearing, width, height, x_advance, y_advance
    cairo.cairo_text_extents(picture, words, extents)
    if left is None:
        left = (WIDTH - extents[2]) / 2 - extents[0]
    cairo.cairo_save(picture)
    cairo.cairo_translate(picture, float(left), float(baseline))
    cairo.cairo_rotate(picture, math.radians(angle))
    cairo.cairo_move_to(picture, 0.0, 0.0)
    cairo.cairo_show_text(picture, words)
    cairo.cairo_restore(picture)


def main(out):
    cairo = load_cairo()
    surface = cairo.cairo_image_surface_create(FORMAT_RGB24, WIDTH, HEIGHT)
    picture = cairo.cairo_create(surface)
    draw_landscape(cairo, picture)
    for line in LINES:
        draw_line(cairo, picture, *line)
    if cairo.cairo_surface_write_to_png(surface, os.fsencode(out)) != 0:
        sys.exit(f"error: {out} cannot be written.")


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    main(sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "poster.png"))
