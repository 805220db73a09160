"""Goal: helio's own commands show what a server has, and say by their exit status how it went.

Method: the built server with what boto3 put there, and one with a certificate that nobody knows.
"""

import json
import os
import signal
import subprocess
import time
import unittest

import aws_clients
import harness
import server as serving
from machines import ROLE

FUNCTION = "notification_handler"
GROUP = "/aws/lambda/heliograph-dev-" + FUNCTION
PASS = json.dumps({"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}})
SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Logs(aws_clients.AwsTest):
    def put(self, *messages):
        now_ms = int(time.time() * 1000)
        self.client_of("logs").put_log_events(
            logGroupName=GROUP, logStreamName="s",
            logEvents=[{"timestamp": now_ms, "message": message} for message in messages])

    def messages(self, *words):
        out, _ = self.helio("logs", FUNCTION, *words)
        return [line.split("  ", 1)[1] for line in out.splitlines()]

    def test_the_newest_lines_and_then_each_new_one_once(self):
        self.client_of("logs").create_log_stream(logGroupName=GROUP, logStreamName="s")
        lines = [f"line {i}" for i in range(1200)]
        self.put(*lines)
        self.assertEqual(self.messages(), lines[-100:])
        self.assertEqual(self.messages("--limit", "1000"), lines[-1000:])
        self.helio("logs", FUNCTION, "--limit", "1001", status=2)
        follower = subprocess.Popen(
            [harness.HELIO, "logs", FUNCTION, "--follow", "--limit", "2"], text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            env=self.environment(HELIO_SERVER=self.server.url))
        self.addCleanup(follower.stdout.close)
        self.addCleanup(follower.kill)
        for come in (lines[-2:], ["late", "later"], ["the last"]):
            if come[0] not in lines:
                self.put(*come)
            for line in come:
                self.assertEqual(follower.stdout.readline().rstrip().split("  ", 1)[1], line)
        follower.send_signal(signal.SIGINT)
        self.assertEqual(follower.stdout.read(), "")
        self.assertEqual(follower.wait(harness.SECONDS_MAX), 0)


class Executions(aws_clients.AwsTest):
    def setUp(self):
        super().setUp()
        self.states = self.client_of("stepfunctions")

    def start(self, machine, name):
        arn = self.states.create_state_machine(name=machine, definition=PASS,
                                               roleArn=ROLE)["stateMachineArn"]
        return self.states.start_execution(stateMachineArn=arn, name=name)["executionArn"]

    def test_one_is_found_by_its_name(self):
        name = "n" * 80
        self.start("orders", name)
        out, err = self.helio("executions", name)
        self.assertIn(name, out)
        self.assertIn("orders", out)
        self.assertEqual(err, "")
        self.assertIn(f"{name}  of orders\n", self.helio("executions")[0])
        _, err = self.helio("executions", "none", status=1)
        self.assertIn("ExecutionDoesNotExist", err)

    def test_where_several_have_the_name_it_is_said(self):
        arns = [self.start("a", "twice"), self.start("b", "twice")]
        chosen = self.json_of("executions", "twice", "--json",
                              HELIO_SERVER=self.server.url)["execution_arn"]
        arns.remove(chosen)
        self.assertIn(arns[0], self.helio("executions", "twice")[1])

    def test_that_of_the_image_pipeline_is_the_first_choice(self):
        picture = self.write("red.png", harness.png(50, 40, (250, 0, 0)))
        arn = self.server.result(self.server.upload(picture, "image/png"))["execution_arn"]
        name = arn.rsplit(":", 1)[1]
        other = self.start("z", name)
        out, err = self.helio("executions", name, "--json")
        self.assertEqual(json.loads(out)["execution_arn"], arn)
        self.assertIn(other, err)


class Pictures(serving.ServerTest):
    def test_a_rejected_one_is_a_failure_of_the_upload(self):
        name = "n" * 150 + ".png"
        self.write(name, SIGNATURE + b"and no more")
        out, _ = self.helio("upload", name, "--wait", status=1)
        self.assertIn("REJECTED", out)
        record, = self.server.json("GET", "/results")["items"]
        self.assertIn(" ".join(record["error"]["message"].split()[-2:]), " ".join(out.split()))
        line, = self.helio("results")[0].splitlines()
        self.assertTrue(line.endswith(f"  {name}  {record['error']['code']}"), line)
        self.helio("upload", name)

    def test_what_is_too_large_is_told_how_much_may_be(self):
        self.write("large.png", SIGNATURE + b"\0" * 15_000_000)
        _, err = self.helio("upload", "large.png", status=1)
        self.assertIn("which is 15000000 bytes", err)


class UnknownAuthority(harness.EndToEnd):
    def test_it_is_said_how_to_trust_it(self):
        key, certificate = (os.path.join(self.folder, name) for name in ("key.pem", "cert.pem"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out",
                        certificate, "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
                        "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
        server = serving.Server(os.path.join(self.folder, "served"), "--tls-certificate",
                                certificate, "--tls-key", key, until="listening")
        try:
            _, err = self.run_helio("results", "--server", server.url, status=1)
            self.assertIn("SSL_CERT_FILE", err)
            self.assertNotIn("Is the server running?", err)
            out, _ = self.run_helio("results", "--server", server.url, SSL_CERT_FILE=certificate)
            self.assertEqual(out, "no results\n")
        finally:
            server.kill()


if __name__ == "__main__":
    unittest.main()
