# Goal: the program that AWS Lambda starts keeps to the Runtime API whatever it is asked: answers,
# errors, deadlines, its own end; and does not grow.
# Method: our own strict stand-in for Lambda drives the built program; where the package was made of
# these sources, that too, in an empty root folder.
import http.server
import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import package  # noqa: E402
from runtime_api import FunctionError, QuietServer, RuntimeApi  # noqa: E402

TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"
DETAIL = {"detail": {"bucket": {"name": "photos"}, "object": {"key": "uploads/a.jpg", "size": 1}}}
ENVIRONMENT = {**package.CREDENTIALS, **package.sanitized(), "IMAGE_BUCKET": "photos"}


def upload_request(name="cat.jpg", **members):
    return {"httpMethod": "POST", "path": "/upload-url", "headers": {}, "requestContext": {},
            "body": json.dumps({"fileName": name, "fileType": "image/jpeg"}), **members}


class Silent:
    """A server that takes requests and never answers."""

    def __enter__(self):
        self.asked, self.released = threading.Event(), threading.Event()
        asked, released = self.asked, self.released

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                asked.set()
                released.wait(60)

            do_GET = do_HEAD = do_PUT = do_POST

            def log_message(self, *_):  # pylint: disable=arguments-differ
                pass

        self.server = QuietServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        return self

    def __exit__(self, *_):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()


class WithProgram(unittest.TestCase):
    command, root = [package.PROGRAM], None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.log = os.path.join(folder.name, "log")

    def api(self, handler="presigned_url_generator", **changes):
        environment = {name: value for name, value in {**ENVIRONMENT, **changes}.items()
                       if value is not None}
        api = RuntimeApi(self.command, handler, environment, root=self.root, log=self.log)
        self.addCleanup(api.close)
        return api

    def failure(self, api, event, **options):
        with self.assertRaises(FunctionError) as caught:
            api.invoke(event, **options)
        return caught.exception


class Protocol(WithProgram):
    def test_hundreds_of_invocations_over_one_connection(self):
        api = self.api()
        seen = set()
        for number in range(300):
            answer = api.invoke(upload_request(f"{number}.jpg"))
            self.assertEqual(answer["statusCode"], 200, answer)
            seen.add(json.loads(answer["body"])["imageId"])
        self.assertEqual(len(seen), 300)
        self.assertEqual((api.violations, api.starts, api.connections), ([], 1, 1))

    def test_a_url_is_signed_with_the_credentials_of_the_environment(self):
        answer = json.loads(self.api().invoke(upload_request(body=json.dumps(
            {"fileName": "a b.jpg", "fileType": "image/jpeg", "userId": "ann"})))["body"])
        url = answer["uploadUrl"]
        self.assertTrue(url.startswith("https://photos.s3.us-east-1.amazonaws.com/uploads/"), url)
        for part in ("X-Amz-Credential=AKIAIOSFODNN7EXAMPLE", "X-Amz-Security-Token=token",
                     "a%20b.jpg", "x-amz-meta-user-id=ann", "X-Amz-Expires=900"):
            self.assertIn(part, url)

    def test_errors_are_reported_and_the_process_goes_on(self):
        api = self.api()
        deep = "[" * 100_000 + "]" * 100_000
        for name, event, error in (
                ("no JSON", "{\"a\":", "InvalidJson"), ("empty", "", "InvalidJson"),
                ("no UTF-8", b"\"\xff\"", "InvalidJson"), ("a zero", b"{}\0", "InvalidJson"),
                ("too deep", deep, "JsonTooDeep"),
                ("not of API Gateway", {"hello": 1}, "InvalidEvent"),
                ("no object", [1], "InvalidEvent"), ("null", None, "InvalidEvent")):
            with self.subTest(name):
                failed = self.failure(api, event)
                self.assertEqual(failed.type, error)
                self.assertGreater(len(failed.message), 10)
        self.assertEqual(api.invoke(upload_request())["statusCode"], 200)
        self.assertEqual((api.violations, api.starts), ([], 1))

    def test_a_large_event_is_taken(self):
        body = json.dumps({"fileName": "x" * 5_900_000, "fileType": "image/jpeg"})
        self.assertEqual(self.api().invoke(upload_request(body=body))["statusCode"], 413)

    def test_lines_of_the_log_are_json_with_the_requests_id(self):
        api = self.api()
        api.invoke(upload_request(), trace=TRACE)
        self.failure(api, "no json")
        lines = [json.loads(line) for line in api.log_lines()]
        self.assertEqual([line["level"] for line in lines], ["INFO", "ERROR"])
        for line in lines:
            self.assertRegex(line["requestId"], r"^[0-9a-f-]{36}$")
            self.assertRegex(line["timestamp"], r"^\d{4}-\d\d-\d\dT")
        self.assertEqual(lines[1]["errorType"], "InvalidJson")
        self.assertNotIn("X-Amz-Signature", "".join(api.log_lines()))

    def test_the_level_of_the_log_is_lambdas(self):
        api = self.api(AWS_LAMBDA_LOG_LEVEL="ERROR")
        api.invoke(upload_request())
        self.assertEqual(api.log_lines(), [])

    def test_a_proxy_is_not_asked_for_the_runtime_api(self):
        api = self.api(http_proxy="http://127.0.0.1:1")
        self.assertEqual(api.invoke(upload_request())["statusCode"], 200)


