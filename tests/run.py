"""Runs every suite of Heliograph and counts their cases; ./test calls it after building.

usage: run.py [--all] [--build DIR] [--jobs N] [FILTER]

A suite is one program or one Python file; each runs by itself, with a time limit. What it prints
is shown when it fails. A suite that crashes, runs out of time or runs no case at all counts as one
failed case. The last line is "N passed, N failed"; how many were skipped stands before it.
"""

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from runner import suites  # noqa: E402


def report(outcome, seconds):
    """Prints one line for a suite, and whatever failed or was skipped in it."""
    mark = "FAIL" if outcome.failures else "ok  "
    print(f"{mark} {outcome.name}: {outcome.passed} passed, {len(outcome.failures)} failed"
          f" ({seconds:.1f} s)")
    for name, reason in outcome.skipped:
        print(f"     skipped {name}: {reason}")
    for name, text in outcome.failures:
        print(f"     FAILED {outcome.name}: {name}")
        for line in text.rstrip().splitlines()[-60:]:
            print(f"       | {line}")
    sys.stdout.flush()


def run_all(chosen, jobs):
    """Runs the suites `jobs` at a time; returns their outcomes in the order they ended."""
    outcomes = []
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        futures = [pool.submit(suites.timed, suite) for suite in chosen]
        for future in as_completed(futures):
            outcome, seconds = future.result()
            report(outcome, seconds)
            outcomes.append(outcome)
    return outcomes


def last_line(outcomes):
    """The summary, whose last line is always alike, and the exit status that goes with it."""
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(len(outcome.failures) for outcome in outcomes)
    skipped = sum(len(outcome.skipped) for outcome in outcomes)
    text = (f"{skipped} skipped\n" if skipped else "") + f"{passed} passed, {failed} failed"
    return text, 0 if passed and not failed else 1


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--build", default="build/dev")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("filter", nargs="?", default="")
    options = parser.parse_args(arguments)
    os.chdir(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

    # Answers recorded from the real services, where that folder stands beside the checkout.
    recorded = os.path.abspath("../shared/conformance")
    if os.path.isdir(recorded):
        os.environ.setdefault("HELIO_CONFORMANCE_DIR", recorded)

    chosen = [suite for suite in suites.find(options.build, options.all)
              if options.filter in suite.name]
    if not chosen:
        print(f"no suite has {options.filter!r} in its name")
    outcomes = run_all(chosen, options.jobs)
    for outcome in outcomes:
        for name, _ in outcome.failures:
            print(f"FAILED {outcome.name}: {name}")
    text, status = last_line(outcomes)
    print(text)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
