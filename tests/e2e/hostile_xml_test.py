"""Goal: what S3 is sent is S3's to refuse: malformed documents, and parameters of every kind.

Method: each operation that takes a document gets some that are no XML, or not of its schema;
parameters and headers get what no client writes. Whatever comes back is XML that a parser reads,
with a code and a message, and never the server's own failure.
"""

import http.client
import re
import unittest
import urllib.parse
import xml.etree.ElementTree

import aws_clients
import s3_bucket

XMLNS = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'
TAGS = "<TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet>"
# "METHOD path?query" of a bucket, its document's root and what is right inside
DOCUMENTS = (
    ("POST ?delete", "Delete", "<Object><Key>none</Key></Object>"),
    ("PUT ?cors", "CORSConfiguration", "<CORSRule><AllowedMethod>GET</AllowedMethod>"
                                       "<AllowedOrigin>*</AllowedOrigin></CORSRule>"),
    ("PUT ?encryption", "ServerSideEncryptionConfiguration",
     "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
     "</ApplyServerSideEncryptionByDefault></Rule>"),
    ("PUT ?lifecycle", "LifecycleConfiguration",
     "<Rule><Status>Enabled</Status><Filter><Prefix>z</Prefix></Filter><Expiration><Days>1</Days>"
     "</Expiration></Rule>"),
    ("PUT ?notification", "NotificationConfiguration", "<EventBridgeConfiguration/>"),
    ("PUT ?ownershipControls", "OwnershipControls",
     "<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"),
    ("PUT ?tagging", "Tagging", TAGS),
    ("PUT ?versioning", "VersioningConfiguration", "<Status>Enabled</Status>"),
    ("PUT ?object-lock", "ObjectLockConfiguration",
     "<ObjectLockEnabled>Enabled</ObjectLockEnabled>"),
    ("PUT ?publicAccessBlock", "PublicAccessBlockConfiguration",
     "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
     "<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true"
     "</RestrictPublicBuckets>"),
    ("PUT /k?tagging", "Tagging", TAGS),
    ("PUT /k?retention", "Retention", "<Mode>GOVERNANCE</Mode><RetainUntilDate>"
                                      "2099-01-01T00:00:00Z</RetainUntilDate>"),
    ("PUT /k?legal-hold", "LegalHold", "<Status>OFF</Status>"))
ENTITIES = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
# What is made of a document that is right: its root, what is inside, the whole.
MALFORMED = (
    lambda root, inside, whole: b"text",
    lambda root, inside, whole: b'{"a":1}',
    lambda root, inside, whole: whole[:-1],
    lambda root, inside, whole: whole + whole,
    lambda root, inside, whole: whole + b"text",
    lambda root, inside, whole: whole.replace(b">", b">\0", 1),
    lambda root, inside, whole: whole.replace(b">", b">\xe9", 1),
    lambda root, inside, whole: whole.replace(b">", b">&no;", 1),
    lambda root, inside, whole: whole.replace(b">", b">&#0;", 1),
    lambda root, inside, whole: whole.replace(b">", b">&#xD800;", 1),
    lambda root, inside, whole: whole.replace(b">", b' a="1" a="2">', 1),
    lambda root, inside, whole: whole.decode().encode("utf-16"),
    lambda root, inside, whole: b'<!DOCTYPE a [<!ENTITY x "y">]>' + whole,
    lambda root, inside, whole: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + whole,
    lambda root, inside, whole: f"<!DOCTYPE a [{ENTITIES}]><{root}>&a11;</{root}>".encode(),
    lambda root, inside, whole: b"<a>" * 100_000,
    lambda root, inside, whole: f"<{root}>{'<a>' * 9999}{'</a>' * 9999}</{root}>".encode(),
    lambda root, inside, whole: b"<Other>" + inside + b"</Other>")
TEXTS = ("", "\0", "\x01", "\r\nX: y", "\ufffe", "\u202e", "\U0001f600", "../..", "<&>", "a" * 3000)
NUMBERS = ("-1", "abc", "1.5", "+1", " 1", "0x1", "\0")
PLACES = ("list-type=2&prefix=", "list-type=2&delimiter=", "list-type=2&start-after=",
          "list-type=2&continuation-token=", "prefix=", "marker=", "encoding-type=",
          "versions&key-marker=", "versions&key-marker=k&version-id-marker=", "uploads&prefix=")
OF_OBJECT = ("versionId=", "uploadId=", "response-content-type=", "response-expires=", "x-id=")
COUNTS = ("max-keys=", "list-type=2&max-keys=", "versions&max-keys=", "uploads&max-uploads=")
HEADERS = {"GET": ("Range", "If-Match", "If-Modified-Since", "x-amz-expected-bucket-owner"),
           "PUT": ("Content-MD5", "x-amz-acl", "x-amz-storage-class", "x-amz-tagging",
                   "x-amz-meta-a", "x-amz-checksum-crc32", "x-amz-checksum-sha256",
                   "x-amz-copy-source", "x-amz-sdk-checksum-algorithm", "x-amz-object-lock-mode",
                   "If-None-Match")}
