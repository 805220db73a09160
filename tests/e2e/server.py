"""A running `helio serve` for end-to-end tests: a free port, a data folder, and its end."""

import json
import os
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request

import harness

READY_SECONDS_MAX = 180  # models loaded under sanitizers on a busy machine
STOP_SECONDS_MAX = 120
RESULT_SECONDS_MAX = 120


class Server:
    """Starts at construction and is ready then, or as far as `until` says. stop() ends it as Ctrl-C
    would, kill() at once."""

    def __init__(self, data, *words, helio=harness.HELIO, until="ready",
                 listen="127.0.0.1:0", **changes):
        self.data = data
        self.log_path = os.path.join(os.path.dirname(data), os.path.basename(data) + ".log")
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [helio, "serve", "--data", data, "--listen", listen, *words],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True,
                env=harness.environment(HELIO_CACHE=harness.CACHE, HELIO_PACK=None, **changes))
        self.url = ""
        self.wait_until(until)

    def wait_until(self, word):
        """Reads what it prints up to a line that begins so: "listening", "ready"."""
        limit = threading.Timer(READY_SECONDS_MAX, self.process.kill)
        limit.start()
        said = []
        for line in self.process.stdout:
            said.append(line)
            if line.startswith("listening"):
                self.url = line.split()[1]
            if line.split()[:1] == [word]:
                limit.cancel()
                return
        limit.cancel()
        raise AssertionError(f"helio serve did not get to '{word}':\n{''.join(said)}\n{self.log()}")

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return file.read()[-6000:]

    def stop(self):
        """Ctrl-C; returns the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self._ended()

    def kill(self):
        self.process.kill()
        return self._ended()

    def _ended(self):
        status = self.process.wait(STOP_SECONDS_MAX)
        self.process.stdout.close()
        return status

    def request(self, method, path, body=None, headers=None):
        """(status, headers, body) of one exchange; a body that is no bytes goes as JSON."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(path if "://" in path else self.url + path, data=data,
                                         method=method, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    def json(self, method, path, body=None, status=200):
        got, _, answer = self.request(method, path, body)
        if got != status:
            raise AssertionError(f"{method} {path}: {got} and not {status}\n{answer[:2000]}")
        return json.loads(answer) if answer else None

    def upload(self, path, content_type, **wish):
        """Sends a file as a browser would; returns its image id."""
        with open(path, "rb") as file:
            content = file.read()
        permit = self.json("POST", "/upload-url", {"fileName": os.path.basename(path),
                                                   "fileType": content_type, **wish})
        status, _, answer = self.request("PUT", permit["uploadUrl"], content, permit["headers"])
        if status != 200:
            raise AssertionError(f"PUT: {status}\n{answer[:2000]}")
        return permit["imageId"]

    def wait_for(self, question):
        """Asks until the answer is true, and returns it."""
        give_up = time.monotonic() + RESULT_SECONDS_MAX
        while time.monotonic() < give_up:
            if answer := question():
                return answer
            time.sleep(0.05)
        raise AssertionError(f"nothing within {RESULT_SECONDS_MAX} s\n{self.log()}")

    def result(self, image_id):
        """Waits until the record is settled."""
        return self.wait_for(lambda: self._settled(image_id))

    def _settled(self, image_id):
        status, _, answer = self.request("GET", f"/results/{image_id}")
        if status not in (200, 404):
            raise AssertionError(f"GET /results/{image_id}: {status}\n{answer[:2000]}")
        record = json.loads(answer)
        return record if status == 200 and record["status"] != "PROCESSING" else None


def exports_of(said):
    """The lines of `helio env` as a dictionary."""
    exports = {}
    for line in said.splitlines():
        name, _, value = line.removeprefix("export ").partition("=")
        exports[name] = value.strip("'\"")
    return exports


def access_key(said):
    """Of those lines the key alone, for who is told its endpoint otherwise."""
    exports = exports_of(said)
    return {name: exports[name] for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}


class ServerTest(harness.EndToEnd):
    """One server for all tests of a class; its folder is removed at the end."""

    words = ()
    variables = {}

    @classmethod
    def setUpClass(cls):
        import tempfile  # pylint: disable=import-outside-toplevel
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.server_folder = folder.name
        cls.server = Server(os.path.join(folder.name, "data"), *cls.words, **cls.variables)
        cls.addClassCleanup(cls._stop_clean)

    @classmethod
    def _stop_clean(cls):
        """What a sanitizer finds at the end is an error of the class."""
        if status := cls.server.stop():
            raise AssertionError(f"helio serve ended with {status}\n{cls.server.log()}")

    def helio(self, *words, **options):
        """Runs one of helio's own commands against this server."""
        return self.run_helio(*words, HELIO_SERVER=self.server.url, **options)

    def aws_environment(self):
        """What `helio env` prints, as a dictionary, for the aws command and boto3."""
        out, _ = self.run_helio("env", "--data", self.server.data, "--listen",
                                self.server.url.removeprefix("http://"))
        return exports_of(out)
