"""What the end-to-end tests share: running the built helio, pictures made on the spot, a folder."""

import json
import os
import struct
import subprocess
import tempfile
import unittest
import zlib

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("HELIO_BUILD", os.path.join(ROOT, "build", "dev"))
CACHE = os.environ.get("HELIO_CACHE") or os.path.join(
    os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "heliograph")
HELIO = os.path.join(BUILD, "bin", "helio")
DEFAULT_PACK = os.path.join(CACHE, "models", "default")
PHOTOGRAPHS = os.path.join(CACHE, "examples")
POSTER = os.path.join(ROOT, "examples", "poster.png")
SECONDS_MAX = 300  # of one call, under sanitizers on a busy machine


def png(width, height, colour):
    """A PNG of one colour."""
    def chunk(kind, data):
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    row = b"\0" + bytes(colour) * width
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) +
            chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b""))


def gif(frames):
    """An animated GIF of 16 x 16 black pixels."""
    screen = b"GIF89a" + struct.pack("<HHBBB", 16, 16, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 16, 16, 0) + b"\x02\x02\x84\x51\x00"
    return screen + frame * frames + b";"


def environment(**changes):
    """This process's environment with sanitizers that survive OpenVINO's own libraries."""
    result = dict(os.environ, TBB_ENABLE_SANITIZERS="1", UBSAN_OPTIONS="halt_on_error=1",
                  ASAN_OPTIONS="detect_leaks=1")
    suppressions = os.path.join(ROOT, "tests", "lsan.supp")
    if os.path.exists(suppressions):
        result["LSAN_OPTIONS"] = f"suppressions={suppressions}:print_suppressions=0"
    result.update(changes)
    return {name: value for name, value in result.items() if value is not None}


class EndToEnd(unittest.TestCase):
    """A folder of its own per test; user packs come from that folder, never from the person's."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.data_home = os.path.join(self.folder, "data")

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def environment(self, **changes):
        changes = {"XDG_DATA_HOME": self.data_home, "HELIO_CACHE": CACHE, "HELIO_PACK": None,
                   **changes}
        return environment(**changes)

    def run_helio(self, *words, status=0, stdin=None, **changes):
        """Runs helio and checks its exit status; returns what it printed (stdout, stderr)."""
        done = subprocess.run([HELIO, *words], input=stdin, capture_output=True, check=False,
                              timeout=SECONDS_MAX, cwd=self.folder,
                              stdin=None if stdin is not None else subprocess.DEVNULL,
                              env=self.environment(**changes))
        out, err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(done.returncode, status, f"{words}\n{out[-2000:]}\n{err[-4000:]}")
        return out, err

    def json_of(self, *words, **options):
        return json.loads(self.run_helio(*words, **options)[0])

    def lines_of(self, *words, **options):
        out = self.run_helio(*words, **options)[0]
        return [json.loads(line) for line in out.splitlines()]
