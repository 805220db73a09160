"""Hostile BMP files: [MS-WMF] §2.2.2.3."""

import struct


def bmp(width=8, height=8, bits=24, compression=0, data=None, palette=b"", pixels_at=None,
        header=40, colours=0):
    if data is None:
        data = bytes(i % 256 for i in range(((abs(width) * bits + 31) // 32 * 4) * abs(height)))
    at = 14 + 40 + len(palette) if pixels_at is None else pixels_at
    return struct.pack("<2sIHHI", b"BM", 14 + 40 + len(palette) + len(data), 0, 0,
                       at) + struct.pack("<IiiHHIIiiII", header, width, height, 1, bits,
                                         compression, len(data), 0, 0, colours, 0) + palette + data


GREYS = b"".join(bytes([i, i, i, 0]) for i in range(256))


def files():
    bad = "InvalidImageFormat|ImageTruncated"
    good = bmp()
    yield "good.bmp", "a whole BMP", "ok", good
    yield "magic.bmp", "two bytes", bad, b"BM"
    for cut in (10, 14, 17, 30, 53, 54, 100, len(good) - 5):
        yield f"cut_{cut}.bmp", f"cut after {cut} bytes", bad, good[:cut]
    yield "negative_width.bmp", "width -8", bad, bmp(width=-8)
    yield "least_height.bmp", "height -2^31", bad, bmp(height=-2**31, data=b"")
    yield "least_width.bmp", "width -2^31", bad, bmp(width=-2**31, data=b"")
    yield "top_down.bmp", "height -8, which is allowed", "ok", bmp(height=-8)
    yield "zero.bmp", "0 x 0", bad, bmp(0, 0)
    yield "side.bmp", "2^31 - 1 px", "ImageSideTooLong", bmp(2**31 - 1, 2**31 - 1, data=b"xx")
    yield "pixels.bmp", "10000 x 10000 of no data", bad, bmp(10000, 10000, data=b"xx")
    yield "bits_7.bmp", "7 bits per pixel", bad, bmp(bits=7)
    yield "bits_65535.bmp", "65,535 bits per pixel", bad, bmp(bits=65535, data=b"x" * 500)
    yield "pixels_at.bmp", "pixels 4 GB into the file", bad, bmp(pixels_at=0xFFFFFFFF)
    yield "pixels_at_0.bmp", "pixels begin at the magic", "ok|InvalidImageFormat", bmp(pixels_at=0)
    yield "header_size.bmp", "a header of 4 GB", bad, bmp(header=0xFFFFFFFF)
    yield "header_13.bmp", "a header of 13 bytes", bad, bmp(header=13)
    yield "colours.bmp", "4,000,000,000 palette entries", "ok|InvalidImageFormat", bmp(
        bits=8, palette=GREYS, colours=4000000000)
    yield "no_palette.bmp", "8 bits and no palette", "ok|InvalidImageFormat", bmp(bits=8)
    yield "index_over.bmp", "indices past a palette of two", "ok", bmp(
        bits=8, palette=GREYS[:8], colours=2)
    yield "masks_0.bmp", "bit fields of nothing", "ok|InvalidImageFormat", bmp(
        bits=32, compression=3, palette=bytes(12))
    yield "masks_full.bmp", "bit fields that overlap", "ok", bmp(
        bits=32, compression=3, palette=b"\xff" * 12)
    yield "masks_cut.bmp", "cut in the bit fields", bad, bmp(bits=32, compression=3, data=b"")
    for compression in (4, 5, 11, 99):
        yield f"compression_{compression}.bmp", f"compression {compression}", bad, bmp(
            compression=compression)
    runs = {
        "over": (b"\xff\x01" * 2000 + b"\0\1", "runs past the right edge", "ok"),
        "over_top": (b"\x08\x01\0\0" * 500 + b"\0\1", "rows past the top", "ok"),
        "delta": (b"\0\2\xff\xff" * 500 + b"\0\1", "moves far outside", "ok"),
        "no_end": (b"\x08\x01", "no end mark", bad),
        "literal_cut": (b"\0\xff\1\2\3", "a literal run of 255 with 3 bytes", bad),
        "delta_cut": (b"\0\2\1", "a move that is cut", bad),
        "empty": (b"", "no data", bad),
        "end_first": (b"\0\1", "the end mark first", "ok"),
    }
    for bits, compression, kind in ((8, 1, "rle8"), (4, 2, "rle4")):
        palette = GREYS[:4 << bits]
        for name, (data, what, expect) in runs.items():
            yield f"{kind}_{name}.bmp", f"{kind}: {what}", expect, bmp(
                bits=bits, compression=compression, data=data, palette=palette)
    yield "rle_bits.bmp", "RLE8 with 24 bits", bad, bmp(bits=24, compression=1)
    yield "rle_top_down.bmp", "RLE8, top-down", bad, bmp(
        height=-8, bits=8, compression=1, palette=GREYS)
    yield "rle_bomb.bmp", "10000 x 10000 in 4 bytes of RLE", "ok", bmp(
        10000, 10000, 8, 1, b"\x08\x01\0\1", GREYS)
