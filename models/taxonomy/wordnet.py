"""Reads WordNet 3.0's noun file (format: wndb(5WN)); only words and hypernyms are kept."""
from pathlib import Path
from typing import NamedTuple

# Where Debian's and Ubuntu's wordnet-base package puts it.
NOUNS = Path("/usr/share/wordnet/data.noun")


class Synset(NamedTuple):
    words: list[str]
    hypernyms: list[str]


def read_nouns(path=NOUNS):
    """{8-digit offset: Synset}. Instances (@i) count as hypernyms, as in the WordNet browser."""
    nouns = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("  "):  # the licence, in front of the data
                continue
            fields = line.split(" | ", 1)[0].split()
            offset, word_count = fields[0], int(fields[3], 16)
            words = fields[4:4 + 2 * word_count:2]
            at = 4 + 2 * word_count
            pointers = [fields[at + 1 + 4 * i:at + 5 + 4 * i] for i in range(int(fields[at]))]
            nouns[offset] = Synset(words, [target for symbol, target, kind, _ in pointers
                                           if symbol in ("@", "@i") and kind == "n"])
    if not nouns:
        raise ValueError(f"{path}: no synsets; not a WordNet noun file")
    return nouns
