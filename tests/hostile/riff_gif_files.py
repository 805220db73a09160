"""Hostile WebP (RFC 9649) and GIF (GIF89a) files."""

import struct


def riff(chunks, length=None):
    body = b"WEBP" + chunks
    return b"RIFF" + struct.pack("<I", len(body) if length is None else length) + body


def chunk(kind, body, length=None):
    return kind + struct.pack("<I", len(body) if length is None else length) + body + b"\0" * (
        len(body) % 2)


def vp8x(width, height, flags=0):
    return chunk(b"VP8X", bytes([flags, 0, 0, 0]) + struct.pack("<I", width - 1)[:3] +
                 struct.pack("<I", height - 1)[:3])


# A 1 x 1 px lossless picture.
PIXEL = chunk(b"VP8L", bytes.fromhex("2f00000010071011118888080800"))


def vp8(width, height):
    return chunk(b"VP8 ", b"\x30\x01\x00\x9d\x01\x2a" + struct.pack("<HH", width, height) +
                 bytes(40))


def webp_files():
    bad = "InvalidImageFormat|ImageTruncated"
    good = riff(PIXEL)
    yield "good.webp", "a whole WebP", "ok", good
    yield "magic.webp", "twelve bytes", bad, riff(b"")
    for cut in (16, 20, 24, 30):
        yield f"cut_{cut}.webp", f"cut after {cut} bytes", bad, good[:cut]
    yield "riff_huge.webp", "RIFF of 4 GB", bad + "|ok", riff(PIXEL, length=0xFFFFFFFF)
    yield "riff_0.webp", "RIFF of 0 bytes", bad + "|ok", riff(PIXEL, length=0)
    yield "canvas_lies.webp", "a canvas of 9000 x 9000 around 1 x 1", bad + "|ok", riff(
        vp8x(9000, 9000) + PIXEL)
    yield "canvas_side.webp", "a canvas of 16,777,216 px", "ImageSideTooLong", riff(
        vp8x(1 << 24, 1 << 24) + PIXEL)
    yield "canvas_only.webp", "a canvas and nothing on it", bad, riff(vp8x(16, 16))
    yield "lossy_16383.webp", "16383 x 16383 of no data", "ImageSideTooLong", riff(
        vp8(16383, 16383))
    yield "lossy_zero.webp", "0 x 0", bad, riff(vp8(0, 0))
    yield "lossy_noise.webp", "64 x 64 of zeros", bad + "|ok", riff(vp8(64, 64))
    yield "lossless_bad.webp", "lossless data of noise", bad, riff(
        chunk(b"VP8L", b"\x2f\x0f\xc0\x03\0" + bytes(range(200))))
    yield "chunk_huge.webp", "a chunk of 4 GB", bad, riff(
        chunk(b"VP8L", b"\x2f\0\0\0\0", length=0xFFFFFFFF))
    frame = chunk(b"ANMF", bytes(16) + PIXEL)
    yield "frames_5000.webp", "an animation of 5,000 frames", "ImageTooManyFrames", riff(
        vp8x(1, 1, 2) + chunk(b"ANIM", bytes(6)) + frame * 5000)
    yield "frame_outside.webp", "a frame outside the canvas", bad + "|ok", riff(
        vp8x(4, 4, 2) + chunk(b"ANIM", bytes(6)) + chunk(b"ANMF", b"\xff" * 12 + bytes(4) + PIXEL))
    yield "exif_noise.webp", "EXIF of noise", "ok|InvalidImageFormat", riff(
        vp8x(1, 1, 8) + PIXEL + chunk(b"EXIF", b"Exif\0\0MM\0*\xff\xff\xff\xff"))
    yield "not_webp.webp", "a sound file", "InvalidImageFormat", b"RIFF\x24\0\0\0WAVEfmt "


def gif(width=4, height=4, frames=1, lzw=b"\2\4\x84\x8f\x69\x05\0", frame_size=None, end=b"\x3b"):
    screen = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(
        [0, 0, 0, 255, 255, 255])
    w, h = frame_size or (width, height)
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, w, h, 0) + lzw
    return screen + frame * frames + end


def gif_files():
    bad = "InvalidImageFormat|ImageTruncated"
    good = gif()
    yield "good.gif", "a GIF of few codes", "ok|InvalidImageFormat|ImageTruncated", good
    yield "magic.gif", "six bytes", bad, b"GIF89a"
    for cut in (8, 13, 19, 25, 29):
        yield f"cut_{cut}.gif", f"cut after {cut} bytes", bad, good[:cut]
    yield "frames_10000.gif", "10,000 frames", "ImageTooManyFrames", gif(frames=10000)
    yield "frames_1000.gif", "1,000 frames, which is allowed", "ok|" + bad, gif(frames=1000)
    yield "no_frames.gif", "no frame at all", bad, gif(frames=0)
    yield "side.gif", "65535 x 65535", "ImageSideTooLong", gif(65535, 65535)
    yield "frame_side.gif", "a small screen with a frame of 65535 px", "ImageSideTooLong", gif(
        frame_size=(65535, 65535))
    yield "frame_lies.gif", "a frame larger than the screen", "ok|" + bad, gif(
        frame_size=(400, 400))
    yield "zero.gif", "0 x 0", bad, gif(0, 0)
    yield "lzw_size.gif", "LZW code size 200", bad, gif(lzw=b"\xc8\4\x84\x8f\x69\x05\0")
    yield "lzw_noise.gif", "LZW data of noise", "ok|" + bad, gif(
        200, 200, lzw=b"\2\xff" + bytes(i * 31 % 256 for i in range(255)) + b"\0")
    yield "lzw_empty.gif", "no LZW data", "ok|" + bad, gif(lzw=b"\2\0")
    yield "blocks_endless.gif", "sub-blocks that never end", bad, gif(end=b"")[:-1] + b"\1\0" * 5000
    yield "extensions.gif", "100,000 comments", "ok|" + bad, gif(frames=0, end=b"") + (
        b"\x21\xfe\1x\0" * 100000) + good[19:]
    yield "no_trailer.gif", "no trailer", "ok|" + bad, gif(end=b"")
    yield "pixels.gif", "9999 x 9999 of no data", "ok|" + bad, gif(9999, 9999)


def files():
    yield from webp_files()
    yield from gif_files()
