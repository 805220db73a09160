"""Which pictures are timed."""

import struct
import subprocess
import sys
from pathlib import Path

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff"}

# Run by the service's Python, which has OpenCV: enlarges to 2 megapixels, JPEG at quality 90.
ENLARGE = """
import sys, cv2
for number, path in enumerate(sys.argv[2:]):
    picture = cv2.imread(path)
    if picture is None:
        continue
    scale = (2e6 / (picture.shape[0] * picture.shape[1])) ** 0.5
    picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    cv2.imwrite(f"{sys.argv[1]}/{number}.jpg", picture,
                [cv2.IMWRITE_JPEG_QUALITY, 90])
"""


def spread(items, count):
    """`count` of them at even distances; all where there are fewer."""
    if count >= len(items):
        return list(items)
    return [items[i * len(items) // count] for i in range(count)]


def sample(folder, count):
    """`count` pictures spread evenly over everything below `folder`, in the order of names."""
    found = sorted(path for path in Path(folder).rglob("*") if path.suffix.lower() in SUFFIXES)
    if not found:
        sys.exit(f"error: there are no pictures in {folder}")
    return [str(path) for path in spread(found, count)]


def size_px(path):
    """(width, height) as a PNG or JPEG says; None of any other file."""
    content = Path(path).read_bytes()
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    at = 2
    while content.startswith(b"\xff\xd8") and at + 9 <= len(content) and content[at] == 0xff:
        kind, length = struct.unpack(">BH", content[at + 1:at + 4])
        if 0xc0 <= kind <= 0xcf and kind not in (0xc4, 0xc8, 0xcc):  # a frame's header
            height, width = struct.unpack(">HH", content[at + 5:at + 9])
            return width, height
        at += 2 + length
    return None


def sides_from(side_px_min, paths):
    """Those of `paths` whose sides are that long, as far as size_px() knows; says which are not."""
    kept = []
    for path in paths:
        size = size_px(path)
        if size and min(size) < side_px_min:
            print(f"left out: {path} is {size[0]}x{size[1]} px, and {side_px_min} px a side are "
                  "the least", file=sys.stderr)
        else:
            kept.append(path)
    return kept


def enlarged(python, paths, folder):
    """2-megapixel copies of `paths` in `folder`."""
    subprocess.run([python, "-c", ENLARGE, str(folder), *paths], check=True,
                   stdin=subprocess.DEVNULL)
    return sorted(str(path) for path in Path(folder).iterdir())
