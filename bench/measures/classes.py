"""The class tables of models/taxonomy: what a data set calls a class, and what we call it."""

import csv
import os


class Classes:
    def __init__(self, imagenet, coco):
        """`imagenet`: our name by class index. `coco`: our name by COCO's name."""
        self.imagenet = imagenet
        self.coco = coco


def read_classes(taxonomy):
    """Reads classes/imagenet.txt and coco.tsv of the folder `taxonomy`."""
    with open(os.path.join(taxonomy, "classes", "imagenet.txt"), encoding="utf-8") as file:
        imagenet = file.read().splitlines()
    with open(os.path.join(taxonomy, "coco.tsv"), encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        coco = {row["coco"]: row["name"] for row in rows}
    return Classes(imagenet, coco)


def ranked_classes(answer, names):
    """The reported labels that are classes, as (name, confidence 0..1), best first.

    A class can be the parent of another (Rifle of Assault Rifle), and a parent's confidence
    includes its children's. Such a class counts with what is left when the confidences of the
    reported classes below it are taken off.
    """
    found = {label["Name"]: label for label in answer.get("Labels", []) if label["Name"] in names}
    ancestors = {name: {parent["Name"] for parent in label.get("Parents", [])}
                 for name, label in found.items()}
    own = {}
    # The deepest first: a child's own share is known before its parents'.
    for name in sorted(found, key=lambda each: -len(ancestors[each])):
        below = sum(share for child, share in own.items() if name in ancestors[child])
        own[name] = max(0.0, found[name]["Confidence"] / 100 - below)
    return sorted(own.items(), key=lambda pair: -pair[1])
