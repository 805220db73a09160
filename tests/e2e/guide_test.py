"""Goal: the commands of the original's guide work letter for letter.

Method: the aws command against the built server, told of it only by what `helio env` prints.
`aws logs tail` is a command of version 2, and Debian's is older than AWS_ENDPOINT_URL: it alone is
given --endpoint-url.
"""

import functools
import json
import os
import signal
import subprocess
import threading
import unittest

import aws_clients
import harness

CAT = os.path.join(harness.PHOTOGRAPHS, "chelsea.png")
COFFEE = os.path.join(harness.PHOTOGRAPHS, "coffee.png")
UPLOADS = "s3://heliograph-images/uploads/"
MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:image-pipeline"
GROUP = "/aws/lambda/heliograph-dev-result_saver"
TAIL_SECONDS_MAX = 60


def reports_of(lines):
    """How many invocations ended."""
    return sum("REPORT RequestId" in line for line in lines)


class Guide(aws_clients.AwsTest):
    def succeeded(self, count):
        """The executions, newest first, once as many have succeeded."""
        said = self.aws("stepfunctions", "list-executions", "--state-machine-arn", MACHINE,
                        "--status-filter", "SUCCEEDED")
        found = json.loads(said)["executions"]
        return found if len(found) >= count else None

    def upload(self, path):
        """Copies a picture, and waits for its execution; returns its ARN."""
        before = len(self.succeeded(0))
        self.aws("s3", "cp", path, UPLOADS)
        return self.server.wait_for(lambda: self.succeeded(before + 1))[0]["executionArn"]

    def test_from_upload_to_logs(self):
        arn = self.upload(CAT)
        said = self.aws("stepfunctions", "list-executions", "--state-machine-arn", MACHINE,
                        "--query", "executions[0].status")
        self.assertEqual(said, '"SUCCEEDED"\n')
        execution = json.loads(self.aws("stepfunctions", "describe-execution",
                                        "--execution-arn", arn))
        self.assertEqual(execution["status"], "SUCCEEDED")
        self.assertEqual(json.loads(execution["input"])["detail"]["object"]["key"],
                         "uploads/chelsea.png")
        stream = self.aws("logs", "describe-log-streams", "--log-group-name", GROUP,
                          "--order-by", "LastEventTime", "--descending",
                          "--query", "logStreams[0].logStreamName", "--output", "text").strip()
        said = self.aws("logs", "get-log-events", "--log-group-name", GROUP,
                        "--log-stream-name", stream)
        self.assertIn("START RequestId", said)
        self.assertIn("REPORT RequestId", said)

    def tail(self, *words):
        """`aws logs tail`, and what it has printed so far as a list of lines."""
        # pylint: disable-next=consider-using-with
        tail = subprocess.Popen(
            [aws_clients.aws_2(), "logs", "tail", GROUP, *words,
             "--endpoint-url", self.exports["AWS_ENDPOINT_URL"]],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            cwd=self.folder, env=aws_clients.plain_environment(**self.exports),
            # A shell that starts this in the background has Ctrl-C's signal ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        lines = []
        reader = threading.Thread(target=lambda: lines.extend(tail.stdout))
        reader.start()
        for end in (tail.stdout.close, reader.join, tail.wait, tail.kill):  # from the last
            self.addCleanup(end)
        return tail, lines

    @unittest.skipUnless(aws_clients.aws_2(), "no aws command of version 2")
    def test_logs_are_followed(self):
        self.upload(CAT)
        tail, lines = self.tail("--follow")
        before = self.server.wait_for(lambda: reports_of(lines))
        self.aws("s3", "cp", COFFEE, UPLOADS)
        self.server.wait_for(lambda: reports_of(lines) > before)
        tail.send_signal(signal.SIGINT)
        tail.wait(TAIL_SECONDS_MAX)

    @unittest.skipUnless(aws_clients.aws_2(), "no aws command of version 2")
    def test_logs_are_shown_in_every_format(self):
        self.upload(CAT)
        for words in (["--format", "short"], ["--format", "detailed"],
                      ["--filter-pattern", '"REPORT RequestId"']):
            with self.subTest(words=words):
                tail, lines = self.tail("--since", "10m", *words)
                self.assertEqual(tail.wait(TAIL_SECONDS_MAX), 0, lines)
                self.server.wait_for(functools.partial(reports_of, lines))


if __name__ == "__main__":
    unittest.main()
