"""One bucket per test, and boto3 and the aws command to ask S3 about it."""

import json

import aws_clients


class BucketTest(aws_clients.AwsTest):
    def setUp(self):
        super().setUp()
        self.client = self.s3()
        self.addCleanup(self.client.close)
        self.bucket = "s3-" + self.id().rsplit(".", 1)[1].replace("_", "-")[:56]
        self.client.create_bucket(Bucket=self.bucket)

    def ask(self, name, **words):
        """One operation on the test's bucket."""
        return getattr(self.client, name)(Bucket=self.bucket, **words)

    def refused(self, name, **words):
        from botocore.exceptions import ClientError  # pylint: disable=import-outside-toplevel
        with self.assertRaises(ClientError) as caught:
            self.ask(name, **words)
        return caught.exception.response["Error"]["Code"]

    def s3api(self, command, *words):
        out = self.aws("s3api", command, "--bucket", self.bucket, *words)
        return json.loads(out) if out.strip() else None
