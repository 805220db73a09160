"""Asks the `helio` binary about pictures."""

import json
import subprocess

FILES_AT_ONCE = 2000  # bounds the command line


class HelioFailed(Exception):
    pass


def analyze(binary, pack, paths, features):
    """Path -> answer. A picture that failed has an answer with "error" only."""
    answers = {}
    for start in range(0, len(paths), FILES_AT_ONCE):
        some = paths[start:start + FILES_AT_ONCE]
        command = [binary, "analyze", "--jsonl", "--min-confidence", "0", "--features",
                   ",".join(features)]
        command += ["--pack", pack] if pack else []
        # What it says on stderr (progress, errors) goes to the user as it comes.
        ended = subprocess.run(command + ["--"] + some, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, check=False)
        for line in ended.stdout.decode("utf-8").splitlines():
            answer = json.loads(line)
            answers[answer["file"]] = answer
        missing = [path for path in some if path not in answers]
        if missing:
            raise HelioFailed(f"{binary} ended with status {ended.returncode} and gave no answer "
                              f"for {len(missing)} of {len(some)} pictures, such as {missing[0]}")
    return answers
