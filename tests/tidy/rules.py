"""The rules of the source tree. Each takes the tree and gives its violations as sentences."""

import ast
import os
import re

from . import cxx
from .tree import of_kind

LINES_MAX = {".hpp": 150, ".cpp": 400, ".py": 400, ".sh": 150}
# Longer for a reason: {"src/…/file.cpp": (lines, "reason")}.
LONGER = {}
FUNCTION_LINES_MAX = 70
COLUMNS_MAX = 100
PORT_METHODS_MAX = 8

# A folder may include itself and what stands after the arrow; everything may include base.
LAYERS = {
    "base": (),
    "image": ("base",),
    "decoders": ("base",),
    "vision": ("base", "image", "decoders"),
    "objects": ("base",),
    "events": ("base",),
    "asl": ("base",),
    "results": ("base",),
    "logs": ("base",),
    "notify": ("base", "results"),
    "functions": ("base", "image", "decoders", "vision", "objects", "results", "logs", "notify"),
    "lambda": ("base", "functions"),
    "http": ("base",),
    "api": ("base", "http", "image", "objects", "events", "asl", "results", "logs", "notify",
            "functions"),
    "aws": ("base", "http", "objects", "events", "asl", "results", "logs"),
    "aws/dynamodb": ("base", "results"),
    "aws/events": ("base", "events", "aws", "aws/json"),
    "aws/json": ("base", "http", "aws"),
    "aws/logs": ("base", "logs", "aws", "aws/json"),
    "aws/rekognition": ("base", "http", "image", "decoders", "vision", "objects", "aws",
                        "aws/json"),
    "aws/sns": ("base", "notify"),
    "aws/sts": ("base", "http", "aws"),
    "aws/states": ("base", "asl", "aws", "aws/json"),
    "aws/tasks": ("base", "asl", "aws", "aws/json"),
    "adapters/openvino": ("base", "image", "decoders", "vision"),
    "adapters/sqlite": ("base", "aws", "aws/dynamodb", "objects", "events", "asl", "results",
                        "logs", "notify"),
    "adapters/fs": ("base", "objects"),
    "adapters/curl": ("base", "asl", "notify"),
    "adapters/awscloud": ("base", "http", "aws", "aws/dynamodb", "image", "objects", "results",
                          "notify", "functions", "adapters/curl"),
}
# Headers inside a folder that show a library's types to its sources; nobody else includes them.
INNER_HEADERS = ("src/image/vips_session.hpp", "src/http/byte_stream.hpp",
                 "src/http/connection.hpp", "src/http/feed_signal.hpp", "src/http/io_thread.hpp",
                 "src/http/run_on.hpp", "src/http/session.hpp", "src/http/tls_context.hpp")
# Third-party headers that may stand in a public header: vocabulary types of the whole code base.
PUBLIC_HEADERS = ("nlohmann/json.hpp", "nlohmann/json_fwd.hpp", "tl/expected.hpp")

UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b(?!\(#\d+\))")
VAGUE = re.compile(r"\b\w*(Man" r"ager|Hel" r"per|Ut" r"il)s?\b")
SOMEBODYS_MACHINE = re.compile(r"(?<![\w.~-])/(ro" r"ot|wo" r"rk|home/\w+)/")


def size(files):
    for path, text in files.items():
        # A contract suite is a test in a header, so that every adapter can run it.
        suffix = ".cpp" if path.startswith("tests/contract/") else os.path.splitext(path)[1]
        limit, _ = LONGER.get(path, (LINES_MAX.get(suffix), ""))
        lines = text.count("\n")
        if limit and lines > limit:
            yield f"{path}: {lines} lines; at most {limit}"


def columns(files):
    for path, text in files.items():
        if path.endswith((".md", ".txt")) and not path.endswith("CMakeLists.txt"):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if len(line) > COLUMNS_MAX:
                yield f"{path}:{number}: {len(line)} columns; at most {COLUMNS_MAX}"


def function_lines(files):
    for path, text in of_kind(files, ".cpp", ".hpp").items():
        for line, name, lines in cxx.functions(text):
            if lines > FUNCTION_LINES_MAX:
                yield f"{path}:{line}: {name} has {lines} lines; at most {FUNCTION_LINES_MAX}"
    for path, text in of_kind(files, ".py").items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = node.end_lineno - node.lineno + 1
                if lines > FUNCTION_LINES_MAX:
                    yield (f"{path}:{node.lineno}: {node.name} has {lines} lines;"
                           f" at most {FUNCTION_LINES_MAX}")


def port_methods(files):
    for path, text in of_kind(files, ".hpp").items():
        for name, count in cxx.virtual_methods(text).items():
            if count > PORT_METHODS_MAX:
                yield f"{path}: {name} has {count} virtual methods; at most {PORT_METHODS_MAX}"


def layer_of(path):
    """"src/vision/pack.cpp" -> "vision", "apps/helio/main.cpp" -> None: apps may include all."""
    parts = path.split("/")
    if parts[0] != "src" or len(parts) < 3:
        return None
    inner = "/".join(parts[1:3])
    return inner if parts[1] == "adapters" or inner in LAYERS else parts[1]


def layers(files):
    for path, text in of_kind(files, ".cpp", ".hpp").items():
        own = layer_of(path)
        if own is None:
            continue
        if own not in LAYERS:
            yield f"{path}: the folder {own} has no place among the layers (tests/tidy/rules.py)"
            continue
        for included in re.findall(r'^#include "([^"]+)"', text, re.MULTILINE):
            folder = layer_of("src/" + included)
            if path.endswith("_test.cpp") and folder == "contract":
                continue  # the suites in tests/contract
            if folder != own and folder not in LAYERS[own]:
                yield f"{path}: {own} must not include {included}"


def public_headers(files):
    for path, text in of_kind(files, ".cpp", ".hpp").items():
        for inner in INNER_HEADERS:
            folder, name = inner.removeprefix("src/").split("/")
            if f'"{folder}/{name}"' in text and layer_of(path) != folder:
                yield f"{path}: {inner} is for src/{folder} only"
        if not path.endswith(".hpp") or not path.startswith("src/"):
            continue
        if path.startswith("src/adapters/") or path in INNER_HEADERS:
            continue
        for included in re.findall(r"^#include <([^>]+)>", text, re.MULTILINE):
            foreign = "/" in included or included.endswith(".h")
            if foreign and included not in PUBLIC_HEADERS:
                yield f"{path}: <{included}> in a public header; include it in the .cpp"


def targets(files):
    for path in of_kind(files, ".cpp"):
        folder = os.path.dirname(path)
        name = os.path.basename(path)
        while folder and f"{folder}/CMakeLists.txt" not in files:
            name = f"{os.path.basename(folder)}/{name}"
            folder = os.path.dirname(folder)
        listed = files.get(f"{folder}/CMakeLists.txt", "")
        if not re.search(rf"(?<![\w/.]){re.escape(name)}(?![\w.])", strip_cmake(listed)):
            yield f"{path}: in no target of {folder or '.'}/CMakeLists.txt"


def strip_cmake(text):
    """Without comments; a fuzz target made by a loop counts by its name: foo_fuzz."""
    text = re.sub(r"#.*", "", text).replace("${CMAKE_CURRENT_SOURCE_DIR}/", "")
    loops = re.findall(r"foreach\(\w+\s+(?:IN ITEMS\s+)?([^)]*)\)", text)
    looped = (name for loop in loops for name in loop.split())
    return text + " ".join(f" {name}.cpp {name}_fuzz.cpp" for name in looped)


def words(files):
    for path, text in files.items():
        for number, line in enumerate(text.splitlines(), 1):
            if UNFINISHED.search(line):
                yield f"{path}:{number}: unfinished work without the issue that will finish it"
            if SOMEBODYS_MACHINE.search(line):
                yield f"{path}:{number}: a path of somebody's own machine"
    for path, text in of_kind(files, ".cpp", ".hpp").items():
        for name in re.findall(r"\b(?:class|struct)\s+(\w+)", cxx.blank(text)):
            if VAGUE.fullmatch(name):
                yield f"{path}: {name} names no thing; say what it serves"
    for path in files:
        stem = os.path.basename(path).split(".")[0]
        if re.fullmatch(r"(.*_)?(ut" r"ils?|hel" r"pers?|man" r"ager|misc|common)", stem):
            yield f"{path}: the name says nothing; name the thing it serves"


def described_folders(files):
    listed = files.get("src/README.md", "")
    folders = {layer_of(path) for path in of_kind(files, ".cpp", ".hpp")} - {None}
    for folder in sorted(folders):
        if f"`{folder}/`" not in listed:
            yield f"src/README.md: no paragraph about {folder}/"


def described_headers(files):
    for path, text in of_kind(files, ".hpp").items():
        if path.startswith(("src/", "apps/")) and not text.startswith("// "):
            yield f"{path}: does not begin with what it is for"
        if "#pragma once" not in text:
            yield f"{path}: no #pragma once"


ALL = (size, columns, function_lines, port_methods, layers, public_headers, targets, words,
       described_folders, described_headers)
