"""From file to pixels, and the cuts that the detectors need. Pictures are RGB, u8."""

import cv2
import numpy as np

SIDE_PX_MAX = 2048


def decode(data):
    """Upright by EXIF, as cv2 does by itself; None where it is no picture."""
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB)
    if picture is None:
        return None
    scale = SIDE_PX_MAX / max(picture.shape[:2])
    if scale < 1:
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return picture


def resize(picture, width, height):
    shrinks = width < picture.shape[1] or height < picture.shape[0]
    return cv2.resize(picture, (width, height),
                      interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)


def square_map(centre, side, angle, out):
    """2 x 3 map from an out x out crop to the picture, turned by `angle`."""
    scale = side / out
    cosine, sine = np.cos(angle) * scale, np.sin(angle) * scale
    half = out / 2
    return np.array([[cosine, -sine, centre[0] - cosine * half + sine * half],
                     [sine, cosine, centre[1] - sine * half - cosine * half]], np.float32)


def crop_square(picture, centre, side, angle, out):
    return cv2.warpAffine(picture, square_map(centre, side, angle, out), (out, out),
                          flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)


def box_json(x0, y0, x1, y1, shape):
    """Pixels -> Rekognition's BoundingBox, clipped to the picture."""
    height, width = shape[:2]
    x0, x1 = (float(np.clip(x / width, 0, 1)) for x in (x0, x1))
    y0, y1 = (float(np.clip(y / height, 0, 1)) for y in (y0, y1))
    return {"Width": x1 - x0, "Height": y1 - y0, "Left": x0, "Top": y0}