class Start(WithProgram):
    def test_init_errors_name_what_is_wrong(self):
        for handler, changes, error, word in (
                ("no_such_function", {}, "Runtime.NoSuchHandler", "no_such_function"),
                ("", {}, "Runtime.NoSuchHandler", "six"),
                ("presigned_url_generator", {"IMAGE_BUCKET": None}, "Runtime.ConfigInvalid",
                 "IMAGE_BUCKET"),
                ("result_saver", {}, "Runtime.ConfigInvalid", "RESULTS_TABLE"),
                ("notification_handler", {}, "Runtime.ConfigInvalid", "NOTIFICATION_TOPIC_ARN"),
                ("rekognition_analyzer", {"ANALYZER": "models"}, "Runtime.ConfigInvalid",
                 "container image")):
            with self.subTest(handler=handler, word=word):
                api = self.api(handler, **changes)
                failed = self.failure(api, {})
                self.assertEqual(failed.type, error)
                self.assertIn(word, failed.message)
                self.assertEqual(api.violations, [])
                self.assertEqual(api.process.returncode, 1)

    def test_a_container_s_command_is_the_handler(self):
        self.command = [*self.command, "presigned_url_generator"]
        api = self.api("")
        self.assertEqual(api.invoke(upload_request())["statusCode"], 200)
        self.assertEqual(self.failure(self.api("no_such_function"), {}).type,
                         "Runtime.NoSuchHandler")  # what Lambda says counts more

    def test_sigterm_during_an_invocation_lets_it_be_answered(self):
        with Silent() as service:
            api = self.api("image_processor", RESULTS_TABLE="t", AWS_ENDPOINT_URL=service.url)
            api.start()
            answers = []
            asking = threading.Thread(target=lambda: answers.append(
                self.failure(api, DETAIL, seconds=4).type))
            asking.start()
            service.asked.wait(60)
            self.assertEqual(api.terminate(), 0)
            asking.join()
        self.assertEqual((answers, api.violations), (["RequestTimeout"], []))

    def test_sigterm_ends_it_while_it_waits(self):
        api = self.api()
        api.start()
        self.assertEqual(api.terminate(), 0)
        self.assertEqual(api.invoke(upload_request())["statusCode"], 200)  # a new environment
        self.assertEqual((api.violations, api.starts), ([], 2))

    def test_outside_of_lambda_it_says_so(self):
        if self.root:
            self.skipTest("is about the program alone")
        done = subprocess.run(self.command, env=package.sanitized(), capture_output=True, text=True,
                              check=False, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("AWS_LAMBDA_RUNTIME_API", done.stderr)


class Deadline(WithProgram):
    def test_services_that_are_late_are_an_error_before_it(self):
        with Silent() as service:
            api = self.api("image_processor", RESULTS_TABLE="t", AWS_ENDPOINT_URL=service.url)
            for _ in range(2):
                failed = self.failure(api, DETAIL, seconds=2)
                self.assertEqual(failed.type, "RequestTimeout")
            self.assertEqual(self.failure(api, {"detail": {}}).type, "InvalidEvent")
            self.assertEqual((api.violations, api.starts), ([], 1))

    def test_what_is_late_is_killed_and_the_next_one_starts_anew(self):
        api = self.api()
        for starts in (1, 2):
            api.start()
            api.process.send_signal(signal.SIGSTOP)
            failed = self.failure(api, upload_request(), seconds=0.5)
            self.assertEqual(failed.type, "Sandbox.Timedout")
            self.assertEqual(api.starts, starts)
        self.assertEqual(api.invoke(upload_request())["statusCode"], 200)
        self.assertEqual((api.violations, api.starts), ([], 3))


class Tls(WithProgram):
    """AWS is reached by TLS alone, and every other test speaks http."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.certificate = os.path.join(folder.name, "certificate.pem")
        key = os.path.join(folder.name, "key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=here",
                        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out",
                        cls.certificate], check=True, capture_output=True, timeout=60)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cls.certificate, key)

        class Nothing(http.server.BaseHTTPRequestHandler):
            def do_HEAD(self):
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):  # pylint: disable=arguments-differ
                pass

        cls.server = QuietServer(("127.0.0.1", 0), Nothing)
        cls.server.socket = context.wrap_socket(cls.server.socket, server_side=True)
        cls.url = f"https://127.0.0.1:{cls.server.server_address[1]}"
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.addClassCleanup(cls.server.server_close)
        cls.addClassCleanup(cls.server.shutdown)

    def trust(self, certificate):
        return {"SSL_CERT_FILE": certificate}

    def test_a_service_is_believed_by_its_certificate_alone(self):
        for certificate, error in ((self.certificate, "NoSuchKey"),
                                   (package.CERTIFICATES, "CertificateNotTrusted")):
            with self.subTest(error):
                api = self.api("image_processor", RESULTS_TABLE="t", AWS_ENDPOINT_URL=self.url,
                               AWS_MAX_ATTEMPTS="1", **self.trust(certificate))
                self.assertEqual(self.failure(api, DETAIL).type, error)


class Memory(WithProgram):
    INVOCATIONS = 2_000

    def test_it_does_not_grow(self):
        api = self.api(ASAN_OPTIONS="detect_leaks=0:quarantine_size_mb=1")
        half = self.INVOCATIONS // 2
        for _ in range(half):
            api.invoke(upload_request())
        before = api.resident_bytes()
        for number in range(half):
            if number % 10 == 0:
                self.failure(api, "no json")
            api.invoke(upload_request())
        self.assertLess(api.resident_bytes() / before, 1.05)
        self.assertEqual((api.violations, api.starts, api.connections), ([], 1, 1))


PACKAGED = ("" if os.path.exists(package.ZIP) and not package.is_stale(package.ZIP) else
            "scripts/package-lambda.sh has made no package of these sources")


class Packaged(unittest.TestCase):
    """The package in an empty root folder: the same promises."""

    @classmethod
    def setUpClass(cls):
        if PACKAGED:
            raise unittest.SkipTest(PACKAGED)
        if os.geteuid() != 0:
            raise unittest.SkipTest("chroot needs root's rights")
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.command, cls.root = ["/var/task/bootstrap"], package.unzip_into(folder.name)
        super().setUpClass()


class PackagedProtocol(Packaged, Protocol):
    pass


class PackagedStart(Packaged, Start):
    pass


class PackagedDeadline(Packaged, Deadline):
    pass


class PackagedTls(Packaged, Tls):
    def trust(self, certificate):
        shutil.copyfile(certificate,
                        os.path.join(self.root, "var/task/etc/ca-certificates.crt"))
        return {}


class PackagedMemory(Packaged, Memory):
    INVOCATIONS = 10_000


if __name__ == "__main__":
    unittest.main()
