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


if __name__ == "__main__":
    unittest.main()
