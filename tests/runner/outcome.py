"""What one suite came to, and running a program under a time limit."""

import os
import signal
import subprocess
from dataclasses import dataclass, field

LEAKS_KNOWN = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "lsan.supp")


@dataclass
class Outcome:
    name: str
    passed: int = 0
    failures: list = field(default_factory=list)  # (case, text)
    skipped: list = field(default_factory=list)  # (case, reason)

    def fail(self, case, text):
        self.failures.append((case, text))
        return self


@dataclass
class Ended:
    status: int  # negative: the signal that ended it
    output: str
    timed_out: bool

    def why(self, seconds):
        """How a program came to a bad end, or None when it did not."""
        if self.timed_out:
            return f"still running after {seconds} s, so it was stopped"
        if self.status < 0:
            return f"ended by {signal.Signals(-self.status).name}"
        return f"exit status {self.status}" if self.status else None


def sanitizer_environment():
    """Sanitizers end the program at the first finding; leaks in libraries stand in lsan.supp."""
    environment = dict(os.environ)
    environment["ASAN_OPTIONS"] = "detect_leaks=1:strict_string_checks=1"
    # OpenVINO's TBB opens its helper library with RTLD_DEEPBIND, which ASan does not survive.
    environment["TBB_ENABLE_SANITIZERS"] = "1"
    # libvips, the codecs and glib were not built with it: it does not see their locks.
    environment["TSAN_OPTIONS"] = "ignore_noninstrumented_modules=1:halt_on_error=1"
    environment["UBSAN_OPTIONS"] = "print_stacktrace=1:halt_on_error=1"
    if os.path.exists(LEAKS_KNOWN):
        environment["LSAN_OPTIONS"] = f"suppressions={LEAKS_KNOWN}:print_suppressions=0"
    return environment


def run_program(command, seconds, environment=None):
    """Runs it in a process group of its own, so that nothing it started outlives it."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, start_new_session=True,
                               env=environment or sanitizer_environment())
    timed_out = False
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        timed_out = True
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
    return Ended(process.returncode, output.decode("utf-8", "replace"), timed_out)
