"""A service in front of another: what `judge` answers is the answer, all else is passed on."""

import http.client
import threading
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from runtime_api import QuietServer

DROPPED = {"connection", "transfer-encoding", "date", "server", "content-length"}


class Between:
    """`judge(method, path, headers, body)` gives (status, headers, body), or None to pass it on to
    the server at the URL `target`."""

    def __init__(self, target, judge):
        host = urlsplit(target).netloc if target else None

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # head and body are two packets

            def log_message(self, *_):  # pylint: disable=arguments-differ
                pass

            def serve(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer = judge(self.command, self.path, self.headers, body)
                if answer is None:
                    answer = self.passed_on(body)
                status, headers, content = answer
                self.send_response(status)
                for name, value in headers:
                    if name.lower() not in DROPPED:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(self.length_of(headers, content)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(content)

            def length_of(self, headers, content):
                told = [value for name, value in headers if name.lower() == "content-length"]
                return told[0] if self.command == "HEAD" and told else len(content)

            def passed_on(self, body):
                connection = http.client.HTTPConnection(host, timeout=60)
                connection.request(self.command, self.path, body, dict(self.headers))
                answer = connection.getresponse()
                content = answer.read()
                connection.close()
                return answer.status, answer.getheaders(), content

            do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = serve

        self.server = QuietServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
