"""The real AWS clients that ./test installs: boto3 for import, and the aws command's path.

They live in an environment of their own beside the one that runs the tests; both are made by the
same Python, and boto3 and all it needs are plain Python.
"""

import glob
import os
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
