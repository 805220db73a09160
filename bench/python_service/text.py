"""Text: regions by DB, a second look at pages, lines by CTC. The engine's views and widths
(src/vision/text_regions.hpp, text_reading.cpp), and its check which way up the lines stand."""

from pathlib import Path
import os

import cv2
import numpy as np
from network import Network
from pictures import resize

MULTIPLE = 32
FIRST_PASS_PX, SECOND_PASS_PX = 736 * 736, 4 * 736 * 736
SMALL_PX, PAGE_LINES = 20, 12
CORE_MIN, SCORE_MIN, UNCLIP, CORE_SIDE_MIN = 0.3, 0.5, 1.6, 3
LINE_HEIGHT, LINE_WIDTH_MAX, BUCKET, PADDING = 48, 3200, 64, 127
TALL, SAMPLE, UPRIGHT, DOUBTFUL = 1.5, 3, 0.9, 0.6
CONFIDENCE_MIN = 0.5

finder = Network("text-detection.onnx", 127.5, 127.5, planar=True, bgr=True)
reader = Network("text-recognition.onnx", 127.5, 127.5, planar=True, bgr=True)
CHARACTERS = np.array(Path(os.environ["SERVICE_PACK"], "characters.txt").read_text(
    encoding="utf-8").split("\n")[:-1], dtype=object)


def ordered(corners):
    """Clockwise from the top-left."""
    by_sum, by_difference = corners.sum(1), corners[:, 0] - corners[:, 1]
    return np.array([corners[by_sum.argmin()], corners[by_difference.argmax()],
                     corners[by_sum.argmax()], corners[by_difference.argmin()]], np.float32)


def look(picture, x, y, width, height, input_px):
    """Corners in pixels of the picture, and how high each line was seen."""
    scale = min(1.0, np.sqrt(input_px / (width * height)))
    in_w, in_h = (max(1, round(side * scale / MULTIPLE)) * MULTIPLE for side in (width, height))
    out = finder(resize(picture[y:y + height, x:x + width], in_w, in_h))["fetch_name_0"][0, 0]
    contours, _ = cv2.findContours((out > CORE_MIN).astype(np.uint8), cv2.RETR_EXTERNAL,
                                   cv2.CHAIN_APPROX_SIMPLE)
    areas = []
    for contour in contours:
        centre, (w, h), angle = cv2.minAreaRect(contour)
        w, h = w + 1, h + 1
        if min(w, h) < CORE_SIDE_MIN:
            continue
        corners = cv2.boxPoints((centre, (w, h), angle))
        low = np.clip(np.floor(corners.min(0)).astype(int), 0, (in_w - 1, in_h - 1))
        high = np.clip(np.ceil(corners.max(0)).astype(int), low, (in_w - 1, in_h - 1))
        mask = np.zeros((high[1] - low[1] + 1, high[0] - low[0] + 1), np.uint8)
        cv2.fillPoly(mask, [np.round(corners - low).astype(np.int32)], 1)
        if cv2.mean(out[low[1]:high[1] + 1, low[0]:high[0] + 1], mask)[0] < SCORE_MIN:
            continue
        grow = w * h * UNCLIP / (w + h)
        corners = cv2.boxPoints((centre, (w + grow, h + grow), angle))
        areas.append((ordered(corners * (width / in_w, height / in_h) + (x, y)),
                      min(w, h) + grow))
    return areas, in_w / width


def find(picture):
    height, width = picture.shape[:2]
    areas, scale = look(picture, 0, 0, width, height, FIRST_PASS_PX)
    small = sum(seen < SMALL_PX for _, seen in areas)
    if small < PAGE_LINES or small * 2 < len(areas):
        return [corners for corners, _ in areas]
    margin = 2 * max(seen for _, seen in areas) / scale
    low = np.maximum(0, np.min([each.min(0) for each, _ in areas], 0) - margin).astype(int)
    high = np.minimum((width, height),
                      np.max([each.max(0) for each, _ in areas], 0) + margin).astype(int)
    closer = min(1.0, np.sqrt(SECOND_PASS_PX / np.prod(high - low)))
    if closer <= 1.25 * scale:
        return [corners for corners, _ in areas]
    return [corners for corners, _ in look(picture, *low, *(high - low), SECOND_PASS_PX)[0]]


def sides(corners):
    width = max(np.hypot(*(corners[1] - corners[0])), np.hypot(*(corners[2] - corners[3])))
    height = max(np.hypot(*(corners[3] - corners[0])), np.hypot(*(corners[2] - corners[1])))
    return width, max(1.0, height)


def read(picture, corners):
    """(text, confidence) of one line."""
    width, height = sides(corners)
    content = int(np.clip(np.ceil(width * LINE_HEIGHT / height), 8, LINE_WIDTH_MAX))
    step = BUCKET
    while content > 16 * step:
        step *= 2
    target = np.array([[0, 0], [content, 0], [content, LINE_HEIGHT], [0, LINE_HEIGHT]],
                      np.float32)
    line = np.full((LINE_HEIGHT, -(-content // step) * step, 3), PADDING, np.uint8)
    line[:, :content] = cv2.warpPerspective(
        picture, cv2.getPerspectiveTransform(corners, target), (content, LINE_HEIGHT),
        flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    scores = reader(line)["fetch_name_0"][0]
    best = scores.argmax(1)
    kept = (best != 0) & np.concatenate([[True], best[1:] != best[:-1]])
    if not kept.any():
        return "", 0.0
    return "".join(CHARACTERS[best[kept]]), float(scores[kept, best[kept]].mean())


def turn_of(picture, quads, first, second):
    """Which of two turns reads better, tried on the longest lines."""
    sample = sorted(quads, key=lambda quad: -np.divide(*sides(quad)))[:SAMPLE]
    best = (-1.0, first)
    for turn in (first, second):
        sure = float(np.mean([read(picture, np.roll(quad, -turn, 0))[1] for quad in sample]))
        best = max(best, (sure, turn), key=lambda each: each[0])
        if sure >= UPRIGHT:
            break
    return best[1]


def detect(picture):
    quads = find(picture)
    tall = [sides(quad)[1] > TALL * sides(quad)[0] for quad in quads]
    turns = {kind: turn_of(picture, [quad for quad, is_tall in zip(quads, tall)
                                     if is_tall == kind], *options)
             for kind, options in ((False, (0, 2)), (True, (1, 3))) if kind in tall}
    detections = []
    for quad, kind in zip(quads, tall):
        corners = np.roll(quad, -turns[kind], 0)
        said, confidence = read(picture, corners)
        if confidence < DOUBTFUL:
            again = read(picture, np.roll(corners, -2, 0))
            said, confidence = max((said, confidence), again, key=lambda each: each[1])
        if said.strip() and confidence >= CONFIDENCE_MIN:
            detections.append((said, confidence, corners))
    # By rows, then from left to right.
    detections.sort(key=lambda each: (round(each[2][:, 1].min() / 10), each[2][:, 0].min()))
    shape = (picture.shape[1], picture.shape[0])
    lines = []
    for said, confidence, corners in detections:
        line = {"DetectedText": said, "Type": "LINE", "Id": len(lines),
                "Confidence": 100 * confidence, "Polygon": (corners / shape).tolist()}
        lines.append(line)
        for word in said.split():
            lines.append({"DetectedText": word, "Type": "WORD", "Id": len(lines),
                          "ParentId": line["Id"], "Confidence": 100 * confidence})
    return lines
