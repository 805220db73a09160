"""One Python test file, run by unittest in a process of its own."""

import json
import os
import sys
import tempfile

from .outcome import Outcome, run_program

CHILD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "unittest_report.py")


def run(name, path, build, seconds_max):
    outcome = Outcome(name)
    # Nothing is preloaded into Python, and the programs it starts set up their own sanitizers.
    environment = dict(os.environ, HELIO_BUILD=os.path.abspath(build), PYTHONDONTWRITEBYTECODE="1")
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.json")
        ended = run_program([sys.executable, CHILD, path, report], seconds_max, environment)
        if os.path.exists(report):
            with open(report, encoding="utf-8") as file:
                said = json.load(file)
            outcome.passed = said["passed"]
            outcome.failures = [tuple(item) for item in said["failures"]]
            outcome.skipped = [tuple(item) for item in said["skipped"]]
    if not outcome.failures and ended.why(seconds_max):
        outcome.fail("(file)", f"{ended.why(seconds_max)}\n{ended.output}")
    return outcome
