"""AWS Lambda, as far as a custom runtime sees it: starts the process, hands out invocations by the
Runtime API (2018-06-01), kills what is late, starts it again, and is strict about the protocol.

What a process must not do is refused as Lambda refuses it, and noted in `violations`: an answer
for another invocation or a second one, next() before the answer, an error without its type or of
another shape, an init error after the first next(), a path that there is not.
"""

import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RESPONSE_BYTES_MAX = 6_291_556
PATH = re.compile(r"^/2018-06-01/runtime/(?:invocation/(next)|invocation/([^/]+)/(response|error)|"
                  r"(init/error))$")
START_SECONDS_MAX = 120  # Lambda gives 10; sanitizers on a busy machine need more


class FunctionError(Exception):
    """What the caller of a failed function gets."""

    def __init__(self, report):
        super().__init__(report.get("errorType"), report.get("errorMessage"))
        self.type, self.message, self.report = (report.get("errorType"),
                                                report.get("errorMessage"), report)


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A process that is killed leaves its connection as it was: that is no news."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Invocation:
    def __init__(self, event, seconds, trace):
        self.id = str(uuid.uuid4())
        self.event, self.seconds, self.trace = event, seconds, trace
        self.handed_at = None
        self.answer = queue.Queue()  # ("result", text) or ("error", report)


