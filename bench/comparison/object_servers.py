"""The servers that bench/aws compares: helio and MinIO, each on a folder of its own."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from comparison import setup

MINIO = "github.com/minio/minio@latest"
READY_SECONDS_MAX = 60


def minio_binary():
    """Built by the machine's own Go, once, as its authors say it is to be had."""
    folder = setup.cache_folder() / "bench" / "bin"
    if not (folder / "minio").exists():
        print(f"==> MinIO: go install {MINIO} (minutes, once)", file=sys.stderr)
        os.environ["GOBIN"] = str(folder)
        setup.run("nice", "-n", "19", "go", "install", MINIO, cwd="/")
    return folder / "minio"


def minio_version(binary):
    """The module's version that the binary was built of."""
    said = subprocess.run(["go", "version", "-m", str(binary)], check=True, capture_output=True,
                          text=True).stdout
    return next((line.split()[2] for line in said.splitlines() if line.split()[:1] == ["mod"]),
                "unknown")


class Minio:
    """One drive, its defaults: no replica to lean on, as with helio."""

    key, secret = "bench-admin", "bench-secret-of-one-run"

    def __init__(self, folder):
        binary = minio_binary()
        self.version = minio_version(binary)
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.port = taken.getsockname()[1]
        environment = {**os.environ, "MINIO_ROOT_USER": self.key,
                       "MINIO_ROOT_PASSWORD": self.secret, "MINIO_UPDATE": "off",
                       "MINIO_BROWSER": "off", "HOME": folder}
        with open(os.path.join(folder, "minio.log"), "wb") as log:
            self.process = subprocess.Popen(
                [binary, "server", os.path.join(folder, "minio"), "--address",
                 f"127.0.0.1:{self.port}", "--quiet"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment)
        self._wait()

    def _wait(self):
        give_up = time.monotonic() + READY_SECONDS_MAX
        while time.monotonic() < give_up:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/minio/health/ready"):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.stop()
        sys.exit("error: MinIO did not get ready")

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Helio:
    """`helio serve` with its defaults, and the admin's key that `helio env` would print."""

    version = ""

    def __init__(self, server):
        self.server, self.process = server, server.process
        self.port = int(server.url.rsplit(":", 1)[1])
        with open(os.path.join(server.data, "keys", "admin.json"), encoding="utf-8") as file:
            admin = json.load(file)
        self.key, self.secret = admin["access_key_id"], admin["secret_access_key"]

    def stop(self):
        self.server.stop()
