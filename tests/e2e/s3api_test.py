"""Goal: each of S3's operations by `aws s3api`, which writes documents and bodies in its own way.

Method: what one command puts another shows, against the built server.
"""

import json
import os
import unittest
import uuid

import s3_bucket

ON = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True,
      "RestrictPublicBuckets": True}
# command that puts, its option, what is put, command that shows, member, command that takes off
SETTINGS = (
    ("put-bucket-versioning", "versioning-configuration", {"Status": "Enabled"},
     "get-bucket-versioning", None, None),
    ("put-bucket-tagging", "tagging", {"TagSet": [{"Key": "k", "Value": "v"}]},
     "get-bucket-tagging", None, "delete-bucket-tagging"),
    ("put-bucket-cors", "cors-configuration",
     {"CORSRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"]}]},
     "get-bucket-cors", None, "delete-bucket-cors"),
    ("put-bucket-lifecycle-configuration", "lifecycle-configuration",
     {"Rules": [{"ID": "old", "Status": "Enabled", "Filter": {"Prefix": "tmp/"},
                 "Expiration": {"Days": 1}}]},
     "get-bucket-lifecycle-configuration", None, "delete-bucket-lifecycle"),
    ("put-bucket-notification-configuration", "notification-configuration",
     {"EventBridgeConfiguration": {}}, "get-bucket-notification-configuration", None, None),
    ("put-bucket-ownership-controls", "ownership-controls",
     {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
     "get-bucket-ownership-controls", "OwnershipControls", None),
    ("put-bucket-encryption", "server-side-encryption-configuration",
     {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]},
     "get-bucket-encryption", "ServerSideEncryptionConfiguration", "delete-bucket-encryption"),
    ("put-public-access-block", "public-access-block-configuration", ON,
     "get-public-access-block", "PublicAccessBlockConfiguration", None))
ABSENT = {"get-bucket-policy": "NoSuchBucketPolicy",
          "get-bucket-website": "NoSuchWebsiteConfiguration",
          "get-bucket-replication": "ReplicationConfigurationNotFoundError"}
PLAIN = {"get-bucket-policy-status": "PolicyStatus", "get-bucket-request-payment": "Payer"}


def without_bucket_key(shown):
    """S3 says of its own that there is no bucket key."""
    for rule in shown.get("Rules", []):
        rule.pop("BucketKeyEnabled", None)
    return shown