VALUES = ("", "garbage", "-1", "a" * 3000, "9" * 30, '"', ",,,", "=", "bytes=0-0", "AAAA", "true")


class HostileXml(s3_bucket.BucketTest):
    def setUp(self):
        super().setUp()
        self.bucket = "hostile-" + self.id().rsplit("_", 1)[1]
        self.client.create_bucket(Bucket=self.bucket, ObjectLockEnabledForBucket=True)
        self.client.put_object(Bucket=self.bucket, Key="k", Body=b"0123456789")
        self.connection = http.client.HTTPConnection(
            self.server.url.removeprefix("http://"), timeout=aws_clients.COMMAND_SECONDS_MAX)
        self.addCleanup(self.connection.close)

    def code(self, method, path, query="", headers=None, body=b""):
        """The code of the error, or "" of a success."""
        from botocore.auth import S3SigV4Auth  # pylint: disable=import-outside-toplevel
        from botocore.awsrequest import AWSRequest  # pylint: disable=import-outside-toplevel
        from botocore.credentials import Credentials  # pylint: disable=import-outside-toplevel
        target = f"/{self.bucket}{path}" + (f"?{query}" if query else "")
        request = AWSRequest(method, self.server.url + target, data=body, headers=headers or {})
        S3SigV4Auth(Credentials(self.exports["AWS_ACCESS_KEY_ID"],
                                self.exports["AWS_SECRET_ACCESS_KEY"]),
                    "s3", "us-east-1").add_auth(request)
        self.connection.request(method, target, body, dict(request.headers))
        answer = self.connection.getresponse()
        said = answer.read()
        self.assertLess(answer.status, 502, said[:500])
        self.assertNotEqual(answer.status, 500, said[:500])
        if answer.headers["Content-Type"] == "application/xml":
            document = xml.etree.ElementTree.fromstring(said)
            if answer.status >= 400:
                self.assertTrue(document.find("Message").text)
                return document.find("Code").text
        self.assertLess(answer.status, 400, said[:500])
        return ""

    def test_documents(self):
        for place, root, inside in DOCUMENTS:
            method, _, target = place.partition(" ")
            path, _, query = target.partition("?")
            whole = f"<{root}{XMLNS}>{inside}</{root}>".encode()
            self.assertEqual(self.code(method, path, query, body=whole), "", place)
            for number, make in enumerate(MALFORMED):
                with self.subTest(place=place, number=number):
                    document = make(root, inside.encode(), whole)
                    self.assertEqual(self.code(method, path, query, body=document),
                                     "MalformedXML", document[:200])
            for name in set(re.findall(r"<(\w+)", inside)):
                for new in ("", "garbage", "<x/>", "9" * 30, "\U0001f600"):
                    with self.subTest(place=place, element=name, content=new):
                        other = re.sub(f"<{name}>.*</{name}>", f"<{name}>{new}</{name}>", inside)
                        self.code(method, path, query, body=f"<{root}>{other}</{root}>".encode())

    def test_parameters(self):
        for path, names, texts in (("", PLACES, TEXTS), ("/k", OF_OBJECT, TEXTS),
                                   ("", COUNTS, NUMBERS)):
            for name in names:
                for text in texts:
                    with self.subTest(name=name, text=text[:20]):
                        code = self.code("GET", path, name + urllib.parse.quote(text, safe=""))
                        if texts is NUMBERS:
                            self.assertEqual(code, "InvalidArgument")
        for sub_resource in ("acl&tagging", "select&select-type=2", "torrent", "restore", "nobody",
                             "analytics&id=1", "metrics&id=1", "uploads&uploadId=x"):
            for method in ("GET", "PUT", "POST", "DELETE"):
                for path in ("", "/k"):
                    with self.subTest(sub_resource, method=method, path=path):
                        self.assertEqual(self.code(method, path, sub_resource), "NotImplemented")

    def test_headers(self):
        for method, names in HEADERS.items():
            for name in names:
                for value in VALUES:
                    with self.subTest(method, name=name, value=value[:20]):
                        self.code(method, "/k", headers={name: value})

    def test_keys(self):
        for key, code in (("a" * 1025, "KeyTooLongError"), ("\0", "InvalidArgument"),
                          ("\x01", "InvalidArgument"), ("\x7f", "InvalidArgument"),
                          ("\ufffe", "InvalidArgument"), ("../..", ""), ("//", ""),
                          ("a" * 1024, "")):
            for method in ("PUT", "DELETE"):
                with self.subTest(method, key=key[:20]):
                    path = "/" + urllib.parse.quote(key)
                    self.assertEqual(self.code(method, path), code)
        self.assertEqual(self.code("GET", "", "versions"), "")


if __name__ == "__main__":
    unittest.main()
