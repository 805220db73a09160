"""Files that are no image, under an image's name, and the smallest of files."""

FOREIGN = {
    "pdf": (b"%PDF-1.7\n1 0 obj<<>>endobj\n", "a PDF document"),
    "svg": (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><image/></svg>",
            "an SVG drawing"),
    "svg_xxe": (b"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>",
                "an SVG drawing that reads a file"),
    "html": (b"<!DOCTYPE html><html><script>alert(1)</script></html>", "a web page"),
    "elf": (b"\x7fELF\2\1\1" + bytes(60), "a program"),
    "exe": (b"MZ\x90\0" + bytes(60), "a Windows program"),
    "zip": (b"PK\3\4\x14\0" + bytes(60), "a ZIP archive"),
    "gzip": (b"\x1f\x8b\x08\0" + bytes(60), "a gzip archive"),
    "psd": (b"8BPS\0\1" + bytes(60), "a Photoshop document"),
    "jxl": (b"\xff\x0a" + bytes(60), "a JPEG XL image"),
    "jxl_box": (b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(60), "a JPEG XL image"),
    "jp2": (b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(60), "a JPEG 2000 image"),
    "mp4": (b"\0\0\0\x18ftypisom\0\0\2\0isommp41" + bytes(60), "a video"),
    "ico": (b"\0\0\1\0\1\0\x10\x10" + bytes(60), "a Windows icon"),
    "exr": (b"v/1\x01" + bytes(60), "an OpenEXR image"),
    "hdr": (b"#?RADIANCE\n" + bytes(60), "a Radiance image"),
    "mvg": (b"push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 'https://x/'\n",
            "an ImageMagick script"),
    "ps": (b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file\n", "a PostScript program"),
    "json": (b'{"an": "object"}', "JSON"),
    "text": (b"hello, this is text\n", "text"),
    "ppm": (b"P6\n1 1\n255\nabc", "a portable pixmap"),
}


def files():
    bad = "InvalidImageFormat"
    yield "empty.jpg", "no byte", "EmptyImage", b""
    for value in (0x00, 0x42, 0x89, 0xFF):
        yield f"one_byte_{value:02x}.jpg", f"the byte {value:02x}", bad, bytes([value])
    yield "zeros.png", "1 MB of zeros", bad, bytes(1 << 20)
    yield "ones.jpg", "1 MB of FF", bad, b"\xff" * (1 << 20)
    yield "noise.gif", "noise", bad, bytes((i * i * 31 + i * 7) % 256 for i in range(70000))
    yield "too_large.jpg", "16 MB", "ImageTooLarge", b"\xff\xd8\xff" + bytes(16_000_000)
    for name, (content, what) in FOREIGN.items():
        yield f"{name}.jpg", f"{what} named .jpg", bad, content
