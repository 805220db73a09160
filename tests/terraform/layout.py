"""The canonical layout as far as it is small to check: indents, and aligned equals signs.

Where terraform or tofu is on the PATH, its own `fmt` judges instead.
"""

import re

ATTRIBUTE = re.compile(r'^(\s*)("?[\w$.-]+"?|\(.*\))(\s+)= (.*)$')
OPEN = re.compile(r"[\[({]$")


def indents(files):
    for file, text in files.items():
        if not text.endswith("\n") or text.endswith("\n\n"):
            yield f"{file}: does not end with one line end"
        for number, line in enumerate(text.splitlines(), 1):
            if line != line.rstrip() or "\t" in line:
                yield f"{file}:{number}: a space at the end, or a tab"
            elif (len(line) - len(line.lstrip())) % 2:
                yield f"{file}:{number}: an odd indent"


def alignment(files):
    """Of attributes on lines of their own, one below the other, the "=" stand in one column."""
    for file, text in files.items():
        group = []
        for number, line in enumerate([*text.splitlines(), ""], 1):
            found = ATTRIBUTE.match(line)
            alone = found and not OPEN.search(line) and not found[4].endswith("?")
            if alone and (not group or group[0][1] == len(found[1])):
                group.append((number, len(found[1]), found[2], found[3]))
                continue
            yield from misaligned(file, group)
            group = [(number, len(found[1]), found[2], found[3])] if alone else []


def misaligned(file, group):
    if group:
        width = max(len(name) for _, _, name, _ in group) + 1
        for number, _, name, space in group:
            if len(name) + len(space) != width:
                yield f"{file}:{number}: {name} is not aligned with its neighbours"


ALL = (indents, alignment)
