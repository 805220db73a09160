"""helio with parts of it in AWS: pictures on S3, looked at by Rekognition, results in DynamoDB.

Rekognition is a second helio, so that real inference stands behind the wire and every signature is
verified; S3 and DynamoDB are moto.
"""

import os
import subprocess
import tempfile
import time
import unittest

import aws_clients  # noqa: F401  (boto3 and moto are importable from here on)
import boto3
import harness
import server as serving
from moto.server import ThreadedMotoServer
from results_table import create_table

PHOTOGRAPH = os.path.join(harness.PHOTOGRAPHS, "astronaut.png")
REGION = "us-east-1"
TABLE = "heliograph-dev-results"
BUCKET = "heliograph-images"


class Cloud(harness.EndToEnd):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.rekognition = serving.Server(os.path.join(folder.name, "rekognition"))
        cls.addClassCleanup(cls.rekognition.stop)
        moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        moto.start()
        cls.addClassCleanup(moto.stop)
        url_of_moto = "http://%s:%d" % moto.get_host_and_port()
        keys = cls.keys_of(cls.rekognition)
        of_moto = {"endpoint_url": url_of_moto, "region_name": REGION, "aws_access_key_id": "a",
                   "aws_secret_access_key": "s"}
        cls.dynamodb = boto3.client("dynamodb", **of_moto)
        create_table(cls.dynamodb, TABLE)
        cls.s3 = boto3.client("s3", **of_moto)
        cls.s3.create_bucket(Bucket=BUCKET)
        cls.server = serving.Server(
            os.path.join(folder.name, "data"), "--analyzer", "rekognition", "--objects", "s3",
            "--bucket-poll", "1", "--results", "dynamodb", AWS_REGION=REGION,
            AWS_ENDPOINT_URL_S3=url_of_moto, AWS_ENDPOINT_URL_REKOGNITION=cls.rekognition.url,
            AWS_ENDPOINT_URL_DYNAMODB=url_of_moto, **keys)
        cls.addClassCleanup(cls.server.stop)

    @staticmethod
    def keys_of(server):
        """The access key that `helio env` prints."""
        out = subprocess.run([harness.HELIO, "env", "--data", server.data], check=True,
                             stdout=subprocess.PIPE, env=harness.environment()).stdout.decode()
        return serving.access_key(out)

    def item(self, image_id):
        return self.dynamodb.get_item(TableName=TABLE,
                                      Key={"image_id": {"S": image_id}}).get("Item")

    def keys(self):
        listing = self.s3.list_objects_v2(Bucket=BUCKET)
        return [one["Key"] for one in listing.get("Contents", [])]

    def test_a_picture_goes_the_whole_way(self):
        image_id = self.server.upload(PHOTOGRAPH, "image/png", userId="ann")
        record = self.server.result(image_id)
        self.assertEqual(record["status"], "COMPLETED", record)
        self.assertIn("rekognition-labels", record["models"])
        self.assertTrue(record["labels"])
        self.assertIn("properties", record)
        self.assertEqual(set(record["timings_ms"]), {"labels", "faces", "text", "moderation"})
        item = self.item(image_id)
        self.assertEqual(item["status"]["S"], "COMPLETED")
        self.assertGreater(int(item["expires_at"]["N"]), time.time())
        label = record["labels"][0]["Name"]
        for question in ("", "?user_id=ann", "?status=COMPLETED", f"?label={label}",
                         f"?q={os.path.basename(PHOTOGRAPH)}", "?min_confidence=10"):
            with self.subTest(question):
                found = self.server.json("GET", "/results" + question)["items"]
                self.assertIn(image_id, [one["image_id"] for one in found])
        self.assertEqual(self.server.json("GET", "/results?user_id=eve")["items"], [])
        self.assertIn(record["key"], self.keys())
        status, headers, image = self.server.request("GET", f"/results/{image_id}/image")
        self.assertEqual((status, headers["Content-Type"]), (200, "image/png"))
        with open(PHOTOGRAPH, "rb") as file:
            self.assertEqual(image, file.read())
        self.server.json("DELETE", f"/results/{image_id}", status=204)
        self.assertIsNone(self.item(image_id))
        self.assertNotIn(record["key"], self.keys())

    def test_what_others_put_into_the_bucket_is_found(self):
        with open(os.path.join(harness.PHOTOGRAPHS, "rocket.jpg"), "rb") as file:
            self.s3.put_object(Bucket=BUCKET, Key="uploads/2026/f\u00fcr + rocket.jpg", Body=file)
        self.s3.put_object(Bucket=BUCKET, Key="elsewhere/a.jpg", Body=b"a")

        def found():
            items = self.server.json("GET", "/results?q=rocket")["items"]
            return [one for one in items if one["status"] != "PROCESSING"]
        record = self.server.wait_for(found)[0]
        self.assertEqual(record["key"], "uploads/2026/f\u00fcr + rocket.jpg")
        self.assertEqual(record["image"]["format"], "jpeg")
        self.assertEqual(self.server.json("GET", "/results?q=elsewhere")["items"], [])

    def test_what_rekognition_does_not_take_is_converted(self):
        image_id = self.server.upload(self.write("a.gif", harness.gif(2)), "image/gif")
        record = self.server.result(image_id)
        # 16 pixels a side are too few for Rekognition, which says so of the JPEG that it got.
        self.assertEqual(record["status"], "FAILED", record)
        self.assertEqual(record["error"]["code"], "InvalidParameterException")

    def test_what_is_no_picture_is_rejected_before_it_is_sent(self):
        image_id = self.server.upload(self.write("a.jpg", b"hello"), "image/jpeg")
        record = self.server.result(image_id)
        self.assertEqual(record["status"], "REJECTED")
        self.assertEqual(record["error"]["code"], "InvalidImageFormat")
        self.assertEqual(self.item(image_id)["status"]["S"], "REJECTED")


class ConfigCheck(harness.EndToEnd):
    def test_what_would_fail_at_the_first_picture_is_said_before(self):
        plain = {name: None for name in os.environ if name.startswith("AWS_")}
        plain.update(AWS_CONFIG_FILE="/nonexistent", AWS_SHARED_CREDENTIALS_FILE="/nonexistent")
        rows = (({}, "MissingRegion"), ({"AWS_REGION": "eu central"}, "InvalidRegion"),
                ({"AWS_REGION": REGION, "AWS_PROFILE": "nobody"}, "ProfileNotFound"),
                ({"AWS_REGION": REGION, "AWS_ENDPOINT_URL": "a:1"}, "InvalidEndpoint"))
        for variables, error in rows:
            with self.subTest(error):
                _, said = self.run_helio("config", "check", "--analyzer", "rekognition", status=2,
                                         **{**plain, **variables})
                self.assertIn(error, said)
        self.run_helio("config", "check", "--results", "dynamodb", **plain, AWS_REGION=REGION)
        _, said = self.run_helio("config", "check", "--analyzer", "textract", status=2)
        self.assertIn("must be local or rekognition", said)


if __name__ == "__main__":
    unittest.main()
