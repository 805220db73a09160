"""Goal: the ratios and percentiles bench/engine prints are those of its rounds.

Method: sums over hand-made rounds; a stand-in child process for engine_bench.
"""

import contextlib
import io
import os
import struct
import sys
import tempfile
import unittest
from pathlib import Path

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from comparison import machine, pictures, sums  # noqa: E402
from comparison.native import EngineBench  # noqa: E402


class Sums(unittest.TestCase):
    ROUNDS = [{"engine": 2.0, "bare": 1.0}, {"engine": 4.0, "bare": 3.0},
              {"engine": 1.0, "bare": 2.0}]

    def test_rates_are_medians(self):
        self.assertEqual({"engine": 5.0, "bare": 5.0}, sums.rates(self.ROUNDS, 10))

    def test_a_ratio_is_of_one_round(self):
        # The engine's speed by the bare models': 1/2, 3/4, 2/1.
        self.assertEqual({"median": 0.75, "min": 0.5, "max": 2.0},
                         sums.ratio(self.ROUNDS, "engine", "bare"))

    def test_percentiles(self):
        hundred = list(range(100, 0, -1))
        rows = [([7], 0.5, 7), ([7], 0.99, 7), ([1, 2], 0.5, 1), ([3, 1, 2], 0.5, 2),
                (hundred, 0.5, 50), (hundred, 0.99, 99), (hundred, 1.0, 100)]
        for values, share, want in rows:
            with self.subTest(values=values[:3], share=share):
                self.assertEqual(want, sums.percentile(values, share))


class Pictures(unittest.TestCase):
    def test_spread(self):
        self.assertEqual([0, 2, 5, 7], pictures.spread(list(range(10)), 4))
        self.assertEqual([1, 2], pictures.spread([1, 2], 5))

    def test_sample_takes_pictures_only(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("b.JPG", "a.png", "labels.jsonl", "part/c.tif"):
                path = Path(folder, name)
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(b"")
            self.assertEqual(["a.png", "b.JPG", "part/c.tif"],
                             [os.path.relpath(each, folder) for each in
                              pictures.sample(folder, 9)])
            with self.assertRaises(SystemExit):
                pictures.sample(os.path.join(folder, "nowhere"), 9)


    def test_pictures_that_are_too_small_are_left_out(self):
        def png(width, height):
            return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height)

        def jpeg(width, height):
            return (b"\xff\xd8\xff\xe0\0\x04ab\xff\xc4\0\x03c\xff\xc2\0\x11\x08" +
                    struct.pack(">HH", height, width))
        rows = [("a.png", png(80, 90), (80, 90)), ("b.png", png(79, 90), (79, 90)),
                ("c.jpg", jpeg(75, 56), (75, 56)), ("d.jpg", jpeg(640, 480), (640, 480)),
                ("e.jpg", b"\xff\xd8\xff\xe0", None), ("f.gif", b"GIF89a", None),
                ("g.png", b"", None)]
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name, _, _ in rows]
            for path, (_, content, want) in zip(paths, rows):
                Path(path).write_bytes(content)
                self.assertEqual(pictures.size_px(path), want, path)
            with contextlib.redirect_stderr(io.StringIO()) as said:
                kept = pictures.sides_from(80, paths)
        self.assertEqual([os.path.basename(path)[0] for path in kept], list("adefg"))
        self.assertIn("c.jpg is 75x56 px", said.getvalue())


class Native(unittest.TestCase):
    STAND_IN = """#!/bin/sh
read command
printf '{"said": "%s", "args": "%s"}\\n' "$command" "$*"
exit 3
"""

    def test_a_command_in_an_answer_out(self):
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder, "engine_bench")
            program.write_text(self.STAND_IN)
            program.chmod(0o755)
            bench = EngineBench(program, "P", ["a.jpg"], 2, f32=True)
            self.assertEqual({"said": "engine",
                              "args": "--pack P --streams 2 --in-flight 2 --f32 a.jpg"},
                             bench.ask("engine"))
            with self.assertRaises(SystemExit):  # it has ended
                bench.ask("bare")
            bench.process.communicate()


class Machine(unittest.TestCase):
    def test_named(self):
        self.assertGreaterEqual(machine.describe()["cores"], 1)
        self.assertTrue(machine.describe()["cpu"])


if __name__ == "__main__":
    unittest.main()
