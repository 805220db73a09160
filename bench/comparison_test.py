"""Goal: the ratios and percentiles bench/engine prints are those of its rounds.

Method: sums over hand-made rounds; a stand-in child process for engine_bench.
"""

import os
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
