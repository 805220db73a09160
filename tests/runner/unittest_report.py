"""usage: unittest_report.py TEST_FILE REPORT: runs the file's cases, writes JSON about them."""

import importlib.util
import json
import os
import sys
import unittest


class Result(unittest.TestResult):
    """Counts subtests that fail as cases of their own; a case with none failed has passed."""

    def __init__(self):
        super().__init__()
        self.passed = 0

    def addSuccess(self, test):  # noqa: N802 (unittest's name)
        super().addSuccess(test)
        self.passed += 1

    def addUnexpectedSuccess(self, test):  # noqa: N802
        super().addUnexpectedSuccess(test)
        self.failures.append((test, "it passed, though it is marked as an expected failure"))


def main(path, report):
    folder = os.path.dirname(os.path.abspath(path))
    sys.path[:0] = [folder, os.path.dirname(folder)]
    spec = importlib.util.spec_from_file_location(os.path.basename(path)[:-3], path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    result = Result()
    unittest.defaultTestLoader.loadTestsFromModule(module).run(result)
    bad = [(str(test), text) for test, text in result.failures + result.errors]
    with open(report, "w", encoding="utf-8") as file:
        json.dump({"passed": result.passed, "failures": bad,
                   "skipped": [(str(test), reason) for test, reason in result.skipped]}, file)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
