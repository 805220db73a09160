"""Tests of build.py: when a pack is made again, and what an interrupted or failed run leaves."""

import contextlib
import errno
import io
import json
import os
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import build  # noqa: E402
from errors import BuildError  # noqa: E402
from manifest import Entry, picture  # noqa: E402


class Sandbox(unittest.TestCase):
    """build.py on a models/ folder of its own, with two sources that write a file each."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.here = Path(temporary.name) / "models"
        self.out = Path(temporary.name) / "cache" / "default"
        (self.here / "sources").mkdir(parents=True)
        (self.here / "taxonomy" / "classes").mkdir(parents=True)
        (self.here / "licenses").mkdir()
        self.out.parent.mkdir()
        for name in ("shared.py", "shared_test.py", "sources/source.py", "sources/one.py",
                     "sources/two.py", "taxonomy/classes/table.txt", "taxonomy/taxonomy.json",
                     "taxonomy/moderation.json", "licenses/WordNet-3.0.txt"):
            (self.here / name).write_text(name)
        self.made = []
        for name, value in (("HERE", self.here), ("TABLES", self.here / "taxonomy"),
                            ("LICENSES", self.here / "licenses"), ("SOURCES", ("one", "two")),
                            ("make_source", self.make_source)):
            patch = mock.patch.object(build, name, value)
            patch.start()
            self.addCleanup(patch.stop)

    def make_source(self, module, _downloads, new, progress):
        self.made.append(module)
        progress.step("converting")
        (new / f"{module}.xml").write_text((self.here / "sources" / f"{module}.py").read_text())
        (new / "licenses" / module).write_text("terms")
        names = [f"{module}.xml", f"licenses/{module}"]
        return {"models": [{"name": module}], "notice": f"{module} by somebody.",
                "package": f"npm {module} 1", "licenses": names[1:],
                "files": build.hashes(new, names)}

    def make(self):
        """Returns whether a pack was made, and which sources were."""
        self.made = []
        with contextlib.redirect_stdout(io.StringIO()) as self.said:
            made = build.make_pack(self.out, self.out.parent)
        return made, self.made

    def pack(self):
        return {str(path.relative_to(self.out)): path.read_bytes()
                for path in self.out.rglob("*") if path.is_file()}


class MakePack(Sandbox):
    def test_makes_a_pack_and_leaves_it_alone(self):
        self.assertEqual(self.make(), (True, ["one", "two"]))
        self.assertEqual(self.said.getvalue(),
                         "[1/2] one: converting … ok\n[2/2] two: converting … ok\n")
        before = self.pack()
        self.assertEqual(sorted(before), [
            "NOTICE", "build-state.json", "licenses/WordNet-3.0.txt", "licenses/one",
            "licenses/two", "moderation.json", "one.xml", "pack.json", "taxonomy.json", "two.xml"])
        manifest = json.loads(before["pack.json"])
        self.assertEqual((manifest["format"], manifest["name"]), (1, "default"))
        self.assertEqual(manifest["models"], [{"name": "one"}, {"name": "two"}])
        self.assertIn("one by somebody.", before["NOTICE"].decode())
        self.assertEqual(self.make(), (False, []))
        self.assertEqual(self.pack(), before)
        self.assertEqual([path.name for path in self.out.parent.iterdir()], ["default"])

    def test_makes_again_what_changed_and_no_more(self):
        rows = [("sources/two.py", ["two"]), ("shared.py", ["one", "two"]),
                ("sources/source.py", ["one", "two"]), ("licenses/WordNet-3.0.txt", ["one", "two"]),
                ("taxonomy/classes/table.txt", ["one", "two"]), ("taxonomy/taxonomy.json", [])]
        self.make()
        for name, want in rows:
            with self.subTest(name):
                (self.here / name).write_text("changed")
                self.assertEqual(self.make(), (True, want))
                self.assertEqual(self.make(), (False, []))
        self.assertEqual(self.pack()["two.xml"], b"changed")
        self.assertEqual(self.pack()["taxonomy.json"], b"changed")

    def test_a_changed_test_makes_nothing(self):
        self.make()
        (self.here / "shared_test.py").write_text("changed")
        self.assertEqual(self.make(), (False, []))

    def test_another_converter_version_makes_all(self):
        self.make()
        with mock.patch.object(build.importlib.metadata, "version", return_value="99"):
            self.assertEqual(self.make(), (True, ["one", "two"]))

    def test_mends_a_damaged_pack(self):
        self.make()
        whole = self.pack()
        for name, want in (("two.xml", ["two"]), ("licenses/one", ["one"]), ("pack.json", []),
                           ("NOTICE", []), ("licenses/WordNet-3.0.txt", []),
                           ("build-state.json", ["one", "two"])):
            for damage in ("flipped", "missing"):
                with self.subTest(f"{name} {damage}"):
                    data = (self.out / name).read_bytes()
                    (self.out / name).unlink()
                    if damage == "flipped":
                        (self.out / name).write_bytes(bytes([data[0] ^ 1]) + data[1:])
                    self.assertEqual(self.make(), (True, want))
                    self.assertEqual(self.pack(), whole)

    def test_a_failure_leaves_the_old_pack(self):
        self.make()
        before = self.pack()
        (self.here / "sources" / "two.py").write_text("changed")
        for failure in (BuildError("no"), OSError(errno.ENOSPC, "full"), KeyboardInterrupt()):
            with self.subTest(repr(failure)), \
                    mock.patch.object(build, "make_source", side_effect=failure), \
                    self.assertRaises(type(failure)):
                self.make()
            self.assertEqual(self.pack(), before)
            self.assertEqual([path.name for path in self.out.parent.iterdir()], ["default"])

    def test_recovers_from_a_killed_run(self):
        self.make()
        before = self.pack()
        self.out.rename(self.out.with_name(".default.old"))  # killed between the two renames
        self.out.with_name(".default.new").mkdir()
        self.assertEqual(self.make(), (False, []))
        self.assertEqual(self.pack(), before)
        self.assertEqual([path.name for path in self.out.parent.iterdir()], ["default"])


class Main(Sandbox):
    def run_main(self):
        arguments = ["build.py", "--out", str(self.out), "--cache", str(self.out.parent)]
        with mock.patch.object(sys, "argv", arguments), \
                contextlib.redirect_stdout(io.StringIO()) as out, \
                contextlib.redirect_stderr(io.StringIO()) as err:
            return build.main(), out.getvalue(), err.getvalue()

    def test_says_where_the_pack_is(self):
        self.assertEqual(self.run_main()[1].splitlines()[-1], f"Model pack: {self.out} (made)")
        self.assertEqual(self.run_main(), (0, f"Model pack: {self.out} (up to date)\n", ""))

    def test_failures_are_one_sentence_and_an_exit_status(self):
        rows = [(BuildError("npm thing 1.0: no."), 1, "error: npm thing 1.0: no.\n"),
                (OSError(errno.ENOSPC, "No space left"), 1, "error: The disk is full"),
                (PermissionError(errno.EACCES, "Permission denied", "/x"), 1,
                 "error: /x: Permission denied.\n"),
                (KeyboardInterrupt(), 130, "\nInterrupted")]
        for failure, status, said in rows:
            with self.subTest(repr(failure)), \
                    mock.patch.object(build, "make_source", side_effect=failure):
                got, _, err = self.run_main()
                self.assertEqual(got, status)
                self.assertTrue(err.startswith(said), err)
                self.assertEqual(err.strip().count("\n"), 0)

    def test_a_missing_converter_is_named(self):
        missing = build.importlib.metadata.PackageNotFoundError("openvino")
        with mock.patch.object(build.importlib.metadata, "version", side_effect=missing):
            status, _, err = self.run_main()
        self.assertEqual(status, 1)
        self.assertIn("openvino is not installed", err)


class Manifest(unittest.TestCase):
    def test_an_entry_has_the_fields_the_program_reads(self):
        entry = Entry(name="n", task="labels", file="n.xml", decoder="softmax", version="1",
                      input=picture(0, 48, layout="NCHW", mean=[1.0, 2.0, 3.0], side_multiple=32),
                      outputs={"probabilities": "p"}, license="MIT", copyright="C", source="S",
                      labels="n.txt")
        self.assertEqual(entry.files(), ["n.xml", "n.bin", "n.txt"])
        self.assertEqual(entry.to_json({"n.xml": "00"}), {
            "name": "n", "version": "1", "task": "labels", "license": "MIT", "copyright": "C",
            "source": "S", "file": "n.xml", "sha256": {"n.xml": "00"}, "decoder": "softmax",
            "input": {"name": "image", "width_px": 0, "height_px": 48, "layout": "NCHW",
                      "color": "RGB", "mean": [1.0, 2.0, 3.0], "scale": [1.0, 1.0, 1.0],
                      "fit": "stretch", "side_multiple": 32},
            "outputs": {"probabilities": "p"}, "precision": "auto", "parameters": {},
            "labels": "n.txt"})

    def test_a_grey_picture_has_one_mean_and_scale(self):
        grey = picture(64, 64, layout="NHWC", color="GRAY", mean=127.5, scale=127.5)
        self.assertEqual((grey["mean"], grey["scale"]), ([127.5], [127.5]))


if __name__ == "__main__":
    unittest.main()
