"""Goal: whatever comes to EventBridge, CloudWatch Logs and STS, the answer is AWS's own error.

Method: requests that no client makes, signed by botocore's signer where they are signed at all;
the same table for each of the services that speak JSON.
"""

import json
import unittest
import xml.etree.ElementTree

import aws_clients

JSON = "application/x-amz-json-1.1"
FORM = "application/x-www-form-urlencoded; charset=utf-8"
SERVICES = {"events": ("AWSEvents", "ListRules"), "logs": ("Logs_20140328", "DescribeLogGroups"),
            "states": ("AWSStepFunctions", "ListStateMachines"),
            "rekognition": ("RekognitionService", "DetectLabels")}
STS = "{https://sts.amazonaws.com/doc/2011-06-15/}"
BODY_BYTES_MAX = 8 << 20


class Wire(aws_clients.AwsTest):
    def post(self, body, headers, scope, access_key=None, secret=None):
        """(status, headers, body) of a request signed for the service `scope`."""
        from botocore.auth import SigV4Auth  # pylint: disable=import-outside-toplevel
        from botocore.awsrequest import AWSRequest  # pylint: disable=import-outside-toplevel
        from botocore.credentials import Credentials  # pylint: disable=import-outside-toplevel
        request = AWSRequest("POST", self.server.url + "/", data=body, headers=headers)
        key = Credentials(access_key or self.exports["AWS_ACCESS_KEY_ID"],
                          secret or self.exports["AWS_SECRET_ACCESS_KEY"])
        SigV4Auth(key, scope, "us-east-1").add_auth(request)
        return self.server.request("POST", "/", body, dict(request.headers))

    def post_json(self, service, body, operation=None, **more):
        target, usual = SERVICES[service]
        headers = {"Content-Type": JSON, "X-Amz-Target": f"{target}.{operation or usual}"}
        return self.post(body, headers, more.pop("scope", service), **more)

    def assert_error(self, answer, status, name):
        got, headers, body = answer
        said = json.loads(body)
        self.assertEqual((got, said["__type"]), (status, name), body[:2000])
        self.assertEqual(headers["x-amzn-ErrorType"], name)
        self.assertTrue(headers["x-amzn-RequestId"])
        self.assertTrue(headers["Content-Type"].startswith("application/x-amz-json-1."))
        self.assertTrue(said["message"])
        self.assertLess(len(body), 10_000)

    def test_bodies(self):
        deep = b'{"x":' * 5000 + b"1" + b"}" * 5000
        rows = [("no JSON", b"{", 400, "SerializationException"),
                ("no object", b"[]", 400, "SerializationException"),
                ("no UTF-8", b'{"a":"\xff"}', 400, "SerializationException"),
                ("a zero", b"{}\0", 400, "SerializationException"),
                ("two objects", b"{}{}", 400, "SerializationException"),
                ("a number without end", b'{"a":1e999}', 400, "SerializationException"),
                ("lists in lists", b"[" * 1_000_000, 400, "SerializationException"),
                ("objects in objects", deep, 400, "SerializationException"),
                ("too large", b" " * (BODY_BYTES_MAX + 1), 413, "RequestEntityTooLargeException")]
        for service in SERVICES:
            for name, body, status, error in rows:
                with self.subTest(service=service, body=name):
                    self.assert_error(self.post_json(service, body), status, error)

    def test_targets(self):
        for service, (target, operation) in SERVICES.items():
            for name in ("", ".", target, target + ".", f"{target}.Nothing", f"x.{operation}",
                         f"{target}.{operation}.{operation}", f"{target}.{'A' * 6000}",
                         f"{target}.{operation.lower()}"):
                with self.subTest(service=service, target=name[:60]):
                    self.assert_error(self.post(b"{}", {"Content-Type": JSON,
                                                        "X-Amz-Target": name}, service),
                                      400, "UnknownOperationException")

    def test_types_of_content(self):
        for service, (target, operation) in SERVICES.items():
            for kind in ("application/json", "text/plain", FORM, "application/cbor"):
                with self.subTest(service=service, kind=kind):
                    headers = {"Content-Type": kind, "X-Amz-Target": f"{target}.{operation}"}
                    self.assert_error(self.post(b"{}", headers, service), 400,
                                      "UnknownOperationException")

    def test_who_may_not(self):
        rows = [("UnrecognizedClientException", {"access_key": "AKIDNOBODY"}),
                ("UnrecognizedClientException", {"access_key": "A" * 4000}),
                ("InvalidSignatureException", {"secret": "nobody's"}),
                ("IncompleteSignatureException", {"scope": "s3"})]
        for service, (target, operation) in SERVICES.items():
            for error, words in rows:
                with self.subTest(service=service, words=str(words)[:60]):
                    self.assert_error(self.post_json(service, b"{}", **words), 400, error)
            headers = {"Content-Type": JSON, "X-Amz-Target": f"{target}.{operation}"}
            unsigned = self.server.request("POST", "/", b"{}", headers)
            self.assert_error(unsigned, 400, "MissingAuthenticationTokenException")
            garbled = self.server.request("POST", "/", b"{}", {
                **headers, "Authorization": "AWS4-HMAC-SHA256 Credential=a/b, Signature=x"})
            self.assert_error(garbled, 400, "IncompleteSignatureException")

    def test_values(self):
        rows = [("events", "PutRule", {"Name": "x" * 65, "EventPattern": "{}"},
                 "ValidationException"),
                ("events", "PutRule", {"Name": 1}, "SerializationException"),
                ("events", "PutRule", {"Name": "x", "EventPattern": "[" * 4000},
                 "InvalidEventPatternException"),
                ("events", "PutRule", {"Name": "x", "EventPattern": json.dumps(
                    {"a": [{"wildcard": "*a" * 1000}]})}, "InvalidEventPatternException"),
                ("events", "PutTargets", {"Rule": "x", "Targets": [{"Id": "1", "Arn": "arn:"}]},
                 "ValidationException"),
                ("events", "PutTargets", {"Rule": "image-uploads", "Targets": [
                    {"Id": "1", "Arn": "arn:aws:lambda:us-east-1:0:function:"}]},
                 "ValidationException"),
                ("events", "PutEvents", {"Entries": [{}] * 11}, "ValidationException"),
                ("events", "PutEvents", {"Entries": "x"}, "SerializationException"),
                ("events", "TestEventPattern", {"EventPattern": '{"a":[1]}', "Event": "[" * 99_999},
                 "ValidationException"),
                ("events", "StartReplay", {
                    "ReplayName": "x", "EventStartTime": "yesterday", "EventEndTime": 1,
                    "EventSourceArn": "arn:aws:events:us-east-1:000000000000:archive/default",
                    "Destination": {"Arn": "x"}}, "SerializationException"),
                ("logs", "FilterLogEvents", {"logGroupName": "/g", "filterPattern": "(" * 1000},
                 "ResourceNotFoundException"),
                ("logs", "GetLogEvents", {"logGroupName": "/g" * 4000, "logStreamName": "s"},
                 "InvalidParameterException"),
                ("logs", "GetLogEvents", {"logGroupName": "/g", "logStreamName": "s",
                                          "startTime": -1}, "InvalidParameterException"),
                ("logs", "DescribeLogStreams", {"logGroupName": "/g", "nextToken": "12"},
                 "InvalidParameterException"),
                ("logs", "PutRetentionPolicy", {"logGroupName": "/g",
                                                "retentionInDays": (1 << 32) + 7},
                 "InvalidParameterException"),
                ("logs", "PutLogEvents", {"logGroupName": "/g", "logStreamName": "s",
                                          "logEvents": [{"timestamp": 0}]},
                 "InvalidParameterException")]
        for service, operation, words, error in rows:
            with self.subTest(operation=operation, words=str(words)[:80]):
                answer = self.post_json(service, json.dumps(words).encode(), operation)
                self.assert_error(answer, 400, error)

    def test_keys_that_may_not_all(self):
        for role, reads in (("viewer", True), ("uploader", False)):
            key = self.json_of("keys", "create", "--scope", role, "--data", self.server.data,
                               "--json")
            words = {"access_key": key["id"], "secret": key["secret_access_key"]}
            for service in ("events", "logs"):
                with self.subTest(role=role, service=service):
                    answer = self.post_json(service, b"{}", **words)
                    if reads:
                        self.assertEqual(answer[0], 200)
                    else:
                        self.assert_error(answer, 400, "AccessDeniedException")
            for service, operation in (("events", "PutEvents"), ("logs", "CreateLogGroup")):
                self.assert_error(self.post_json(service, b"{}", operation, **words), 400,
                                  "AccessDeniedException")

    def sts_code(self, answer, status):
        got, headers, body = answer
        self.assertEqual((got, headers["Content-Type"]), (status, "text/xml"), body[:2000])
        error = xml.etree.ElementTree.fromstring(body).find(f"{STS}Error")
        self.assertTrue(error.find(f"{STS}Message").text)
        return error.find(f"{STS}Code").text

    def test_sts(self):
        rows = [(b"Action=AssumeRole", 400, "InvalidAction", {}),
                (b"Action=%00%ff<", 400, "InvalidAction", {}),
                (b"Action=%", 400, "MalformedQueryString", {}),
                (b"Action=GetCallerIdentity", 400, "InvalidAction", {}),
                (b"Action=GetCallerIdentity&Version=1", 400, "InvalidAction", {}),
                (b"", 400, "MissingAction", {}),
                (b"{}", 400, "MissingAction", {}),
                (b"a" * 100_000, 413, "RequestEntityTooLarge", {}),
                (b"Action=GetCallerIdentity", 403, "InvalidClientTokenId", {"access_key": "A"}),
                (b"Action=GetCallerIdentity", 403, "SignatureDoesNotMatch", {"secret": "no"})]
        for body, status, code, words in rows:
            with self.subTest(body=body[:40], words=words):
                answer = self.post(body, {"Content-Type": FORM}, "sts", **words)
                self.assertEqual(self.sts_code(answer, status), code)

    def test_who_asks_by_a_presigned_url(self):
        client = self.client_of("sts")
        self.addCleanup(client.close)
        url = client.generate_presigned_url("get_caller_identity", HttpMethod="GET")
        status, _, body = self.server.request("GET", url)
        self.assertEqual(status, 200, body)
        self.assertIn(self.exports["AWS_ACCESS_KEY_ID"].encode(), body)
        altered = self.server.request("GET", url.replace("GetCallerIdentity", "GetSessionToken"))
        self.assertEqual(self.sts_code(altered, 403), "SignatureDoesNotMatch")

    def test_services_that_are_not_there(self):
        from botocore.exceptions import ClientError  # pylint: disable=import-outside-toplevel
        for service, call, code in (("sns", "list_topics", "InvalidAction"),
                                    ("iam", "list_users", "InvalidAction"),
                                    ("dynamodb", "list_tables", "UnknownOperationException"),
                                    ("lambda", "list_functions", "UnknownOperationException")):
            with self.subTest(service):
                client = self.client_of(service)
                self.addCleanup(client.close)
                with self.assertRaises(ClientError) as caught:
                    getattr(client, call)()
                self.assertEqual(caught.exception.response["Error"]["Code"], code)


if __name__ == "__main__":
    unittest.main()
