"""Goal: S3's operations beyond putting and getting, driven by boto3 and the aws command.

Method: the real clients, whose models check the shape of each answer, against the built server.
"""

import datetime
import json
import subprocess
import unittest
import uuid

import aws_clients
import s3_bucket

PART_BYTES = 5 << 20


class S3(s3_bucket.BucketTest):
    def version(self):
        self.ask("put_bucket_versioning", VersioningConfiguration={"Status": "Enabled"})

    def parts(self, key, **words):
        """An object of two parts."""
        upload = self.ask("create_multipart_upload", Key=key, **words)["UploadId"]
        done = []
        for number, body in ((1, b"x" * PART_BYTES), (2, b"end")):
            part = self.ask("upload_part", Key=key, UploadId=upload, PartNumber=number, Body=body)
            done.append({"PartNumber": number, "ETag": part["ETag"]})
        return self.ask("complete_multipart_upload", Key=key, UploadId=upload,
                        MultipartUpload={"Parts": done})

    def test_versions_are_listed_page_by_page(self):
        self.assertNotIn("Status", self.ask("get_bucket_versioning"))
        self.version()
        for key in ("a", "a", "b/1", "c"):
            self.ask("put_object", Key=key, Body=b"x")
        self.ask("delete_object", Key="c")
        pages = list(self.client.get_paginator("list_object_versions").paginate(
            Bucket=self.bucket, Delimiter="/", PaginationConfig={"PageSize": 2}))
        versions = [(item["Key"], item["IsLatest"]) for page in pages
                    for item in page.get("Versions", [])]
        self.assertEqual(versions, [("a", True), ("a", False), ("c", False)])
        self.assertEqual([item["Prefix"] for page in pages
                          for item in page.get("CommonPrefixes", [])], ["b/"])
        markers = self.s3api("list-object-versions")["DeleteMarkers"]
        self.assertEqual([marker["Key"] for marker in markers], ["c"])
        self.ask("put_bucket_versioning", VersioningConfiguration={"Status": "Suspended"})
        self.assertEqual(self.s3api("get-bucket-versioning")["Status"], "Suspended")

    def test_tags(self):
        tags = {"TagSet": [{"Key": "who", "Value": "ada l"}]}
        self.ask("put_object", Key="a", Body=b"x", Tagging="who=ada%20l")
        self.assertEqual(self.ask("get_object_tagging", Key="a")["TagSet"], tags["TagSet"])
        self.assertEqual(self.ask("get_object", Key="a")["TagCount"], 1)
        self.ask("put_object_tagging", Key="a", Tagging={"TagSet": [{"Key": "x", "Value": "y"}]})
        self.assertEqual(self.s3api("get-object-tagging", "--key", "a")["TagSet"],
                         [{"Key": "x", "Value": "y"}])
        self.ask("copy_object", Key="b", CopySource=f"{self.bucket}/a",
                 TaggingDirective="REPLACE", Tagging="z=1")
        self.assertEqual(self.ask("get_object_tagging", Key="b")["TagSet"][0]["Key"], "z")
        self.ask("delete_object_tagging", Key="a")
        self.assertEqual(self.ask("get_object_tagging", Key="a")["TagSet"], [])
        self.assertEqual(self.refused("get_bucket_tagging"), "NoSuchTagSet")
        self.ask("put_bucket_tagging", Tagging=tags)
        self.assertEqual(self.s3api("get-bucket-tagging")["TagSet"], tags["TagSet"])
        self.ask("delete_bucket_tagging")

    def test_parts_and_attributes(self):
        self.parts("big", ChecksumAlgorithm="CRC32", ChecksumType="COMPOSITE")
        second = self.ask("get_object", Key="big", PartNumber=2)
        self.assertEqual((second["Body"].read(), second["PartsCount"]), (b"end", 2))
        self.assertEqual(self.ask("head_object", Key="big", PartNumber=1)["ContentLength"],
                         PART_BYTES)
        asked = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"]
        got = self.ask("get_object_attributes", Key="big", ObjectAttributes=asked)
        self.assertEqual((got["ObjectSize"], got["ObjectParts"]["TotalPartsCount"]),
                         (PART_BYTES + 3, 2))
        self.assertIn("ChecksumCRC32", got["ObjectParts"]["Parts"][1])
        self.assertEqual(self.s3api("get-object-attributes", "--key", "big", "--object-attributes",
                                    "ObjectSize")["ObjectSize"], PART_BYTES + 3)

    def test_uploads_under_way(self):
        for key in ("a", "b/1", "b/2"):
            self.ask("create_multipart_upload", Key=key)
        listed = self.s3api("list-multipart-uploads", "--delimiter", "/")
        self.assertEqual([upload["Key"] for upload in listed["Uploads"]], ["a"])
        self.assertEqual(listed["CommonPrefixes"], [{"Prefix": "b/"}])
        upload = listed["Uploads"][0]["UploadId"]
        self.ask("upload_part_copy", Key="a", UploadId=upload, PartNumber=1,
                 CopySource=f"{self.bucket}/{self.put('source')}")
        self.assertEqual(len(self.ask("list_parts", Key="a", UploadId=upload)["Parts"]), 1)
        self.ask("abort_multipart_upload", Key="a", UploadId=upload)
        self.assertEqual(self.refused("list_parts", Key="a", UploadId=upload), "NoSuchUpload")

    def put(self, key, body=b"x"):
        self.ask("put_object", Key=key, Body=body)
        return key

    def test_deletes_with_conditions(self):
        etag = self.ask("put_object", Key="a", Body=b"x")["ETag"]
        self.assertEqual(self.refused("delete_object", Key="a", IfMatch='"other"'),
                         "PreconditionFailed")
        told = self.ask("delete_objects", Delete={"Objects": [
            {"Key": "a", "ETag": '"other"'}, {"Key": self.put(" ")}]})
        self.assertEqual((told["Errors"][0]["Code"], told["Deleted"][0]["Key"]),
                         ("PreconditionFailed", " "))
        self.ask("delete_object", Key="a", IfMatch=etag)
        self.assertEqual(self.refused("get_object", Key="a"), "NoSuchKey")

    def test_locks(self):
        safe = "safe-" + uuid.uuid4().hex
        self.client.create_bucket(Bucket=safe, ObjectLockEnabledForBucket=True)
        self.bucket = safe
        rule = {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}
        self.ask("put_object_lock_configuration",
                 ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": rule})
        self.assertEqual(self.ask("get_object_lock_configuration")["ObjectLockConfiguration"]
                         ["Rule"], rule)
        version = self.ask("put_object", Key="a", Body=b"x")["VersionId"]
        words = {"Key": "a", "VersionId": version}
        self.assertEqual(self.ask("head_object", **words)["ObjectLockMode"], "GOVERNANCE")
        self.assertEqual(self.refused("delete_object", **words), "AccessDenied")
        until = (datetime.datetime.now(datetime.timezone.utc) +
                 datetime.timedelta(days=9)).replace(microsecond=0)
        self.ask("put_object_retention", **words,
                 Retention={"Mode": "GOVERNANCE", "RetainUntilDate": until})
        self.assertEqual(self.ask("get_object_retention", **words)["Retention"]["RetainUntilDate"],
                         until)
        self.ask("put_object_legal_hold", **words, LegalHold={"Status": "ON"})
        self.assertEqual(self.ask("get_object_legal_hold", Key="a")["LegalHold"]["Status"], "ON")
        self.assertEqual(self.refused("delete_object", **words, BypassGovernanceRetention=True),
                         "AccessDenied")
        self.ask("put_object_legal_hold", **words, LegalHold={"Status": "OFF"})
        self.ask("delete_object", **words, BypassGovernanceRetention=True)

    def test_lifecycle_cors_and_notification(self):
        rules = [{"ID": "old", "Status": "Enabled", "Filter": {"Prefix": "x/"},
                  "Expiration": {"Days": 3},
                  "NoncurrentVersionExpiration": {"NoncurrentDays": 2},
                  "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1}}]
        self.assertEqual(self.refused("get_bucket_lifecycle_configuration"),
                         "NoSuchLifecycleConfiguration")
        self.ask("put_bucket_lifecycle_configuration", LifecycleConfiguration={"Rules": rules})
        self.assertEqual(self.ask("get_bucket_lifecycle_configuration")["Rules"], rules)
        self.ask("delete_bucket_lifecycle")
        cors = [{"AllowedMethods": ["PUT"], "AllowedOrigins": ["https://*.example"],
                 "AllowedHeaders": ["*"], "ExposeHeaders": ["ETag"], "MaxAgeSeconds": 5}]
        self.ask("put_bucket_cors", CORSConfiguration={"CORSRules": cors})
        self.assertEqual(self.s3api("get-bucket-cors")["CORSRules"], cors)
        self.ask("put_bucket_notification_configuration",
                 NotificationConfiguration={"EventBridgeConfiguration": {}})
        self.assertIn("EventBridgeConfiguration",
                      self.ask("get_bucket_notification_configuration"))

    def test_a_page_of_another_origin(self):
        self.ask("put_bucket_cors", CORSConfiguration={"CORSRules": [
            {"AllowedMethods": ["PUT"], "AllowedOrigins": ["https://app.example"],
             "AllowedHeaders": ["content-type"], "ExposeHeaders": ["ETag"]}]})
        url = self.client.generate_presigned_url("put_object", ExpiresIn=60, Params={
            "Bucket": self.bucket, "Key": "a", "ContentType": "text/plain"})
        asked = {"Access-Control-Request-Method": "PUT",
                 "Access-Control-Request-Headers": "content-type"}
        for origin, status in (("https://app.example", 200), ("https://evil.example", 403)):
            got, headers, _ = self.server.request("OPTIONS", url.split("?")[0],
                                                  headers={"Origin": origin, **asked})
            self.assertEqual(got, status, origin)
        got, headers, body = self.server.request(
            "PUT", url, b"x", {"Origin": "https://app.example", "Content-Type": "text/plain"})
        self.assertEqual((got, headers["Access-Control-Allow-Origin"]),
                         (200, "https://app.example"), body)

    def test_a_form_of_a_browser(self):
        for version in ("s3v4", "s3"):
            with self.subTest(version=version):
                permit = self.s3(signature_version=version).generate_presigned_post(
                    self.bucket, "in/${filename}", ExpiresIn=60,
                    Fields={"success_action_status": "201", "x-amz-meta-who": "ada"},
                    Conditions=[["content-length-range", 1, 100],
                                {"success_action_status": "201"}, {"x-amz-meta-who": "ada"}])
                for content, status in ((b"\x89PNG", 201), (b"x" * 101, 400), (b"", 400)):
                    got, _, body = self.server.request(
                        "POST", permit["url"], form(permit["fields"], f"{version}.png", content),
                        {"Content-Type": "multipart/form-data; boundary=edge",
                         "Origin": "https://app.example"})
                    self.assertEqual(got, status, body)
                head = self.ask("head_object", Key=f"in/{version}.png")
                self.assertEqual((head["ContentLength"], head["Metadata"]), (4, {"who": "ada"}))

    def test_what_always_holds(self):
        block = {name: True for name in ("BlockPublicAcls", "IgnorePublicAcls",
                                         "BlockPublicPolicy", "RestrictPublicBuckets")}
        self.assertEqual(self.ask("get_public_access_block")["PublicAccessBlockConfiguration"],
                         block)
        self.ask("put_public_access_block", PublicAccessBlockConfiguration=block)
        self.assertEqual(self.refused("put_public_access_block", PublicAccessBlockConfiguration={
            **block, "BlockPublicPolicy": False}), "AccessDenied")
        self.assertEqual(self.refused("delete_public_access_block"), "AccessDenied")
        self.assertFalse(self.ask("get_bucket_policy_status")["PolicyStatus"]["IsPublic"])
        owner = self.ask("get_bucket_acl")
        self.assertEqual(owner["Grants"][0]["Permission"], "FULL_CONTROL")
        self.ask("put_bucket_acl", ACL="private")
        self.assertEqual(self.refused("put_bucket_acl", ACL="public-read"),
                         "AccessControlListNotSupported")
        self.put("a")
        self.assertEqual(self.ask("get_object_acl", Key="a")["Owner"], owner["Owner"])
        self.ask("put_object_acl", Key="a", ACL="private")
        encryption = self.ask("get_bucket_encryption")["ServerSideEncryptionConfiguration"]
        self.ask("put_bucket_encryption", ServerSideEncryptionConfiguration=encryption)
        self.ask("delete_bucket_encryption")
        controls = self.ask("get_bucket_ownership_controls")["OwnershipControls"]
        self.ask("put_bucket_ownership_controls", OwnershipControls=controls)
        for name, code in (("get_bucket_policy", "NoSuchBucketPolicy"),
                           ("get_bucket_website", "NoSuchWebsiteConfiguration"),
                           ("get_bucket_replication", "ReplicationConfigurationNotFoundError")):
            self.assertEqual(self.refused(name), code)
        self.assertEqual(self.ask("get_bucket_request_payment")["Payer"], "BucketOwner")
        self.assertNotIn("Status", self.ask("get_bucket_accelerate_configuration"))
        self.assertNotIn("LoggingEnabled", self.ask("get_bucket_logging"))
        self.assertEqual(self.refused("put_bucket_accelerate_configuration",
                                      AccelerateConfiguration={"Status": "Enabled"}),
                         "NotImplemented")

    def test_buckets(self):
        self.assertEqual(self.ask("head_bucket")["ResponseMetadata"]["HTTPStatusCode"], 200)
        self.assertIsNone(self.ask("get_bucket_location")["LocationConstraint"])
        rules = [{"AllowedMethods": ["GET"], "AllowedOrigins": ["https://app.example"]}]
        self.ask("put_bucket_cors", CORSConfiguration={"CORSRules": rules})
        self.assertEqual(self.ask("get_bucket_cors")["CORSRules"], rules)
        self.ask("delete_bucket_cors")
        self.assertEqual(self.refused("get_bucket_cors"), "NoSuchCORSConfiguration")
        self.assertIn(self.bucket, [each["Name"] for each in self.client.list_buckets()["Buckets"]])
        self.assertNotIn("Contents", self.ask("list_objects"))
        self.ask("delete_bucket")
        self.assertEqual(self.refused("list_objects"), "NoSuchBucket")

    def test_headers_that_the_asker_chooses(self):
        self.put("a")
        got = self.ask("get_object", Key="a", ResponseContentType="text/x",
                       ResponseContentDisposition="attachment", ResponseCacheControl="no-store")
        self.assertEqual((got["ContentType"], got["ContentDisposition"], got["CacheControl"]),
                         ("text/x", "attachment", "no-store"))

    def test_checksums_of_every_kind(self):
        script = CHECKSUMS.replace("BUCKET", self.bucket)
        done = subprocess.run(
            [aws_clients.ENVIRONMENT + "/bin/python", "-c", script], check=False, text=True,
            capture_output=True, timeout=aws_clients.COMMAND_SECONDS_MAX, stdin=subprocess.DEVNULL,
            env=aws_clients.plain_environment(**self.exports, BOTO_DISABLE_CRT="false"))
        self.assertEqual(done.returncode, 0, (done.stdout + done.stderr)[-4000:])


# Put and got back, whole and in parts; the client computes and compares each checksum. In a
# process of its own, since only awscrt computes them all, and the others' signers are kept from it.
CHECKSUMS = """
import boto3
client = boto3.client("s3")
for name in ("CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"):
    put = client.put_object(Bucket="BUCKET", Key=name, Body=b"hello", ChecksumAlgorithm=name)
    got = client.get_object(Bucket="BUCKET", Key=name, ChecksumMode="ENABLED")
    assert got["Body"].read() == b"hello", name
    assert got["Checksum" + name] == put["Checksum" + name], got
    for kind in ("COMPOSITE", "FULL_OBJECT"):
        if (name == "CRC64NVME" and kind == "COMPOSITE") or (
                name.startswith("SHA") and kind == "FULL_OBJECT"):
            continue
        words = {"Bucket": "BUCKET", "Key": "parts"}
        upload = client.create_multipart_upload(**words, ChecksumAlgorithm=name, ChecksumType=kind)
        words["UploadId"] = upload["UploadId"]
        parts = []
        for number, body in ((1, b"x" * (5 << 20)), (2, b"end")):
            part = client.upload_part(**words, PartNumber=number, Body=body, ChecksumAlgorithm=name)
            parts.append({"PartNumber": number, "ETag": part["ETag"],
                          "Checksum" + name: part["Checksum" + name]})
        client.complete_multipart_upload(**words, MultipartUpload={"Parts": parts})
        head = client.head_object(Bucket="BUCKET", Key="parts", ChecksumMode="ENABLED")
        assert head["ChecksumType"] == kind, (name, head)
        got = client.get_object(Bucket="BUCKET", Key="parts", ChecksumMode="ENABLED")
        assert got["Body"].read().endswith(b"xend"), name
"""


def form(fields, file_name, content):
    """The body that a browser sends, with the boundary "edge"."""
    parts = [f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
             for name, value in fields.items()]
    parts.append('--edge\r\nContent-Disposition: form-data; name="file"; '
                 f'filename="{file_name}"\r\n\r\n')
    return "".join(parts).encode() + content + b"\r\n--edge--\r\n"


if __name__ == "__main__":
    unittest.main()
