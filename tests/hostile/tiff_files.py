"""Hostile TIFF files and EXIF blocks: TIFF 6.0 §2, CIPA DC-008 §4.6."""

import struct

BYTE, ASCII, SHORT, LONG, RATIONAL = 1, 2, 3, 4, 5


def entry(tag, kind, count, value):
    return struct.pack("<HHII", tag, kind, count, value)


def directory(entries, following=0, count=None):
    return struct.pack("<H", len(entries) if count is None else count) + b"".join(
        entries) + struct.pack("<I", following)


def tiff(entries, following=0, count=None, tail=b"", first=8):
    return b"II*\0" + struct.pack("<I", first) + directory(entries, following, count) + tail


def image(width, height, data_at=8, data_bytes=768, rows=None, following=0, extra=()):
    entries = [
        entry(256, LONG, 1, width), entry(257, LONG, 1, height), entry(258, SHORT, 1, 8),
        entry(259, SHORT, 1, 1), entry(262, SHORT, 1, 1), entry(273, LONG, 1, data_at),
        entry(277, SHORT, 1, 1), entry(278, LONG, 1, height if rows is None else rows),
        entry(279, LONG, 1, data_bytes), *extra
    ]
    return tiff(entries, following, tail=bytes(i % 256 for i in range(1024)))


def exif_blocks():
    """(name, what, TIFF structure): each is an EXIF block that a picture must survive."""
    yield "offset", "first directory past the end", b"II*\0\xff\xff\xff\x7f"
    yield "self", "Exif directory is the main one", tiff([entry(0x8769, LONG, 1, 8)])
    yield "gps_self", "GPS directory is the main one", tiff([entry(0x8825, LONG, 1, 8)])
    yield "count", "65,535 entries declared", tiff([entry(0x0112, SHORT, 1, 6)], count=65535)
    yield "value", "camera name past the end", tiff([entry(0x010F, ASCII, 100, 0xFFFFFF00)])
    yield "huge", "a value of 4 GB", tiff([entry(0x010F, ASCII, 0xFFFFFFFF, 8)])
    yield "overflow", "a count whose size overflows 32 bits", tiff(
        [entry(0x829A, RATIONAL, 0x20000001, 8)])
    yield "type", "an entry of type 200", tiff([entry(0x0112, 200, 1, 6)])
    yield "orientation", "orientation 77", tiff([entry(0x0112, SHORT, 1, 77)])
    yield "zero_over", "exposure of 1/0", tiff(
        [entry(0x8769, LONG, 1, 26)], tail=directory([entry(0x829A, RATIONAL, 1, 44)]) +
        struct.pack("<II", 1, 0))
    yield "control", "camera name of control characters", tiff(
        [entry(0x010F, ASCII, 60, 26)], tail=bytes(range(1, 32)) + b"\x1b[2J" + bytes(40))
    yield "order", "byte order XX", b"XX*\0\x08\0\0\0"
    yield "cut", "three bytes", b"II*"


def files():
    bad = "InvalidImageFormat|ImageTruncated"
    good = image(16, 16, data_at=122, data_bytes=256)
    yield "good.tif", "a whole TIFF", "ok", good
    yield "magic.tif", "four bytes", bad, b"II*\0"
    yield "magic_mm.tif", "four bytes, big-endian", bad, b"MM\0*"
    for cut in (8, 10, 60, 121, 200):
        yield f"cut_{cut}.tif", f"cut after {cut} bytes", bad, good[:cut]
    yield "loop_self.tif", "a directory that follows itself", bad, image(
        16, 16, 122, 256, following=8)
    two = image(16, 16, 122, 256, following=122 + 1024)
    yield "loop_two.tif", "two directories in a ring", bad, two + directory(
        [entry(256, LONG, 1, 16), entry(257, LONG, 1, 16)], following=8)
    chain = b"II*\0" + struct.pack("<I", 8)
    for _ in range(5000):
        here = len(chain)
        chain += directory([entry(256, LONG, 1, 16), entry(257, LONG, 1, 16)], here + 30)
    yield "pages_5000.tif", "5,000 pages", "ImageTooManyFrames", chain
    yield "offset.tif", "first directory past the end", bad, b"II*\0\xf0\xff\xff\xff"
    yield "count.tif", "65,535 entries declared", bad, tiff([entry(256, LONG, 1, 16)], count=65535)
    yield "no_entries.tif", "a directory of nothing", bad, tiff([])
    yield "no_size.tif", "no width and height", bad, tiff([entry(259, SHORT, 1, 1)])
    yield "zero.tif", "0 x 0", bad, image(0, 0)
    yield "side.tif", "2^32 - 1 px", "ImageSideTooLong", image(2**32 - 1, 2**32 - 1)
    yield "pixels.tif", "10000 x 10000 in one strip of 256 bytes", bad, image(
        10000, 10000, 122, 256)
    yield "strip_out.tif", "strip past the end", bad, image(16, 16, 0x7FFFFFFF, 256)
    yield "strip_huge.tif", "strip of 4 GB", bad + "|ok", image(16, 16, 122, 0xFFFFFFFF)
    yield "rows_0.tif", "0 rows per strip", bad + "|ok", image(16, 16, 122, 256, rows=0)
    yield "bits_0.tif", "0 bits per sample", bad, tiff([
        entry(256, LONG, 1, 16), entry(257, LONG, 1, 16), entry(258, SHORT, 1, 0),
        entry(262, SHORT, 1, 1), entry(273, LONG, 1, 8), entry(279, LONG, 1, 256)
    ], tail=bytes(512))
    yield "samples_65535.tif", "65,535 samples per pixel", bad, tiff([
        entry(256, LONG, 1, 9000), entry(257, LONG, 1, 9000), entry(258, SHORT, 1, 8),
        entry(262, SHORT, 1, 1), entry(273, LONG, 1, 8), entry(277, SHORT, 1, 65535),
        entry(279, LONG, 1, 256)
    ], tail=bytes(512))
    yield "tile_huge.tif", "tiles of 2^30 px", bad, tiff([
        entry(256, LONG, 1, 16), entry(257, LONG, 1, 16), entry(258, SHORT, 1, 8),
        entry(262, SHORT, 1, 1), entry(322, LONG, 1, 1 << 30), entry(323, LONG, 1, 1 << 30),
        entry(324, LONG, 1, 8), entry(325, LONG, 1, 256)
    ], tail=bytes(512))
    for compression, name in ((2, "ccitt"), (5, "lzw"), (7, "jpeg"), (8, "deflate"),
                              (32773, "packbits"), (34712, "jp2k"), (50000, "zstd"),
                              (50001, "webp"), (9999, "unknown")):
        noise = image(64, 64, 122, 900).replace(
            entry(259, SHORT, 1, 1), entry(259, SHORT, 1, compression))
        yield f"noise_{name}.tif", f"noise as {name} data", bad + "|ok", noise
    yield "bigtiff.tif", "BigTIFF", "InvalidImageFormat", b"II+\0\x08\0\0\0" + bytes(16)
