"""Reads the curated tables beside this file and checks what can be checked without WordNet."""
import csv
from pathlib import Path
from typing import NamedTuple

COCO_IDS = 90  # COCO numbers its 80 things 1..90, with ten gaps


class Label(NamedTuple):
    name: str
    synsets: list[str]
    aliases: list[str]
    categories: list[str]


class Edge(NamedTuple):
    parent: str
    child: str


class Cut(NamedTuple):
    child: str
    parent: str
    why: str


class Vocabulary(NamedTuple):
    labels: dict[str, Label]
    imagenet: list[str]  # row = class index
    coco: list[str]  # row = COCO id - 1, "" where COCO has no such id
    edges: list[Edge]
    cuts: list[Cut]


class Moderation(NamedTuple):
    version: str
    taxonomy: list[dict]
    labels: dict[str, str]


def read_rows(path):
    """The rows of a tab-separated file with a header, as dictionaries."""
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows = list(reader)
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise ValueError(f"{Path(path).name}:{number}: expected {len(reader.fieldnames)} cells")
    return rows


def split(cell):
    return cell.split("|") if cell else []


def add_label(labels, label, source):
    if label.name in labels:
        raise ValueError(f"{source}: {label.name} is there twice")
    labels[label.name] = label


def read_vocabulary(folder):
    known = set((folder / "categories.txt").read_text("utf-8").splitlines())
    labels, imagenet = {}, []
    for index, row in enumerate(read_rows(folder / "imagenet.tsv")):
        if int(row["index"]) != index:
            raise ValueError(f"imagenet.tsv: class {index} is missing or out of order")
        add_label(labels, Label(row["name"], [row["wnid"].removeprefix("n")],
                                split(row["aliases"]), split(row["categories"])), "imagenet.tsv")
        imagenet.append(row["name"])
    for row in read_rows(folder / "nodes.tsv"):
        add_label(labels, Label(row["name"], split(row["synsets"]), split(row["aliases"]),
                                split(row["categories"])), "nodes.tsv")
    for label in labels.values():
        if unknown := set(label.categories) - known:
            raise ValueError(f"{label.name}: categories.txt lacks {', '.join(unknown)}")
    edges = [Edge(**row) for row in read_rows(folder / "edges.tsv")]
    cuts = [Cut(**row) for row in read_rows(folder / "cuts.tsv")]
    for edge in [*edges, *cuts]:
        for name in (edge.parent, edge.child):
            if name not in labels:
                raise ValueError(f"edges.tsv, cuts.tsv: no label {name}")
    coco = [""] * COCO_IDS
    for row in read_rows(folder / "coco.tsv"):
        if row["name"] not in labels:
            raise ValueError(f"coco.tsv: no label {row['name']}")
        coco[int(row["id"]) - 1] = row["name"]
    return Vocabulary(labels, imagenet, coco, edges, cuts)


def read_moderation(folder):
    taxonomy = [{"name": row["name"], "parent": row["parent"], "level": int(row["level"])}
                for row in read_rows(folder / "moderation_taxonomy.tsv")]
    names = {row["name"] for row in taxonomy}
    labels = {}
    for row in read_rows(folder / "moderation_labels.tsv"):
        if row["category"] not in names:
            raise ValueError(f"moderation_labels.tsv: no category {row['category']}")
        labels[row["label"]] = row["category"]
    return Moderation("7.0", taxonomy, labels)
