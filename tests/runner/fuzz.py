"""One libFuzzer target for a few seconds: a finding fails it, and the input is kept and printed.

The seed is fixed, so that two runs of one revision walk the same inputs as far as they get:
chance is for scripts/fuzz.sh, which keeps its corpus and has hours.
"""

import base64
import os
import tempfile

from .outcome import Outcome, run_program


def _inputs(folder):
    text = ""
    for found in sorted(os.listdir(folder)):
        with open(os.path.join(folder, found), "rb") as file:
            text += f"{found}: {base64.b64encode(file.read(8192)).decode()}\n"
    return text


def _without_progress(output):
    return "".join(line for line in output.splitlines(True) if not line.startswith("#"))


def run(name, path, seconds):
    outcome = Outcome(name)
    program = os.path.abspath(path)
    findings = f"{program}.findings/"
    os.makedirs(findings, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        command = [program, corpus, "-seed=1", f"-max_total_time={seconds}", "-rss_limit_mb=2048",
                   "-timeout=10", "-print_final_stats=1", f"-artifact_prefix={findings}"]
        seeds = os.path.join("tests", "fuzz", os.path.basename(path).removesuffix("_fuzz"))
        if os.path.isdir(seeds):
            command.insert(2, seeds)
        ended = run_program(command, seconds + 120)
    bad = ended.why(seconds + 120)
    if bad:
        outcome.fail("(fuzzing)", f"{bad}; the input is in {findings}\n{_inputs(findings)}"
                                  f"{_without_progress(ended.output)}")
    elif "stat::number_of_executed_units: 0" in ended.output:
        outcome.fail("(fuzzing)", f"it ran no input at all\n{ended.output}")
    else:
        outcome.passed = 1
    return outcome
