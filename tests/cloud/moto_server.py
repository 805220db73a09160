"""moto's stand-in for AWS on a free port of loopback: prints the port, ends when its input does."""

import contextlib
import io
import logging
import sys

from moto.server import ThreadedMotoServer

logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer("127.0.0.1", 0)
with contextlib.redirect_stdout(io.StringIO()):
    server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
server.stop()
