"""The real AWS clients that ./test installs: boto3 for import, and the aws command's path.

They live in an environment of their own beside the one that runs the tests; both are made by the
same Python, and boto3 and all it needs are plain Python. The aws command there is version 1; what
version 2 alone has is tried with whichever the system has (on Debian ./test installs its package).
"""

import functools
import glob
import json
import os
import re
import shutil
import subprocess
import sys

import harness
import server as serving

ENVIRONMENT = os.path.join(harness.CACHE, "test-venv")
AWS = os.path.join(ENVIRONMENT, "bin", "aws")
# awscrt is there for its checksums; its signers would not see a clock that a test sets.
os.environ.setdefault("BOTO_DISABLE_CRT", "true")
sys.path += glob.glob(os.path.join(ENVIRONMENT, "lib", "python3*", "site-packages"))

COMMAND_SECONDS_MAX = 300


def plain_environment(**changes):
    """This process's environment without anything a person set for the real AWS."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {**plain, "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "NO_PROXY": "127.0.0.1,localhost",
            **changes}


@functools.cache
def aws_2():
    """The path of an aws command of version 2, or None."""
    for path in ("/usr/bin/aws", shutil.which("aws")):
        if path and os.path.exists(path):
            said = subprocess.run([path, "--version"], check=False, capture_output=True, text=True,
                                  stdin=subprocess.DEVNULL, env=plain_environment())
            if said.stdout.startswith("aws-cli/2."):
                return path
    return None


class AwsTest(serving.ServerTest):
    """A server, and clients that know it only by what `helio env` prints."""

    def setUp(self):
        super().setUp()
        self.exports = self.aws_environment()

    def aws(self, *words, status=0, **changes):
        """Runs the aws command; returns what it printed."""
        done = subprocess.run([AWS, *words], check=False, capture_output=True, text=True,
                              timeout=COMMAND_SECONDS_MAX, cwd=self.folder,
                              stdin=subprocess.DEVNULL,
                              env=plain_environment(**{**self.exports, **changes}))
        said = done.stdout + done.stderr
        self.assertEqual(done.returncode, status, f"aws {words}\n{said[-4000:]}")
        return said

    def s3(self, access_key=None, secret=None, **config):
        return self.client_of("s3", access_key, secret, **config)

    def client_of(self, service, access_key=None, secret=None, **config):
        """A boto3 client that does not try again: each answer is the server's first."""
        import boto3  # pylint: disable=import-outside-toplevel
        from botocore.config import Config  # pylint: disable=import-outside-toplevel
        return boto3.client(
            service, endpoint_url=self.exports["AWS_ENDPOINT_URL"],
            region_name=self.exports["AWS_REGION"],
            aws_access_key_id=access_key or self.exports["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=secret or self.exports["AWS_SECRET_ACCESS_KEY"],
            config=Config(retries={"total_max_attempts": 1}, read_timeout=COMMAND_SECONDS_MAX,
                          proxies={}, **config))


class ByBoto3(AwsTest):
    """call() and code() by boto3: a scenario that knows only these two runs by ByCommand too."""

    def setUp(self):
        super().setUp()
        self.clients = {}

    def _run(self, service, operation, words):
        if service not in self.clients:
            self.clients[service] = self.client_of(service)
            self.addCleanup(self.clients[service].close)
        return getattr(self.clients[service], operation)(**words)

    def call(self, service, operation, **words):
        """The answer, without what boto3 adds to it."""
        answer = self._run(service, operation, words)
        answer.pop("ResponseMetadata")
        return answer

    def code(self, service, operation, **words):
        """The name of the error that the answer must be."""
        from botocore.exceptions import ClientError  # pylint: disable=import-outside-toplevel
        with self.assertRaises(ClientError) as caught:
            self._run(service, operation, words)
        self.assertTrue(caught.exception.response["Error"]["Message"])
        return caught.exception.response["Error"]["Code"]


class ByCommand(AwsTest):
    """The same by the aws command, which takes the same words as JSON; one request each."""

    def _run(self, service, operation, words, status=0):
        return self.aws(service, operation.replace("_", "-"), "--no-paginate", "--output", "json",
                        "--cli-input-json", json.dumps(words), status=status)

    def call(self, service, operation, **words):
        return json.loads(self._run(service, operation, words) or "{}")

    def code(self, service, operation, **words):
        said = self._run(service, operation, words, status=255)
        return re.search(r"An error occurred \((\w+)\)", said)[1]
