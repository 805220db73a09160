"""Which pictures are timed."""

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


def enlarged(python, paths, folder):
    """2-megapixel copies of `paths` in `folder`."""
    subprocess.run([python, "-c", ENLARGE, str(folder), *paths], check=True,
                   stdin=subprocess.DEVNULL)
    return sorted(str(path) for path in Path(folder).iterdir())
