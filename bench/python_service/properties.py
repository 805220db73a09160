"""Brightness, sharpness, contrast and dominant colours of the picture and of its middle."""

import cv2
import numpy as np
from pictures import resize

SIDE_PX_MAX, COLOURS = 96, 8
STOP = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_MAX_ITER, 10, 1.0)


def quality(grey):
    return {"Brightness": float(grey.mean() / 2.55), "Contrast": float(grey.std() / 1.28),
            "Sharpness": float(min(100, cv2.Laplacian(grey, cv2.CV_32F).var() / 10))}


def colours(pixels):
    pixels = pixels.reshape(-1, 3).astype(np.float32)
    cv2.setRNGSeed(1)
    _, rows, centres = cv2.kmeans(pixels, min(COLOURS, len(pixels)), None, STOP, 1,
                                  cv2.KMEANS_PP_CENTERS)
    shares = np.bincount(rows.reshape(-1), minlength=len(centres)) / len(pixels)
    return [{"Red": int(centres[i][0]), "Green": int(centres[i][1]), "Blue": int(centres[i][2]),
             "PixelPercent": 100 * float(shares[i])} for i in np.argsort(-shares)]


def measure(picture):
    height, width = picture.shape[:2]
    scale = min(1.0, SIDE_PX_MAX / max(height, width))
    small = resize(picture, max(1, round(width * scale)), max(1, round(height * scale)))
    rows, columns = small.shape[:2]
    middle = small[rows // 4:rows - rows // 4, columns // 4:columns - columns // 4]
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return {"Quality": quality(grey), "DominantColors": colours(small),
            "Foreground": {"DominantColors": colours(middle)},
            "Background": {"DominantColors": colours(small)}}
