"""Goal: the aws command and boto3 work with helio as with S3, and their uploads are analysed.

Method: the real clients against the built server, told of it only by what `helio env` prints.
"""

import datetime
import hashlib
import io
import os
import random
import unittest
import unittest.mock

import aws_clients
import harness

BUCKET = "heliograph-images"  # what lands here under uploads/ runs through the pipeline
BIG_BYTES = 100 << 20
PART_BYTES = 16 << 20


def code_of(error):
    return error.response["Error"]["Code"]


class AwsCommand(aws_clients.AwsTest):
    def results_of(self, key):
        found = self.server.json("GET", "/results?limit=100")["items"]
        return [item["image_id"] for item in found if item["key"] == key]

    def test_a_photograph_that_is_copied_is_analysed(self):
        photograph = os.path.join(harness.PHOTOGRAPHS, "chelsea.png")
        self.aws("s3", "cp", photograph, f"s3://{BUCKET}/uploads/")
        image_id = self.server.wait_for(lambda: self.results_of("uploads/chelsea.png"))[0]
        record = self.server.result(image_id)
        self.assertEqual((record["status"], record["bucket"]), ("COMPLETED", BUCKET))
        self.assertIn("Cat", [label["Name"] for label in record["labels"]])

    def test_make_copy_list_presign_remove(self):
        self.write("folder/a.txt", "first")
        self.write("folder/b/ü ~+.txt", "second")
        self.aws("s3", "mb", "s3://shelf")
        self.assertIn("shelf", self.aws("s3", "ls"))
        self.aws("s3", "sync", "folder", "s3://shelf/x")
        listed = self.aws("s3", "ls", "s3://shelf", "--recursive")
        self.assertIn("x/a.txt", listed)
        self.assertIn("x/b/ü ~+.txt", listed)
        self.assertIn("PRE b/", self.aws("s3", "ls", "s3://shelf/x/"))

        url = self.aws("s3", "presign", "s3://shelf/x/b/ü ~+.txt").strip()
        status, headers, body = self.server.request("GET", url)
        self.assertEqual((status, body), (200, b"second"))
        self.assertEqual(headers["ETag"].strip('"'), hashlib.md5(b"second").hexdigest())

        self.aws("s3", "cp", "s3://shelf/x/a.txt", "s3://shelf/copy.txt")
        self.aws("s3", "cp", "s3://shelf/copy.txt", "back.txt")
        with open(os.path.join(self.folder, "back.txt"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "first")
        self.assertIn("BucketNotEmpty", self.aws("s3", "rb", "s3://shelf", status=1))
        self.aws("s3", "rm", "s3://shelf", "--recursive")
        self.aws("s3", "rb", "s3://shelf")
        self.assertIn("NoSuchBucket", self.aws("s3", "ls", "s3://shelf", status=255))

    def test_a_wrong_secret_is_said(self):
        said = self.aws("s3", "ls", status=255, AWS_SECRET_ACCESS_KEY="no secret of anybody's")
        self.assertIn("SignatureDoesNotMatch", said)


class Boto3(aws_clients.AwsTest):
    def setUp(self):
        super().setUp()
        self.client = self.s3()
        self.addCleanup(self.client.close)
        self.bucket = "b" + self.id().rsplit(".", 1)[1].replace("_", "-")[:60]
        self.client.create_bucket(Bucket=self.bucket)

    def error(self, call, **words):
        from botocore.exceptions import ClientError  # pylint: disable=import-outside-toplevel
        with self.assertRaises(ClientError) as caught:
            call(**words)
        return caught.exception

    def test_100_mb_by_multipart(self):
        from boto3.s3.transfer import TransferConfig  # pylint: disable=import-outside-toplevel
        content = random.Random(4).randbytes(BIG_BYTES)
        parts = TransferConfig(multipart_threshold=PART_BYTES, multipart_chunksize=PART_BYTES,
                               max_concurrency=4)
        self.client.upload_fileobj(io.BytesIO(content), self.bucket, "big", Config=parts)
        head = self.client.head_object(Bucket=self.bucket, Key="big")
        self.assertEqual(head["ContentLength"], BIG_BYTES)
        self.assertTrue(head["ETag"].strip('"').endswith(f"-{-(-BIG_BYTES // PART_BYTES)}"))

        back = io.BytesIO()
        self.client.download_fileobj(self.bucket, "big", back, Config=parts)
        self.assertEqual(hashlib.md5(back.getbuffer()).hexdigest(),
                         hashlib.md5(content).hexdigest())
        first = PART_BYTES - 3  # across the border of two parts
        ranged = self.client.get_object(Bucket=self.bucket, Key="big",
                                        Range=f"bytes={first}-{first + 9}")
        self.assertEqual(ranged["Body"].read(), content[first:first + 10])
        self.assertEqual(self.client.list_multipart_uploads(Bucket=self.bucket).get("Uploads"),
                         None)

    def test_presigned_urls(self):
        for version in ("s3v4", "s3"):
            for style in ("path", "virtual"):
                with self.subTest(version=version, style=style):
                    if style == "virtual":
                        self.exports["AWS_ENDPOINT_URL"] = self.server.url.replace("127.0.0.1",
                                                                                   "localhost")
                    signer = self.s3(signature_version=version, s3={"addressing_style": style})
                    words = {"Bucket": self.bucket, "Key": f"a b/{version}é.png",
                             "ContentType": "image/png"}
                    put = signer.generate_presigned_url("put_object", Params=words, ExpiresIn=60)
                    typed = {"Content-Type": "image/png"}
                    self.assertEqual(self.send("PUT", put, b"picture", typed)[0], 200)
                    del words["ContentType"]
                    get = signer.generate_presigned_url("get_object", Params=words, ExpiresIn=60)
                    status, headers, body = self.send("GET", get)
                    self.assertEqual((status, body), (200, b"picture"))
                    self.assertEqual(headers["Content-Type"], "image/png")
                    status, _, body = self.send("GET", get.replace("a%20b/", "a%20c/"))
                    self.assertEqual((status, b"SignatureDoesNotMatch" in body), (403, True))

    def send(self, method, url, body=None, headers=None):
        """As a resolver that knows *.localhost would."""
        host = url.split("/")[2]
        address = self.server.url.removeprefix("http://")
        return self.server.request(method, url.replace(host, address, 1), body,
                                   {"Host": host, **(headers or {})})

    def test_a_presigned_url_expires(self):
        past = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=61)
        with unittest.mock.patch("botocore.auth.get_current_datetime", lambda *_, **__: past):
            url = self.s3(signature_version="s3v4").generate_presigned_url(
                "get_object", Params={"Bucket": self.bucket, "Key": "a"}, ExpiresIn=60)
        status, _, body = self.server.request("GET", url)
        self.assertEqual((status, b"<Code>AccessDenied</Code>" in body), (403, True), body)

    def test_metadata_ranges_and_conditions(self):
        self.client.put_object(Bucket=self.bucket, Key="a", Body=b"0123456789",
                               Metadata={"who": "ada"}, ContentType="text/x")
        whole = self.client.get_object(Bucket=self.bucket, Key="a")
        self.assertEqual((whole["Metadata"], whole["ContentType"]), ({"who": "ada"}, "text/x"))
        rows = [("bytes=2-4", b"234"), ("bytes=7-", b"789"), ("bytes=-2", b"89"),
                ("bytes=8-99", b"89"), ("bytes=0-0", b"0")]
        for wanted, want in rows:
            with self.subTest(range=wanted):
                got = self.client.get_object(Bucket=self.bucket, Key="a", Range=wanted)
                self.assertEqual(got["Body"].read(), want)
                self.assertEqual(got["ResponseMetadata"]["HTTPStatusCode"], 206)
        same = self.error(self.client.get_object, Bucket=self.bucket, Key="a",
                          IfNoneMatch=whole["ETag"])
        self.assertEqual(code_of(same), "304")

    def test_checksums(self):
        for algorithm in ("CRC32", "SHA1", "SHA256"):
            with self.subTest(algorithm=algorithm):
                self.client.put_object(Bucket=self.bucket, Key="c", Body=b"hello",
                                       ChecksumAlgorithm=algorithm)
                got = self.client.get_object(Bucket=self.bucket, Key="c", ChecksumMode="ENABLED")
                self.assertEqual(got["Body"].read(), b"hello")  # boto3 compares the checksum
                self.assertIn("Checksum" + algorithm, got)

    def test_versions(self):
        words = {"Bucket": self.bucket, "Key": "v"}
        self.client.put_bucket_versioning(Bucket=self.bucket,
                                          VersioningConfiguration={"Status": "Enabled"})
        first = self.client.put_object(**words, Body=b"one")["VersionId"]
        second = self.client.put_object(**words, Body=b"two")["VersionId"]
        self.assertNotEqual(first, second)
        self.assertEqual(self.client.get_object(**words)["Body"].read(), b"two")
        old = self.client.get_object(**words, VersionId=first)
        self.assertEqual(old["Body"].read(), b"one")

        marker = self.client.delete_object(**words)
        self.assertTrue(marker["DeleteMarker"])
        self.assertEqual(code_of(self.error(self.client.get_object, **words)), "NoSuchKey")
        self.assertNotIn("Contents", self.client.list_objects_v2(Bucket=self.bucket))
        self.client.delete_object(**words, VersionId=marker["VersionId"])
        self.assertEqual(self.client.get_object(**words)["Body"].read(), b"two")
        self.client.delete_object(**words, VersionId=second)
        self.assertEqual(self.client.get_object(**words)["Body"].read(), b"one")

    def test_pages_of_a_listing(self):
        for number in range(5):
            self.client.put_object(Bucket=self.bucket, Key=f"k/{number}", Body=b"")
        pages = list(self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix="k/", PaginationConfig={"PageSize": 2}))
        self.assertEqual([[item["Key"] for item in page["Contents"]] for page in pages],
                         [["k/0", "k/1"], ["k/2", "k/3"], ["k/4"]])
        self.client.delete_objects(Bucket=self.bucket, Delete={
            "Objects": [{"Key": f"k/{number}"} for number in range(5)]})
        self.assertEqual(self.client.list_objects_v2(Bucket=self.bucket)["KeyCount"], 0)

    def test_error_names(self):
        self.client.put_object(Bucket=self.bucket, Key="a", Body=b"x")
        bucket = {"Bucket": self.bucket}
        rows = [
            (404, "NoSuchKey", self.client.get_object, {**bucket, "Key": "none"}),
            (404, "404", self.client.head_object, {**bucket, "Key": "none"}),
            (404, "NoSuchBucket", self.client.list_objects_v2, {"Bucket": "none-such"}),
            (404, "NoSuchBucket", self.client.put_object, {"Bucket": "none-such", "Key": "a"}),
            (404, "NoSuchUpload", self.client.list_parts,
             {**bucket, "Key": "a", "UploadId": "none"}),
            (416, "InvalidRange", self.client.get_object,
             {**bucket, "Key": "a", "Range": "bytes=99-"}),
            (412, "PreconditionFailed", self.client.put_object,
             {**bucket, "Key": "a", "IfNoneMatch": "*"}),
            (409, "BucketNotEmpty", self.client.delete_bucket, bucket),
            (400, "BadDigest", self.client.put_object,
             {**bucket, "Key": "b", "Body": b"x", "ContentMD5": "1B2M2Y8AsgTpgAmY7PhCfg=="}),
            (400, "InvalidBucketName", self.client.create_bucket, {"Bucket": "No.Such_Name"}),
            (400, "KeyTooLongError", self.client.put_object, {**bucket, "Key": "k" * 1025}),
            (501, "NotImplemented", self.client.delete_bucket_website, bucket),
        ]
        for status, code, call, words in rows:
            with self.subTest(code=code, words=str(words)[:80]):
                error = self.error(call, **words)
                self.assertEqual(code_of(error), code)
                self.assertEqual(error.response["ResponseMetadata"]["HTTPStatusCode"], status)
        self.assertEqual(code_of(self.error(self.client.head_object, Bucket=self.bucket, Key="b")),
                         "404")

    def test_who_may_not(self):
        rows = [("SignatureDoesNotMatch", self.s3(secret="no secret of anybody's")),
                ("InvalidAccessKeyId", self.s3(access_key="HELIO000000000000000"))]
        for code, client in rows:
            with self.subTest(code=code):
                error = self.error(client.get_object, Bucket=self.bucket, Key="a")
                self.assertEqual(code_of(error), code)
                self.assertEqual(error.response["ResponseMetadata"]["HTTPStatusCode"], 403)

    def test_a_clock_that_is_wrong(self):
        for minutes in (-16, 16):
            with self.subTest(minutes=minutes):
                then = (datetime.datetime.now(datetime.timezone.utc)
                        + datetime.timedelta(minutes=minutes))
                with unittest.mock.patch("botocore.auth.get_current_datetime",
                                         lambda *_, then=then, **__: then):
                    error = self.error(self.client.list_buckets)
                self.assertEqual(code_of(error), "RequestTimeTooSkewed")


if __name__ == "__main__":
    unittest.main()
