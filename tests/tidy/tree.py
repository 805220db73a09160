"""The source tree as the rules see it: path -> text, read once."""

import os

FOLDERS = (".ci", "apps", "bench", "cmake", "examples", "models", "scripts", "src", "tests")
SUFFIXES = (".cpp", ".hpp", ".py", ".sh", ".cmake", ".txt", ".md", ".js")
TOP_FILES = ("CMakeLists.txt", "README.md", "CONTRIBUTING.md", "quickstart", "test")


def read(root):
    """All files of ours that people write; tables of data (.tsv, .json) are not among them."""
    files = {}
    for name in TOP_FILES:
        if os.path.exists(os.path.join(root, name)):
            files[name] = text_of(root, name)
    for top in FOLDERS:
        for folder, folders, names in os.walk(os.path.join(root, top)):
            folders[:] = sorted(name for name in folders
                                if not name.startswith(".") and name != "__pycache__")
            for name in sorted(names):
                path = os.path.relpath(os.path.join(folder, name), root)
                if name.endswith(SUFFIXES) or os.path.dirname(path) == ".ci":
                    files[path] = text_of(root, path)
    return files


def text_of(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def of_kind(files, *suffixes):
    return {path: text for path, text in files.items() if path.endswith(suffixes)}
