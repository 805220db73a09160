"""Goal: ./test cannot be green by accident.

Method: tiny programs and files that fail in each way there is; the runner must count every one.
"""

import os
import sys
import tempfile
import textwrap
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import run as runner_main  # noqa: E402
from runner import fuzz, googletest, pythontest, suites  # noqa: E402
from runner.outcome import Outcome  # noqa: E402

REPORT = """{"testsuites": [{"name": "S", "testsuite": [
  {"name": "good", "result": "COMPLETED"},
  {"name": "bad", "result": "COMPLETED", "failures": [{"failure": "1 != 2"}]},
  {"name": "off", "result": "SUPPRESSED"},
  {"name": "left", "result": "SKIPPED", "skipped": [{"message": "no AVX2"}]}]}]}"""


class Runner(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(text))
        os.chmod(path, 0o755)
        return path

    def program(self, body):
        return self.write("program", f"#!/bin/sh\n{body}\n")

    def test_googletest_report_is_counted_case_by_case(self):
        report = self.write("wanted.json", REPORT)
        path = self.program(f'out=${{1#--gtest_output=json:}}; cp {report} "$out"; exit 1')
        outcome = googletest.run("s", path, 20)
        self.assertEqual(outcome.passed, 1)
        self.assertEqual(outcome.failures, [("S.bad", "1 != 2")])
        self.assertEqual(outcome.skipped, [("S.left", "no AVX2")])

    def test_bad_ends_of_a_program_are_failures(self):
        report = self.write("good.json", REPORT.replace('"failures"', '"unused"'))
        for body, word in (("kill -SEGV $$", "SIGSEGV"), ("exit 3", "status 3"),
                           ("sleep 60", "stopped"),
                           (f'cp {report} "${{1#--gtest_output=json:}}"; exit 1', "status 1")):
            with self.subTest(body):
                outcome = googletest.run("s", self.program(body), 1)
                self.assertEqual(len(outcome.failures), 1)
                self.assertIn(word, outcome.failures[0][1])

    def test_a_suite_without_cases_fails(self):
        path = self.program("exit 0")
        outcome, _ = suites.timed(suites.program_suite(path, "empty"))
        self.assertEqual(outcome.failures[0][0], "(no case)")

    def test_python_files(self):
        rows = (
            ("def test(self): self.assertEqual(1, 1)", 1, 0, 0),
            ("def test(self): self.assertEqual(1, 2)", 0, 1, 0),
            ("def test(self): raise OSError('x')", 0, 1, 0),
            ("def test(self): self.skipTest('no disk')", 0, 0, 1),
            ("def test(self): __import__('os')._exit(0)", 0, 1, 0),
            ("x = 1 / 0", 0, 1, 0),
            ("pass", 0, 1, 0),
        )
        for body, passed, failed, skipped in rows:
            with self.subTest(body):
                path = self.write("case_test.py", f"""\
                    import unittest
                    class Case(unittest.TestCase):
                        {body}
                    """)
                suite = suites.Suite("py", lambda: pythontest.run("py", path, ".", 60))
                outcome, _ = suites.timed(suite)
                counts = outcome.passed, len(outcome.failures), len(outcome.skipped)
                self.assertEqual(counts, (passed, failed, skipped), outcome)

    def test_fuzzing_that_finds_or_runs_nothing_fails(self):
        for body, failed in (("exit 77", 1), ("echo stat::number_of_executed_units: 0", 1),
                             ("echo stat::number_of_executed_units: 9", 0)):
            with self.subTest(body):
                self.assertEqual(len(fuzz.run("f", self.program(body), 1).failures), failed)

    def test_last_line_and_status(self):
        rows = (([], "0 passed, 0 failed", 1),
                ([Outcome("a", 2)], "2 passed, 0 failed", 0),
                ([Outcome("a", 2), Outcome("b", 1, [("x", "")])], "3 passed, 1 failed", 1),
                ([Outcome("a", 2, [], [("x", "")])], "1 skipped\n2 passed, 0 failed", 0))
        for outcomes, text, status in rows:
            with self.subTest(text):
                self.assertEqual(runner_main.last_line(outcomes), (text, status))


if __name__ == "__main__":
    unittest.main()
