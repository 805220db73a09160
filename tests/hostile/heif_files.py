"""Hostile HEIF and AVIF files: ISO/IEC 14496-12 boxes, ISO/IEC 23008-12 items."""

import struct


def box(kind, body, size=None):
    return struct.pack(">I", len(body) + 8 if size is None else size) + kind + body


def full(kind, body, version=0, size=None):
    return box(kind, struct.pack(">I", version << 24) + body, size)


def ftyp(brand=b"heic", others=(b"mif1", b"heic")):
    return box(b"ftyp", brand + b"\0\0\0\0" + b"".join(others))


def ispe(width, height):
    return full(b"ispe", struct.pack(">II", width, height))


def iprp(properties, associations=None, count=1):
    if associations is None:
        associations = bytes(range(1, len(properties) + 1))
    entry = struct.pack(">HB", 1, len(associations)) + associations
    return box(b"iprp", box(b"ipco", b"".join(properties)) + full(
        b"ipma", struct.pack(">I", count) + entry))


def meta(properties, extra=b"", associations=None, count=1):
    return full(b"meta", full(b"hdlr", bytes(4) + b"pict" + bytes(13)) + full(
        b"pitm", b"\0\1") + iprp(properties, associations, count) + extra)


def files():
    bad = "InvalidImageFormat|ImageTruncated"
    header = ftyp() + meta([ispe(64, 64)])
    yield "magic.heic", "the ftyp box alone", bad, ftyp()
    yield "magic.avif", "the ftyp box alone", bad, ftyp(b"avif", (b"mif1",))
    yield "header.heic", "a header and no picture", bad, header
    yield "header.avif", "a header and no picture", bad, ftyp(b"avif") + meta([ispe(64, 64)])
    for cut in (10, 20, 30, 60, 90, len(header) - 3):
        yield f"cut_{cut}.heic", f"cut after {cut} bytes", bad, header[:cut]
    yield "side.heic", "2^32 - 1 px", "ImageSideTooLong", ftyp() + meta(
        [ispe(2**32 - 1, 2**32 - 1)])
    yield "pixels.avif", "10000 x 10001 px", "ImageSideTooLong|ImageTooManyPixels", ftyp(
        b"avif") + meta([ispe(10000, 10001)])
    yield "zero.heic", "0 x 0", bad, ftyp() + meta([ispe(0, 0)])
    yield "size_0.heic", "a meta box to the end", bad, ftyp() + struct.pack(">I", 0) + meta(
        [ispe(64, 64)])[4:]
    yield "size_1_cut.heic", "a 64-bit size that is cut", bad, ftyp() + struct.pack(
        ">I4sI", 1, b"meta", 0)
    yield "size_1_huge.heic", "a box of 2^64 - 1 bytes", bad, ftyp() + struct.pack(
        ">I4sQ", 1, b"meta", 2**64 - 1) + meta([ispe(64, 64)])[8:]
    yield "size_2.heic", "a box smaller than its header", bad, ftyp() + box(b"meta", b"", 2)
    yield "size_huge.heic", "a box of 4 GB", bad, ftyp() + box(b"meta", b"xxxx", 0xFFFFFFFF)
    yield "ftyp_0.heic", "an ftyp box of size 0", bad, struct.pack(">I", 0) + header[4:]
    yield "ftyp_huge.heic", "an ftyp box of 4 GB", bad, b"\xff\xff\xff\xff" + header[4:]
    nested = b""
    for _ in range(3000):
        nested = box(b"meta", bytes(4) + nested)
    yield "nested.heic", "3,000 boxes one in another", bad, ftyp() + nested
    yield "many_boxes.heic", "100,000 empty boxes", bad, ftyp() + box(b"free", b"") * 100000
    yield "ipma_count.heic", "4,000,000,000 items with properties", bad, ftyp() + meta(
        [ispe(64, 64)], count=0xEE6B2800)
    yield "ipma_index.heic", "a property that is not there", bad, ftyp() + meta(
        [ispe(64, 64)], associations=b"\x7f")
    yield "many_properties.heic", "20,000 properties", bad, ftyp() + meta(
        [ispe(64, 64)] * 20000, associations=b"\1")
    infe = full(b"infe", b"\0\2\0\0Exif\0", version=2)
    iinf = full(b"iinf", b"\0\1" + infe)
    for name, what, offset, length in (("out", "past the end", 0xFFFFFF00, 100),
                                       ("huge", "of 4 GB", 0, 0xFFFFFFFF),
                                       ("tiny", "of two bytes", 0, 2)):
        iloc = full(b"iloc", b"\x44\0" + struct.pack(">HHHHII", 1, 2, 0, 1, offset, length))
        yield f"exif_{name}.heic", f"an Exif item {what}", bad, ftyp() + meta(
            [ispe(64, 64)], iinf + iloc)
    iloc = full(b"iloc", b"\x88\x88" + struct.pack(">HHHQHQQ", 1, 1, 0, 2**64 - 1, 1, 2**64 - 1,
                                                  2**64 - 1))
    yield "iloc_overflow.heic", "an item whose offset overflows 64 bits", bad, ftyp() + meta(
        [ispe(64, 64)], iloc)
    yield "clap_zero.heic", "a clean aperture over 0", bad, ftyp() + meta(
        [ispe(64, 64), box(b"clap", bytes(32))])
    yield "mif1.heic", "a general brand with no codec brand", bad, ftyp(
        b"mif1", (b"mif1",)) + meta([ispe(64, 64)])
    yield "video.heic", "an MP4 video", "InvalidImageFormat", ftyp(b"isom", (b"mp42",)) + bytes(64)
