#!/usr/bin/env python3
"""Writes hostile image files into a folder, with an index.json that says what each one is.

usage: make_hostile.py FOLDER

Standard library only, and the same bytes each time. index.json is a list of
{"file", "what", "expect"}; "expect" lists the error names that are right for the file, "ok" among
them where decoding it is right too.
"""

import json
import os
import sys

import bmp_files
import heif_files
import jpeg_files
import other_files
import png_files
import riff_gif_files
import tiff_files

FAMILIES = (jpeg_files, png_files, riff_gif_files, bmp_files, tiff_files, heif_files, other_files)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    index = []
    for family in FAMILIES:
        for name, what, expect, content in family.files():
            with open(os.path.join(folder, name), "wb") as out:
                out.write(content)
            index.append({"file": name, "what": what, "expect": expect.split("|")})
    names = [entry["file"] for entry in index]
    assert len(set(names)) == len(names), "two files of one name"
    with open(os.path.join(folder, "index.json"), "w", encoding="utf-8") as out:
        json.dump(index, out, indent=1)
    print(f"{len(index)} files in {folder}")


if __name__ == "__main__":
    main()
