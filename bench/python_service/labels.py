"""Labels: class probabilities of several views, summed up the hierarchy, joined with the boxes of
the detector. Which views each model gets is read from the engine's own manifest."""

import json
import os
from pathlib import Path

import cv2
import numpy as np
from network import Network
from pictures import resize

PACK = Path(os.environ["SERVICE_PACK"])
CLASSIFIER_SIDE, DETECTOR_SIDE = 260, 300
CONFIDENCE_MIN, INSTANCE_MIN, SCORE_MIN, IOU_MAX = 55, 0.3, 0.05, 0.5

classifier = Network("efficientnet-lite2.onnx", 127, 128, planar=True)
detector = Network("coco-ssd.onnx")
MODELS = {each["name"]: each for each in json.loads(
    (PACK / "pack.json").read_text(encoding="utf-8"))["models"]}
TAXONOMY = json.loads((PACK / "taxonomy.json").read_text(encoding="utf-8"))
CLASSES = (PACK / "imagenet.txt").read_text(encoding="utf-8").split("\n")[:1000]
THINGS = (PACK / "coco.txt").read_text(encoding="utf-8").split("\n")[:90]
NAMES = sorted({name for own in CLASSES for name in [own, *TAXONOMY[own]["parents"]]})
# Row: class, column: label that is true whenever the class is.
UP = np.zeros((len(CLASSES), len(NAMES)), np.float32)
for row, own in enumerate(CLASSES):
    for name in [own, *TAXONOMY[own]["parents"]]:
        UP[row, NAMES.index(name)] = 1


def views_of(model):
    return MODELS[model]["parameters"].get("views", [{}])


def cut(picture, view):
    """The part a view shows: left, top, width, height in pixels."""
    height, width = picture.shape[:2]
    share, square = view.get("share", 1), view.get("square", False)
    part_w = max(1, round(share * (min(width, height) if square else width)))
    part_h = max(1, round(share * (min(width, height) if square else height)))
    return (round(view.get("x", 0.5) * (width - part_w)),
            round(view.get("y", 0.5) * (height - part_h)), part_w, part_h)


def drawn(picture, view, side):
    left, top, width, height = cut(picture, view)
    shown = resize(picture[top:top + height, left:left + width], side, side)
    return np.ascontiguousarray(shown[:, ::-1]) if view.get("mirror") else shown


def classify(picture):
    parameters = MODELS["efficientnet-lite2"]["parameters"]
    views = views_of("efficientnet-lite2")
    mean = np.mean([classifier(drawn(picture, view, CLASSIFIER_SIDE))["probs"][0]
                    for view in views], 0)
    sharpened = mean ** (1 / parameters.get("temperature", 1.0))
    return sharpened / sharpened.sum()


def find_things(picture):
    """Thing -> [(score, x0, y0, x1, y1)] in fractions of the picture."""
    height, width = picture.shape[:2]
    rows = []
    for view in views_of("coco-ssd"):
        out = detector(drawn(picture, view, DETECTOR_SIDE))
        scores, boxes = out["scores"].reshape(-1, 90), out["boxes"].reshape(-1, 4)
        anchor, thing = np.nonzero(scores >= SCORE_MIN)
        y0, x0, y1, x1 = np.clip(boxes[anchor], 0, 1).T
        if view.get("mirror"):
            x0, x1 = 1 - x1, 1 - x0
        left, top, part_w, part_h = cut(picture, view)
        rows.append(np.stack([thing, scores[anchor, thing], (left + x0 * part_w) / width,
                              (top + y0 * part_h) / height, (left + x1 * part_w) / width,
                              (top + y1 * part_h) / height], 1))
    rows = np.concatenate(rows)
    found = {}
    for thing in np.unique(rows[:, 0]).astype(int):
        own = rows[rows[:, 0] == thing, 1:]
        boxes = np.concatenate([own[:, 1:3], own[:, 3:] - own[:, 1:3]], 1)
        kept = cv2.dnn.NMSBoxes(boxes, own[:, 0], SCORE_MIN, IOU_MAX)
        if THINGS[thing]:
            found[THINGS[thing]] = own[np.asarray(kept).reshape(-1)]
    return found


def detect(picture):
    confidences = dict(zip(NAMES, (100 * (classify(picture) @ UP)).tolist()))
    instances = {}
    for name, boxes in find_things(picture).items():
        best = 100 * float(boxes[:, 0].max())
        for each in [name, *TAXONOMY[name]["parents"]]:
            confidences[each] = max(confidences.get(each, 0.0), best)
        instances[name] = [
            {"Confidence": 100 * score, "BoundingBox": {"Left": x0, "Top": y0, "Width": x1 - x0,
                                                        "Height": y1 - y0}}
            for score, x0, y0, x1, y1 in boxes.tolist() if score >= INSTANCE_MIN]
    return [{"Name": name, "Confidence": confidence, "Instances": instances.get(name, []),
             "Parents": [{"Name": each} for each in TAXONOMY[name]["parents"]],
             "Aliases": [{"Name": each} for each in TAXONOMY[name]["aliases"]],
             "Categories": [{"Name": each} for each in TAXONOMY[name]["categories"]]}
            for name, confidence in sorted(confidences.items(), key=lambda each: -each[1])
            if confidence >= CONFIDENCE_MIN]
