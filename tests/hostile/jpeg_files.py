"""Hostile JPEG files: ITU-T T.81 annexes B and C. The good one is built by hand: 16 x 16, grey."""

import struct

import tiff_files


def segment(marker, body, length=None):
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2 if length is None else length) + body


def dqt():
    return segment(0xDB, b"\0" + b"\x10" * 64)


def sof(width, height, marker=0xC0, components=1):
    parts = b"".join(bytes([i + 1, 0x11, 0]) for i in range(components))
    return segment(marker, struct.pack(">BHHB", 8, height, width, components) + parts)


def dht():
    """One code of one bit in each table: DC difference 0, AC end of block."""
    table = b"\1" + b"\0" * 15 + b"\0"
    return segment(0xC4, b"\x00" + table) + segment(0xC4, b"\x10" + table)


def sos(components=1, start=0, end=63, approx=0):
    parts = b"".join(bytes([i + 1, 0]) for i in range(components))
    return segment(0xDA, bytes([components]) + parts + bytes([start, end, approx]))


SOI, EOI = b"\xff\xd8", b"\xff\xd9"


def jpeg(width=16, height=16, extra=b"", scan=b"\0\0\0\0"):
    return SOI + extra + dqt() + sof(width, height) + dht() + sos() + scan + EOI


def exif(tiff):
    return segment(0xE1, b"Exif\0\0" + tiff)


def progressive(width, height, scans):
    first = sos(1, 0, 0, 0) + b"\0" * ((width // 8) * (height // 8) // 8 + 8)
    more = sos(1, 1, 63, 0) + b"\0" * 8
    return SOI + dqt() + sof(width, height, 0xC2) + dht() + first + more * scans + EOI


def files():
    good = jpeg()
    bad = "InvalidImageFormat|ImageTruncated"
    yield "good.jpg", "a whole JPEG", "ok", good
    yield "magic.jpg", "the first three bytes", bad, good[:3]
    for cut in (4, 20, 71, 80, 90, len(good) - 15):
        yield f"cut_{cut}.jpg", f"cut after {cut} bytes", bad, good[:cut]
    yield "no_eoi.jpg", "no end mark", "ok|ImageTruncated", good[:-2]
    yield "no_scan.jpg", "header, then the end", bad, SOI + dqt() + sof(16, 16) + dht() + EOI
    yield "side_65535.jpg", "65535 x 65535", "ImageSideTooLong", jpeg(65535, 65535)
    yield "pixels.jpg", "10000 x 10000 of no data", bad + "|ok|ImageDecodeTimeout", jpeg(
        10000, 10000)
    yield "zero.jpg", "0 x 0", bad, jpeg(0, 0)
    yield "dnl.jpg", "height 0, to be defined by a DNL segment", bad, jpeg(16, 0)
    yield "no_sof.jpg", "a scan without a frame", bad, SOI + dqt() + dht() + sos() + b"\0\0" + EOI
    yield "two_sof.jpg", "two frames of different size", bad + "|ok", SOI + dqt() + sof(
        16, 16) + sof(9000, 9000) + dht() + sos() + b"\0" * 8 + EOI
    yield "no_huffman.jpg", "no Huffman tables", bad + "|ok", SOI + dqt() + sof(
        16, 16) + sos() + b"\0\0" + EOI
    yield "no_quant.jpg", "no quantisation table", bad, SOI + sof(
        16, 16) + dht() + sos() + b"\0\0" + EOI
    yield "bad_huffman.jpg", "Huffman table of 4080 codes", bad, SOI + dqt() + sof(
        16, 16) + segment(0xC4, b"\0" + b"\xff" * 16 + b"\0" * 200) + sos() + b"\0" + EOI
    yield "components_255.jpg", "255 colour components", bad, SOI + dqt() + segment(
        0xC0, struct.pack(">BHHB", 8, 16, 16, 255) + bytes(255 * 3)) + dht() + sos() + EOI
    yield "components_0.jpg", "no colour component", bad, SOI + dqt() + segment(
        0xC0, struct.pack(">BHHB", 8, 16, 16, 0)) + dht() + sos() + EOI
    yield "sampling.jpg", "sampling factors of 15", bad, SOI + dqt() + segment(
        0xC0, struct.pack(">BHHB", 8, 16, 16, 1) + b"\1\xff\0") + dht() + sos() + b"\0" + EOI
    yield "lossless.jpg", "lossless process", bad, SOI + sof(
        16, 16, 0xC3) + dht() + sos() + b"\0" + EOI
    yield "arithmetic.jpg", "arithmetic coding, cut", bad + "|ok", SOI + dqt() + sof(
        16, 16, 0xC9) + sos() + b"\0" + EOI
    yield "precision_16.jpg", "16 bits per sample", bad, SOI + dqt() + segment(
        0xC0, struct.pack(">BHHB", 16, 16, 16, 1) + b"\1\x11\0") + dht() + sos() + b"\0" + EOI
    yield "length_0.jpg", "a segment of length 0", bad, SOI + b"\xff\xe0\0\0" + good[2:]
    yield "length_over.jpg", "a segment past the end", bad, SOI + segment(
        0xE0, b"x", length=65535) + good[2:]
    yield "fill_bytes.jpg", "a million FF fill bytes", "ok|InvalidImageFormat", SOI + b"\xff" * (
        1 << 20) + good[2:]
    yield "restart.jpg", "restart markers only", bad + "|ok", good[:-6] + b"\xff\xd0" * 5000 + EOI
    yield "scan_noise.jpg", "scan of noise", "ok|InvalidImageFormat|ImageTruncated", jpeg(
        256, 256, scan=bytes(i * 7 % 255 for i in range(5000)))
    yield "scans_1000.jpg", "progressive, 1,000 scans", \
        "ok|InvalidImageFormat|ImageDecodeTimeout", progressive(512, 512, 1000)
    yield "scans_bomb.jpg", "progressive, 4096 x 4096, 200,000 scans", \
        "InvalidImageFormat|ImageDecodeTimeout", progressive(4096, 4096, 200000)
    for name, what, tiff in tiff_files.exif_blocks():
        yield f"exif_{name}.jpg", f"EXIF: {what}", "ok", jpeg(extra=exif(tiff))
    yield "exif_empty.jpg", "an empty EXIF segment", "ok", jpeg(extra=segment(0xE1, b"Exif\0\0"))
    yield "icc_cut.jpg", "piece 3 of 2 of a colour profile", "ok|InvalidImageFormat", jpeg(
        extra=segment(0xE2, b"ICC_PROFILE\0\3\2" + bytes(100)))
    yield "icc_noise.jpg", "a colour profile of noise", "ok|InvalidImageFormat", jpeg(
        extra=segment(0xE2, b"ICC_PROFILE\0\1\1" + bytes(range(256)) * 4))
    yield "tail.jpg", "5 MB of rubbish behind the end", "ok", good + bytes(5 << 20)
    yield "polyglot_zip.jpg", "a ZIP archive behind the end", "ok", good + b"PK\3\4" + bytes(
        26) + b"PK\5\6" + bytes(18)
    yield "polyglot_html.jpg", "a web page in a comment", "ok", jpeg(
        extra=segment(0xFE, b"<html><script>alert(1)</script></html>"))
