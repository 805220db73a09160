#!/usr/bin/env python3
"""Builds the label vocabulary: classes/*.txt, taxonomy.json and moderation.json.

Input is the tables beside this file and WordNet's noun file. A label's parents are found by
walking WordNet's hypernyms up from its synset; only synsets that nodes.tsv names (or that are
classes themselves) become labels, everything between them is skipped. edges.tsv adds parents
that WordNet lacks, cuts.tsv removes those that are wrong or odd to a reader.

    build.py           writes the files
    build.py --check   writes nothing; exit status 1 and a list if a file is out of date
"""
import argparse
import json
import sys
from collections import deque
from pathlib import Path

import tables
import wordnet

HERE = Path(__file__).resolve().parent


def nearest_named(synset, nouns, named):
    """Labels met first on each path up from `synset`, nearest first; the walk ends at them."""
    found, seen, queue = [], {synset}, deque([synset])
    while queue:
        for above in nouns[queue.popleft()].hypernyms:
            if above in seen:
                continue
            seen.add(above)
            if above in named:
                if named[above] not in found:
                    found.append(named[above])
            else:
                queue.append(above)
    return found


def direct_parents(vocabulary, nouns):
    """{label: [direct parents]} from WordNet, plus the added edges, minus the cuts."""
    named = {synset: label.name for label in vocabulary.labels.values()
             for synset in label.synsets}
    parents = {}
    for label in vocabulary.labels.values():
        up = parents[label.name] = []
        for synset in label.synsets:
            up += [name for name in nearest_named(synset, nouns, named)
                   if name not in up and name != label.name]
    for cut in vocabulary.cuts:
        if cut.parent not in parents[cut.child]:
            raise ValueError(f"cuts.tsv: {cut.child} has no parent {cut.parent} in WordNet")
        parents[cut.child].remove(cut.parent)
    for edge in vocabulary.edges:
        if edge.parent not in parents[edge.child]:
            parents[edge.child].append(edge.parent)
    return parents


def ancestors(label, parents):
    """All labels above `label`, nearest first: none stands before a label that leads to it."""
    distance = {label: 0}  # the longest way up, so that Animal comes after all kinds of animal
    queue = deque([label])
    while queue:
        name = queue.popleft()
        for above in parents[name]:
            if above == label or distance[name] >= len(parents):
                raise ValueError(f"{label} is its own ancestor, or {above} is")
            if distance.get(above, 0) <= distance[name]:
                distance[above] = distance[name] + 1
                queue.append(above)
    del distance[label]
    return sorted(distance, key=distance.get)


def reduced(parents):
    """Drops a direct parent that another direct parent already leads to."""
    above = {label: ancestors(label, parents) for label in parents}
    return {label: [one for one in up if not any(one in above[other] for other in up)]
            for label, up in parents.items()}


def categories(label, parents, vocabulary):
    """The label's own categories, or those of its first direct parent that has any."""
    if vocabulary.labels[label].categories:
        return vocabulary.labels[label].categories
    return next(filter(None, (categories(up, parents, vocabulary) for up in parents[label])), [])


def taxonomy(vocabulary, nouns):
    """{label: {parents, aliases, categories}}, sorted by label."""
    parents = reduced(direct_parents(vocabulary, nouns))
    return {name: {"parents": ancestors(name, parents),
                   "aliases": vocabulary.labels[name].aliases,
                   "categories": categories(name, parents, vocabulary)}
            for name in sorted(vocabulary.labels)}


def lines_of(mapping):
    """One member per line, so that a diff shows the labels that changed."""
    return ",\n".join(f"{json.dumps(key)}:{json.dumps(value, separators=(',', ':'))}"
                      for key, value in mapping.items())


def taxonomy_json(entries):
    return "{\n" + lines_of(entries) + "\n}\n"


def moderation_json(moderation):
    rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in moderation.taxonomy)
    return (f'{{"version":"{moderation.version}",\n"taxonomy":[\n{rows}\n],\n'
            f'"labels":{{\n{lines_of(moderation.labels)}\n}}}}\n')


def outputs(folder, nouns):
    """{relative path: text} of every generated file."""
    vocabulary = tables.read_vocabulary(folder)
    moderation = tables.read_moderation(folder)
    for label in moderation.labels:
        if label not in vocabulary.labels:
            raise ValueError(f"moderation_labels.tsv: no label {label}")
    return {
        "classes/imagenet.txt": "".join(f"{name}\n" for name in vocabulary.imagenet),
        "classes/coco.txt": "".join(f"{name}\n" for name in vocabulary.coco),
        "taxonomy.json": taxonomy_json(taxonomy(vocabulary, nouns)),
        "moderation.json": moderation_json(moderation),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--wordnet", type=Path, default=wordnet.NOUNS,
                        help="WordNet 3.0 data.noun (Debian: wordnet-base)")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    options = parser.parse_args()
    try:
        files = outputs(HERE, wordnet.read_nouns(options.wordnet))
    except (OSError, ValueError) as error:
        sys.exit(f"build.py: {error}")
    stale = [path for path, text in files.items()
             if not (HERE / path).is_file() or (HERE / path).read_text("utf-8") != text]
    if options.check:
        sys.exit(f"out of date: {', '.join(stale)}" if stale else 0)
    for path in stale:
        (HERE / path).parent.mkdir(exist_ok=True)
        (HERE / path).write_text(files[path], "utf-8")
        print(f"wrote {path}")


if __name__ == "__main__":
    main()
