"""Which suites there are: test programs, Python files, fuzz targets."""

import glob
import json
import os
import subprocess
import time
from dataclasses import dataclass
from typing import Callable

from . import fuzz, googletest, pythontest
from .outcome import Outcome

TEST_SECONDS_MAX = 900
FUZZ_SECONDS = {"short": 4, "long": 60}


@dataclass
class Suite:
    name: str
    run: Callable[[], Outcome]


def timed(suite):
    """Runs it; returns its outcome and how many seconds it took. Never raises."""
    start = time.monotonic()
    try:
        outcome = suite.run()
    except Exception as error:  # pylint: disable=broad-except
        outcome = Outcome(suite.name).fail("(runner)", f"{type(error).__name__}: {error}")
    if not outcome.passed and not outcome.failures and not outcome.skipped:
        outcome.fail("(no case)", "the suite ran no test at all")
    return outcome, time.monotonic() - start


def find(build, everything):
    """All suites, the slow ones first so that the last to end is a short one."""
    found = []
    for path in python_files():
        found.append(python_suite(path, build))
    for name, path in programs(build):
        found.append(program_suite(path, name))
    if everything:
        for name, path in programs("build/tsan"):
            found.append(program_suite(path, "tsan/" + name))
    seconds = FUZZ_SECONDS["long" if everything else "short"]
    for path in sorted(glob.glob("build/fuzz/fuzz/*_fuzz")):
        found.append(fuzz_suite(path, seconds))
    return found


def programs(build):
    """The test programs CMake knows, built or not: one that is missing must fail."""
    listed = subprocess.run(["ctest", "--test-dir", build, "--show-only=json-v1"], check=True,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    tests = json.loads(listed.stdout)["tests"]
    # ctest leaves the command out where the program is not there; running its name says so.
    return [(test["name"], test.get("command", [test["name"]])[0]) for test in tests]


def python_files():
    """The *_test.py files: end to end first, they are the slowest."""
    patterns = ["tests/e2e/*_test.py", "tests/crash/*_test.py", "tests/lambda/*_test.py",
                "models/**/*_test.py", "tests/*_test.py", "tests/runner/*_test.py",
                "bench/**/*_test.py", "examples/*_test.py"]
    return [path for pattern in patterns for path in sorted(glob.glob(pattern, recursive=True))]


def python_suite(path, build):
    name = path.removesuffix(".py")
    return Suite(name, lambda: pythontest.run(name, path, build, TEST_SECONDS_MAX))


def program_suite(path, name):
    return Suite(name, lambda: googletest.run(name, path, TEST_SECONDS_MAX))


def fuzz_suite(path, seconds):
    name = "fuzz/" + os.path.basename(path)
    return Suite(name, lambda: fuzz.run(name, path, seconds))
