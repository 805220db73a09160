"""Goal: what is acknowledged survives kill -9 under load, and is analysed exactly once.

Method: a few cycles of marathon.py on the sanitized build; the long run is a script.
"""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import marathon  # noqa: E402

CYCLES = 4


class Crash(unittest.TestCase):
    def test_nothing_acknowledged_is_lost_or_doubled(self):
        found, figures = marathon.run(CYCLES, seed=1, helio=marathon.harness.HELIO)
        self.assertEqual(found, [], figures)
        self.assertGreater(figures["acknowledged"], 0, figures)


if __name__ == "__main__":
    unittest.main()
