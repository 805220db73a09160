"""The Python service, started on loopback, and a client that keeps it busy.

One process per core with one thread per inference answers most pictures per second; one process
with all cores per inference answers a single picture soonest. The client hands pictures to the
processes in turn, as a load balancer would.
"""

import http.client
import itertools
import json
import os
import socket
import subprocess
import sys
import threading
import time

from .setup import SERVICE

START_SECONDS_MAX = 120
ANSWER_SECONDS_MAX = 300


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    def __init__(self, python, models, pack, processes, threads):
        environment = dict(os.environ, SERVICE_MODELS=str(models), SERVICE_PACK=str(pack),
                           SERVICE_THREADS=str(threads), PYTHONDONTWRITEBYTECODE="1")
        self.ports = [free_port() for _ in range(processes)]
        self.processes = [
            subprocess.Popen([python, "-m", "uvicorn", "server:app", "--port", str(port),
                              "--log-level", "warning"], cwd=SERVICE, env=environment,
                             stdin=subprocess.DEVNULL, stdout=sys.stderr)
            for port in self.ports]
        for port in self.ports:
            self.wait_until_ready(port)

    def wait_until_ready(self, port):
        end = time.monotonic() + START_SECONDS_MAX
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            try:
                connection.request("GET", "/readyz")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                pass
            finally:
                connection.close()
            if time.monotonic() > end or any(each.poll() is not None for each in self.processes):
                self.close()
                sys.exit("error: the Python service does not start")
            time.sleep(0.2)

    def analyze(self, connection, data):
        connection.request("POST", "/analyze", data)
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"the Python service answered {response.status}")
        return json.loads(body)

    def throughput(self, pictures, in_flight):
        """Seconds for all of `pictures` (bytes), `in_flight` at a time."""
        waiting, failures = iter(pictures), []
        lock = threading.Lock()

        def work(port):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS_MAX)
            while True:
                with lock:
                    data = next(waiting, None)
                if data is None:
                    return connection.close()
                try:
                    self.analyze(connection, data)
                except (OSError, RuntimeError) as error:
                    return failures.append(error)

        ports = itertools.cycle(self.ports)
        threads = [threading.Thread(target=work, args=(next(ports),)) for _ in range(in_flight)]
        start = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            sys.exit(f"error: {failures[0]}")
        return time.monotonic() - start

    def latency(self, pictures):
        """Milliseconds of each, one at a time."""
        connection = http.client.HTTPConnection("127.0.0.1", self.ports[0],
                                                timeout=ANSWER_SECONDS_MAX)
        took = []
        for data in pictures:
            start = time.monotonic()
            self.analyze(connection, data)
            took.append(1000 * (time.monotonic() - start))
        connection.close()
        return took

    def close(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()
