"""One GoogleTest program: every case counts, and so does a crash between two of them."""

import json
import os
import tempfile

from .outcome import Outcome, run_program


def run(name, path, seconds_max):
    outcome = Outcome(name)
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.json")
        ended = run_program([os.path.abspath(path), f"--gtest_output=json:{report}",
                             "--gtest_brief=1", "--gtest_color=no"], seconds_max)
        count(outcome, report)
    if not outcome.failures and ended.why(seconds_max):
        outcome.fail("(program)", f"{ended.why(seconds_max)}\n{ended.output}")
    return outcome


def count(outcome, report):
    """Reads GoogleTest's own report; without one (a crash) nothing is counted."""
    if not os.path.exists(report):
        return
    with open(report, encoding="utf-8") as file:
        suites = json.load(file)["testsuites"]
    for suite in suites:
        for case in suite["testsuite"]:
            name = f"{suite['name']}.{case['name']}"
            if case["result"] == "SKIPPED":
                reasons = [part["message"] for part in case.get("skipped", [])]
                outcome.skipped.append((name, " ".join(reasons).replace("\n", " ") or "no reason"))
            elif case.get("failures"):
                outcome.fail(name, "\n".join(part["failure"] for part in case["failures"]))
            elif case["result"] == "COMPLETED":
                outcome.passed += 1
