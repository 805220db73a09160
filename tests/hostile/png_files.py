"""Hostile PNG files: W3C PNG third edition §5."""

import struct
import zlib

MAGIC = b"\x89PNG\r\n\x1a\n"


def chunk(kind, body, length=None, crc=None):
    crc = zlib.crc32(kind + body) if crc is None else crc
    return struct.pack(">I", len(body) if length is None else length) + kind + body + struct.pack(
        ">I", crc)


def ihdr(width, height, depth=8, colour=2, interlace=0):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))


def idat(width, height, bytes_per_pixel=3, filter_type=0):
    row = bytes([filter_type]) + bytes(i % 251 for i in range(width * bytes_per_pixel))
    return chunk(b"IDAT", zlib.compress(row * height, 9))


IEND = chunk(b"IEND", b"")


def png(width=16, height=16, extra=b"", data=None):
    return MAGIC + ihdr(width, height) + extra + (data or idat(width, height)) + IEND


def bomb(megabytes):
    """That many megabytes of zeros, deflated."""
    deflater = zlib.compressobj(9)
    block = bytes(1 << 20)
    return b"".join(deflater.compress(block) for _ in range(megabytes)) + deflater.flush()


def files():
    good = png()
    bad = "InvalidImageFormat|ImageTruncated"
    yield "good.png", "a whole PNG", "ok", good
    yield "magic.png", "the signature alone", bad, MAGIC
    for cut in (9, 12, 20, 28, 33, 40, len(good) - 30, len(good) - 13):
        yield f"cut_{cut}.png", f"cut after {cut} bytes", bad, good[:cut]
    yield "no_iend.png", "ends without IEND", bad + "|ok", good[:-12]
    yield "side_60000.png", "60000 x 60000 declared, tiny data", "ImageSideTooLong", png(
        60000, 60000, data=idat(16, 16))
    rows = zlib.compressobj(9)
    data = b"".join(rows.compress(bytes(1 << 16)) for _ in range(256)) + rows.flush()
    yield "bomb_60000.png", "60000 x 60000 with a real deflate stream", "ImageSideTooLong", png(
        60000, 60000, data=chunk(b"IDAT", data))
    yield "pixels.png", "10000 x 10000 declared and two rows given", bad, png(
        10000, 10000, data=idat(10000, 2))
    yield "pixels_over.png", "just more than 100 MP", "ImageSideTooLong|ImageTooManyPixels", png(
        10000, 10001, data=idat(16, 16))
    yield "grey_bomb.png", "10000 x 10000 grey zeros in 100 KB", "ok", MAGIC + ihdr(
        10000, 10000, 1, 0) + chunk(b"IDAT", zlib.compress(bytes(1251 * 10000), 9)) + IEND
    yield "max_side.png", "2^31 - 1 px wide", "ImageSideTooLong", png(
        2**31 - 1, 1, data=idat(16, 1))
    yield "negative.png", "2^32 - 1 px, negative to some", "ImageSideTooLong", png(
        2**32 - 1, 2**32 - 1, data=idat(16, 1))
    yield "zero.png", "0 x 0", bad, png(0, 0, data=idat(1, 1))
    yield "zero_height.png", "16 x 0", bad, png(16, 0, data=idat(16, 1))
    yield "ihdr_late.png", "IHDR is not first", bad, MAGIC + chunk(
        b"tEXt", b"a\0b") + ihdr(16, 16) + idat(16, 16) + IEND
    yield "ihdr_short.png", "IHDR of 5 bytes", bad, MAGIC + chunk(
        b"IHDR", b"\0\0\0\x10\0") + idat(16, 16) + IEND
    yield "ihdr_twice.png", "two IHDR of different sizes", bad + "|ok", MAGIC + ihdr(16, 16) + ihdr(
        9000, 9000) + idat(16, 16) + IEND
    yield "huge_chunk.png", "a chunk of 2^32 - 1 bytes", bad, MAGIC + ihdr(16, 16) + chunk(
        b"IDAT", b"xx", length=2**32 - 1)
    yield "depth_3.png", "3 bits per channel, which is none", bad, MAGIC + ihdr(
        16, 16, depth=3) + idat(16, 16) + IEND
    yield "colour_9.png", "colour type 9", bad, MAGIC + ihdr(16, 16, colour=9) + idat(16, 16) + IEND
    yield "no_palette.png", "palette image without PLTE", bad, MAGIC + ihdr(
        16, 16, colour=3) + idat(16, 16, 1) + IEND
    yield "palette_over.png", "indices past the palette", bad + "|ok", MAGIC + ihdr(
        16, 16, colour=3) + chunk(b"PLTE", b"\1\2\3") + idat(16, 16, 1) + IEND
    yield "bad_filter.png", "row filter 9", bad + "|ok", png(data=idat(16, 16, filter_type=9))
    yield "bad_deflate.png", "IDAT is noise", bad, png(data=chunk(b"IDAT", bytes(range(256))))
    yield "bad_crc.png", "IHDR with a wrong checksum", bad + "|ok", MAGIC + chunk(
        b"IHDR", struct.pack(">IIBBBBB", 16, 16, 8, 2, 0, 0, 0), crc=1) + idat(16, 16) + IEND
    yield "short_data.png", "half of the rows", bad, png(data=idat(16, 8))
    yield "long_data.png", "twice the rows", "ok|InvalidImageFormat", png(data=idat(16, 32))
    yield "itxt_bomb.png", "200 MB in an iTXt chunk", "ok|InvalidImageFormat", png(
        extra=chunk(b"iTXt", b"k\0\1\0\0\0" + bomb(200)))
    yield "ztxt_bomb.png", "200 MB in a zTXt chunk", "ok|InvalidImageFormat", png(
        extra=chunk(b"zTXt", b"k\0\0" + bomb(200)))
    yield "iccp_bomb.png", "200 MB in an iCCP chunk", "ok|InvalidImageFormat", png(
        extra=chunk(b"iCCP", b"k\0\0" + bomb(200)))
    yield "iccp_noise.png", "a colour profile of noise", "ok|InvalidImageFormat", png(
        extra=chunk(b"iCCP", b"k\0\0" + zlib.compress(bytes(range(256)) * 8)))
    yield "many_chunks.png", "50,000 text chunks", "ok|InvalidImageFormat", png(
        extra=chunk(b"tEXt", b"a\0b") * 50000)
    yield "exif_noise.png", "an eXIf chunk of noise", "ok", png(
        extra=chunk(b"eXIf", b"II*\0\xff\xff\xff\xff" + bytes(range(100))))
    yield "apng_frames.png", "says it has 4,000,000,000 frames", "ImageTooManyFrames", png(
        extra=chunk(b"acTL", struct.pack(">II", 4000000000, 0)))
