"""Moderation: the model's verdict, and the labels that the pack's table maps to a category."""

import json
import os
from pathlib import Path

from network import Network
from pictures import resize

SIDE, CROP = 256, 224
network = Network("open-nsfw.onnx", [104, 117, 123], bgr=True)
TABLE = json.loads(Path(os.environ["SERVICE_PACK"], "moderation.json").read_text(
    encoding="utf-8"))["labels"]


def detect(picture, labels):
    edge = (SIDE - CROP) // 2
    square = resize(picture, SIDE, SIDE)[edge:edge + CROP, edge:edge + CROP]
    unsafe = 100 * float(network(square)["outputs"][0, 1])
    found = [{"Name": "Explicit", "ParentName": "", "Confidence": unsafe}] if unsafe >= 50 else []
    for label in labels:
        if label["Name"] in TABLE and label["Confidence"] >= 50:
            found.append({"Name": TABLE[label["Name"]], "ParentName": "",
                          "Confidence": label["Confidence"]})
    return found