class RuntimeApi:
    """One execution environment. `command` runs with `environment`, and with Lambda's own variables
    on top; `root` is a folder to chroot into first."""

    ARN = "arn:aws:lambda:us-east-1:000000000000:function:"

    def __init__(self, command, handler, environment=None, *, root=None, log=None):
        self.command, self.handler, self.root = command, handler, root
        self.given = environment or {}
        self.log_path = log or os.devnull
        self.violations, self.connections, self.starts = [], 0, 0
        self.init_error = None
        self.process = None
        self.lock = threading.Lock()
        self.current, self.asked_once = None, False
        self.waiting = queue.Queue()
        self.server = QuietServer(("127.0.0.1", 0), self._handler_class())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # What a caller does.

    def invoke(self, event, seconds=60.0, trace=None):
        """The function's result, or FunctionError; `event` that is text goes as it is. A function
        that is late is killed with its process, and the error is Sandbox.Timedout."""
        self._start()
        text = event if isinstance(event, (str, bytes)) else json.dumps(event)
        invocation = Invocation(text, seconds, trace)
        self.waiting.put(invocation)
        kind, answer = self._answer_of(invocation)
        if kind == "error":
            raise FunctionError(answer)
        return json.loads(answer)

    def start(self):
        """Starts the process without an invocation, and waits for its first next(), or its end."""
        self._start()
        limit = time.monotonic() + START_SECONDS_MAX
        while not self.asked_once and self.process.poll() is None and time.monotonic() < limit:
            time.sleep(0.002)

    def terminate(self):
        """SIGTERM, as before an environment is taken away; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(START_SECONDS_MAX)

    def resident_bytes(self):
        with open(f"/proc/{self.process.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def log_lines(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return file.read().splitlines()

    def close(self):
        self._kill()
        self.server.shutdown()
        self.server.server_close()

    # The environment.

    def _environment(self):
        port = self.server.server_address[1]
        name = self.handler
        return {**self.given, "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{port}",
                "_HANDLER": self.handler, "LAMBDA_TASK_ROOT": "/var/task",
                "LAMBDA_RUNTIME_DIR": "/var/runtime", "AWS_LAMBDA_FUNCTION_NAME": name,
                "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
                "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand", "TZ": ":UTC",
                "AWS_EXECUTION_ENV": "AWS_Lambda_provided.al2023", "PATH": "/usr/bin:/bin",
                "LD_LIBRARY_PATH": "/lib64:/usr/lib64:/var/runtime:/var/task:/var/task/lib"}

    def _start(self):
        if self.process is not None and self.process.poll() is None:
            return
        self.starts += 1
        root = self.root
        # A process may ask before Popen() has returned: then it waits for this lock.
        with self.lock, open(self.log_path, "ab") as log:
            self.current, self.asked_once, self.init_error = None, False, None
            self.waiting = queue.Queue()  # a former process's request may still wait at the old one
            self.process = subprocess.Popen(  # pylint: disable=subprocess-popen-preexec-fn
                self.command, env=self._environment(), stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, cwd=root or "/",
                preexec_fn=(lambda: os.chroot(root)) if root else None)

    def _kill(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def _answer_of(self, invocation):
        started = time.monotonic()
        while True:
            try:
                return invocation.answer.get(timeout=0.02)
            except queue.Empty:
                pass
            now = time.monotonic()
            if self.process.poll() is not None:
                return self._ended_with(invocation)
            handed = invocation.handed_at
            if handed is None and now - started > START_SECONDS_MAX:
                self._kill()
                self._withdraw()
                return "error", {"errorType": "Sandbox.Timedout", "errorMessage": "Init is late."}
            if handed is not None and now - handed > invocation.seconds:
                self._kill()
                return "error", {
                    "errorType": "Sandbox.Timedout",
                    "errorMessage": f"RequestId: {invocation.id} Error: Task timed out after "
                                    f"{invocation.seconds:.2f} seconds"}

    def _ended_with(self, invocation):
        """The process is gone: with an answer, with an init error, or for no reason."""
        self._withdraw()
        try:
            return invocation.answer.get_nowait()
        except queue.Empty:
            pass
        if self.init_error is not None:
            return "error", self.init_error
        return "error", {"errorType": "Runtime.ExitError",
                         "errorMessage": f"RequestId: {invocation.id} Error: Runtime exited with "
                                         f"error: exit status {self.process.returncode}"}

    def _withdraw(self):
        while not self.waiting.empty():
            self.waiting.get_nowait()

    # The wire.

    def _violation(self, text):
        self.violations.append(text)

    def _next(self):
        """The invocation to hand out, or None where that is refused."""
        with self.lock:
            if self.current is not None:
                self._violation(f"next() before the answer of {self.current.id}")
                return None
            self.asked_once = True
            process, waiting = self.process, self.waiting
        while process.poll() is None:
            try:
                invocation = waiting.get(timeout=0.05)
            except queue.Empty:
                continue
            with self.lock:
                self.current = invocation
            invocation.handed_at = time.monotonic()
            return invocation
        return None

    def _take_answer(self, request_id, kind, body, error_type):
        """(status, answer) to a process that answers."""
        with self.lock:
            current = self.current
            if current is None or current.id != request_id:
                self._violation(f"{kind} for {request_id}, which is not waited for")
                return 400, {"errorMessage": "Invalid request ID", "errorType": "InvalidRequestID"}
            if kind == "response" and len(body) > RESPONSE_BYTES_MAX:
                return 413, {"errorMessage": "Exceeded maximum allowed payload size",
                             "errorType": "RequestEntityTooLarge"}
            if kind == "error":
                answer = ("error", self._report_of(body, error_type))
            else:
                answer = ("result", body.decode())
            self.current = None
            current.answer.put(answer)
        return 202, {"status": "OK"}

    def _take_init_error(self, body, error_type):
        if self.asked_once:
            self._violation("init/error after next()")
            return 403, {"errorMessage": "State transition is not allowed",
                         "errorType": "InvalidStateTransition"}
        self.init_error = self._report_of(body, error_type)
        return 202, {"status": "OK"}

    def _report_of(self, body, error_type):
        try:
            report = json.loads(body)
        except ValueError:
            report = {}
        good = (isinstance(report.get("errorMessage"), str) and
                isinstance(report.get("errorType"), str) and
                isinstance(report.get("stackTrace"), list))
        if not good:
            self._violation(f"an error of another shape: {body[:200]!r}")
        if not error_type:
            self._violation("an error without Lambda-Runtime-Function-Error-Type")
        return report

    def _handler_class(self):
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # head and body are two packets

            def setup(self):
                api.connections += 1
                super().setup()

            def log_message(self, *_):  # pylint: disable=arguments-differ
                pass

            def do_GET(self):
                path = PATH.match(self.path)
                if not path or not path[1]:
                    api._violation(f"GET {self.path}")
                    self.answer(404, {"errorMessage": "Not found", "errorType": "NotFound"})
                    return
                invocation = api._next()
                if invocation is None:
                    self.answer(403, {"errorMessage": "State transition is not allowed",
                                      "errorType": "InvalidStateTransition"})
                    return
                self.hand_out(invocation)

            def hand_out(self, invocation):
                event = invocation.event
                body = event if isinstance(event, bytes) else event.encode()
                self.send_response(200)
                deadline_ms = int((time.time() + invocation.seconds) * 1000)
                for name, value in (
                        ("Content-Type", "application/json"), ("Content-Length", len(body)),
                        ("Lambda-Runtime-Aws-Request-Id", invocation.id),
                        ("Lambda-Runtime-Deadline-Ms", deadline_ms),
                        ("Lambda-Runtime-Invoked-Function-Arn", api.ARN + api.handler)):
                    self.send_header(name, str(value))
                if invocation.trace:
                    self.send_header("Lambda-Runtime-Trace-Id", invocation.trace)
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                error_type = self.headers.get("Lambda-Runtime-Function-Error-Type")
                path = PATH.match(self.path)
                if path and path[2]:
                    self.answer(*api._take_answer(path[2], path[3], body, error_type))
                elif path and path[4]:
                    self.answer(*api._take_init_error(body, error_type))
                else:
                    api._violation(f"POST {self.path}")
                    self.answer(404, {"errorMessage": "Not found", "errorType": "NotFound"})

            def answer(self, status, value):
                body = json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        return Handler