class S3Api(s3_bucket.BucketTest):
    def refused_command(self, code, *words):
        self.assertIn(f"({code})", self.aws("s3api", *words, status=255))

    def test_buckets(self):
        name = "by-command-" + uuid.uuid4().hex
        self.aws("s3api", "create-bucket", "--bucket", name)
        listed = json.loads(self.aws("s3api", "list-buckets"))
        self.assertIn(name, [bucket["Name"] for bucket in listed["Buckets"]])
        self.aws("s3api", "delete-bucket", "--bucket", name)
        self.refused_command("NoSuchBucket", "get-bucket-location", "--bucket", name)
        self.s3api("head-bucket")
        self.assertIsNone(self.s3api("get-bucket-location")["LocationConstraint"])

    def test_settings(self):
        for put, option, value, get, member, remove in SETTINGS:
            with self.subTest(put):
                self.s3api(put, f"--{option}", json.dumps(value))
                shown = self.s3api(get)
                self.assertEqual(without_bucket_key(shown[member] if member else shown), value)
                if remove:
                    self.s3api(remove)

    def test_what_always_holds(self):
        owner = self.s3api("get-bucket-acl")
        self.assertEqual(owner["Grants"][0]["Permission"], "FULL_CONTROL")
        self.s3api("put-bucket-acl", "--access-control-policy", json.dumps(owner))
        self.s3api("put-bucket-acl", "--acl", "private")
        for command, member in PLAIN.items():
            self.assertIn(member, self.s3api(command))
        for command in ("get-bucket-logging", "get-bucket-accelerate-configuration"):
            self.assertFalse(self.s3api(command))
        for command, code in ABSENT.items():
            self.refused_command(code, command, "--bucket", self.bucket)
        self.refused_command("AccessDenied", "delete-public-access-block", "--bucket", self.bucket)

    def test_locks(self):
        self.bucket = "locked-" + uuid.uuid4().hex
        self.s3api("create-bucket", "--object-lock-enabled-for-bucket")
        self.s3api("put-object-lock-configuration", "--object-lock-configuration", json.dumps(
            {"ObjectLockEnabled": "Enabled",
             "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}}))
        shown = self.s3api("get-object-lock-configuration")["ObjectLockConfiguration"]
        self.assertEqual(shown["Rule"]["DefaultRetention"]["Days"], 1)
        self.s3api("put-object", "--key", "a")
        self.s3api("put-object-retention", "--key", "a", "--retention", json.dumps(
            {"Mode": "GOVERNANCE", "RetainUntilDate": "2099-01-01T00:00:00Z"}))
        self.assertIn("2099", self.s3api("get-object-retention", "--key", "a")
                      ["Retention"]["RetainUntilDate"])
        for status in ("ON", "OFF"):
            self.s3api("put-object-legal-hold", "--key", "a", "--legal-hold", f"Status={status}")
            self.assertEqual(self.s3api("get-object-legal-hold", "--key", "a")["LegalHold"],
                             {"Status": status})

    def test_objects(self):
        self.s3api("put-bucket-versioning", "--versioning-configuration", "Status=Enabled")
        file = self.write("a.txt", "hello")
        put = self.s3api("put-object", "--key", "a", "--body", file, "--tagging", "k=v")
        self.assertEqual(self.s3api("head-object", "--key", "a")["ETag"], put["ETag"])
        self.assertEqual(self.s3api("get-object-tagging", "--key", "a")["TagSet"],
                         [{"Key": "k", "Value": "v"}])
        self.s3api("put-object-tagging", "--key", "a", "--tagging", "TagSet=[{Key=x,Value=y}]")
        self.s3api("delete-object-tagging", "--key", "a")
        self.s3api("put-object-acl", "--key", "a", "--acl", "private")
        self.assertEqual(self.s3api("get-object-acl", "--key", "a")["Grants"][0]["Permission"],
                         "FULL_CONTROL")
        self.assertEqual(self.s3api("get-object-attributes", "--key", "a", "--object-attributes",
                                    "ObjectSize")["ObjectSize"], 5)
        copied = self.s3api("copy-object", "--key", "b", "--copy-source", f"{self.bucket}/a")
        self.assertEqual(copied["CopyObjectResult"]["ETag"], put["ETag"])
        self.s3api("get-object", "--key", "b", os.path.join(self.folder, "b.txt"))
        upload = self.s3api("create-multipart-upload", "--key", "c")["UploadId"]
        words = ("--key", "c", "--upload-id", upload)
        part = self.s3api("upload-part-copy", *words, "--part-number", "1", "--copy-source",
                          f"{self.bucket}/a")["CopyPartResult"]
        self.s3api("upload-part", *words, "--part-number", "2", "--body", file)
        self.assertEqual(len(self.s3api("list-parts", *words)["Parts"]), 2)
        self.assertEqual(len(self.s3api("list-multipart-uploads")["Uploads"]), 1)
        self.s3api("complete-multipart-upload", *words, "--multipart-upload", json.dumps(
            {"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}))
        other = self.s3api("create-multipart-upload", "--key", "d")["UploadId"]
        self.s3api("abort-multipart-upload", "--key", "d", "--upload-id", other)
        self.assertEqual([each["Key"] for each in self.s3api("list-objects-v2")["Contents"]],
                         ["a", "b", "c"])
        self.assertEqual(len(self.s3api("list-objects")["Contents"]), 3)
        self.s3api("delete-object", "--key", "a")
        self.assertEqual(len(self.s3api("list-object-versions")["DeleteMarkers"]), 1)
        gone = self.s3api("delete-objects", "--delete", json.dumps(
            {"Objects": [{"Key": "b"}, {"Key": "c"}]}))
        self.assertEqual(len(gone["Deleted"]), 2)


if __name__ == "__main__":
    unittest.main()
