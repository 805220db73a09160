"""The parts of a folder of photographs with ground truth, and how their lines are read."""

import json
import os
from dataclasses import dataclass

# Part -> the features its measures read. Moderation is asked of every picture: none of these is
# unsafe, so whatever is reported is a false alarm.
FEATURES = {
    "imagenet1000": ("labels", "faces", "moderation"),
    "coco256": ("labels", "faces", "moderation"),
    "sroie": ("text", "moderation"),
    "tesseract_test": ("text", "moderation"),
    "utkface": ("faces", "moderation"),
}


@dataclass
class Part:
    name: str
    truths: list  # the lines of labels.jsonl, as dictionaries
    paths: list  # of each truth's picture

    @property
    def features(self):
        return FEATURES[self.name]


def read_part(folder, name, half=None):
    """The part `name` of `folder`, or None where it is missing.

    `half` "even" or "odd" keeps every other line of labels.jsonl, counted from 0: what was tuned
    on one half is then measured on the other.
    """
    path = os.path.join(folder, name, "labels.jsonl")
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        truths = [json.loads(line) for line in file if line.strip()]
    if half:
        truths = truths[0 if half == "even" else 1::2]
    return Part(name, truths, [os.path.join(folder, name, truth["file"]) for truth in truths])
