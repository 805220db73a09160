"""Goal: a body that stops half-way, or is no HTTP, gets the service's own error and leaves nothing.

Method: a raw socket to a server that waits for a second only; heads signed by botocore's signer.
"""

import json
import re
import socket
import unittest

import aws_clients
import wire_test

SILENCE_SECONDS_MAX = 60
HALF = b'{"half":'
# What no chunk's size is.
MALFORMED = b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"


class CutBody(aws_clients.AwsTest):
    words = ("--body-timeout", "1")

    def setUp(self):
        super().setUp()
        self.host = self.server.url.removeprefix("http://")
        self.client = self.s3()
        self.addCleanup(self.client.close)
        self.bucket = "cut-" + self.id().rsplit("_", 1)[1]
        self.client.create_bucket(Bucket=self.bucket)

    def head(self, method, path, scope, headers):
        """A request's line and fields, signed for `scope`, without those of its length."""
        from botocore import auth  # pylint: disable=import-outside-toplevel
        from botocore.awsrequest import AWSRequest  # pylint: disable=import-outside-toplevel
        from botocore.credentials import Credentials  # pylint: disable=import-outside-toplevel
        request = AWSRequest(method, self.server.url + path, data=HALF + b"1}", headers=headers)
        signer = auth.S3SigV4Auth if scope == "s3" else auth.SigV4Auth
        key = Credentials(self.exports["AWS_ACCESS_KEY_ID"], self.exports["AWS_SECRET_ACCESS_KEY"])
        if "x-amz-trailer" in headers:
            request.context["checksum"] = {"request_algorithm": {"in": "trailer"}}
        signer(key, scope, "us-east-1").add_auth(request)
        fields = {"Host": self.host, **dict(request.headers)}
        return f"{method} {path} HTTP/1.1\r\n" + "".join(
            f"{name}: {value}\r\n" for name, value in fields.items() if name != "Content-Length")

    def form(self):
        permit = self.client.generate_presigned_post(self.bucket, "form", ExpiresIn=60)
        fields = "".join(f'--e\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                         for name, value in permit["fields"].items())
        file = '--e\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nhal'
        return (f"POST /{self.bucket} HTTP/1.1\r\nHost: {self.host}\r\n"
                "Content-Type: multipart/form-data; boundary=e\r\n"), (fields + file).encode()

    def requests(self):
        """(name, head, half a body) of each way to send one."""
        chunked = {"x-amz-decoded-content-length": "9", "Content-Encoding": "aws-chunked",
                   "x-amz-trailer": "x-amz-checksum-crc32"}
        upload = self.client.create_multipart_upload(Bucket=self.bucket, Key="parts")["UploadId"]
        yield "s3", self.head("PUT", f"/{self.bucket}/plain", "s3", {}), HALF
        yield "s3", self.head("PUT", f"/{self.bucket}/chunks", "s3", chunked), b"9\r\nhalf"
        yield "s3", self.head("PUT", f"/{self.bucket}/parts?partNumber=1&uploadId={upload}", "s3",
                              {}), HALF
        yield "s3", self.head("PUT", f"/{self.bucket}?tagging", "s3", {}), b"<Tagging>"
        yield ("s3", *self.form())
        for service, (target, operation) in wire_test.SERVICES.items():
            yield service, self.head("POST", "/", service, {
                "Content-Type": wire_test.JSON, "X-Amz-Target": f"{target}.{operation}"}), HALF
        yield "sts", self.head("POST", "/", "sts", {"Content-Type": wire_test.FORM}), b"Action"

    def exchange(self, sent, hang_up=False):
        """(status, all that is answered) until the server closes."""
        name, _, port = self.host.partition(":")
        with socket.create_connection((name, int(port)), SILENCE_SECONDS_MAX) as connection:
            connection.sendall(sent)
            if hang_up:
                connection.shutdown(socket.SHUT_WR)
            answer = b""
            while piece := connection.recv(1 << 16):
                answer += piece
        status = re.match(rb"HTTP/1\.1 (\d+)", answer)
        return int(status[1]) if status else None, answer.decode()

    def error_of(self, service, answer):
        head, _, body = answer.partition("\r\n\r\n")
        self.assertRegex(head, "(?i)\r\nconnection: close")
        if service in ("s3", "sts"):
            return re.search("<Code>(.*?)</Code>", body)[1]
        return json.loads(body)["__type"]

    def nothing_stays(self):
        self.assertNotIn("Contents", self.client.list_objects_v2(Bucket=self.bucket))
        for upload in self.client.list_multipart_uploads(Bucket=self.bucket)["Uploads"]:
            self.assertNotIn("Parts", self.client.list_parts(
                Bucket=self.bucket, Key=upload["Key"], UploadId=upload["UploadId"]))

    def test_bodies_that_stop(self):
        names = {"s3": (400, "RequestTimeout"), "sts": (408, "RequestTimeout")}
        for service, head, half in self.requests():
            with self.subTest(head=head.split("\r\n", 1)[0], service=service):
                sent = f"{head}Content-Length: {len(half) + 9}\r\n\r\n".encode() + half
                status, answer = self.exchange(sent)
                self.assertEqual((status, self.error_of(service, answer)),
                                 names.get(service, (408, "RequestTimeoutException")))
        self.nothing_stays()

    def test_bodies_that_are_no_http(self):
        names = {"s3": (400, "IncompleteBody"), "sts": (400, "MalformedInput")}
        for service, head, _ in self.requests():
            if re.search("PUT .*/(plain|parts)", head):
                continue  # S3 wants to know how long an object is
            with self.subTest(head=head.split("\r\n", 1)[0], service=service):
                status, answer = self.exchange(head.encode() + MALFORMED)
                self.assertEqual((status, self.error_of(service, answer)),
                                 names.get(service, (400, "SerializationException")), answer)
        self.nothing_stays()

    def test_clients_that_hang_up(self):
        for _, head, half in self.requests():
            sent = f"{head}Content-Length: {len(half) + 9}\r\n\r\n".encode() + half
            self.assertEqual(self.exchange(sent, hang_up=True), (None, ""))
        self.nothing_stays()


if __name__ == "__main__":
    unittest.main()
