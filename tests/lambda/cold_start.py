"""From the start of the process to the first answer, in an empty root folder, in milliseconds.

usage: cold_start.py [RUNS]

The stand-in's own time is in it (about a millisecond); Lambda's, to fetch and unzip the package and
start the machine, is not. The first run reads the package from the disk and is shown by itself.
"""

import os
import statistics
import sys
import tempfile
import time

import package
from empty_root import REQUEST
from runtime_api import RuntimeApi


def milliseconds(folder):
    environment = {**package.CREDENTIALS, "IMAGE_BUCKET": "photos"}
    with RuntimeApi(["/var/task/bootstrap"], "presigned_url_generator", environment,
                    root=folder) as api:
        began = time.monotonic()
        answer = api.invoke(REQUEST)
        first = time.monotonic() - began
        assert answer["statusCode"] == 200, answer
        again = []
        for _ in range(50):
            began = time.monotonic()
            api.invoke(REQUEST)
            again.append(time.monotonic() - began)
    return 1000 * first, 1000 * statistics.median(again)


def main(arguments):
    runs = int(arguments[0]) if arguments else 20
    with tempfile.TemporaryDirectory(dir=os.path.dirname(package.ZIP)) as folder:
        package.unzip_into(folder)
        measured = [milliseconds(folder) for _ in range(runs + 1)]
    cold = sorted(first for first, _ in measured[1:])
    print(f"first run {measured[0][0]:.0f} ms; then {runs} starts: median"
          f" {statistics.median(cold):.0f} ms, {cold[0]:.0f} to {cold[-1]:.0f} ms;"
          f" later invocations, median {statistics.median(again for _, again in measured):.2f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
