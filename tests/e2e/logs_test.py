"""Goal: CloudWatch Logs and STS as boto3 and the aws command know them.

Method: one scenario per test, by each of the two clients; every operation that is served is in one.
"""

import json
import time
import unittest

import aws_clients
import harness

GROUPS = "/aws/lambda/heliograph-dev-"
GROUP = GROUPS + "presigned_url_generator"


class Scenarios:
    def setUp(self):
        super().setUp()
        self.group = f"/test/{self.id()}"
        self.logs("create_log_group", logGroupName=self.group)
        self.now_ms = int(time.time() * 1000)

    def logs(self, operation, **words):
        return self.call("logs", operation, **words)

    def put(self, stream, *messages):
        self.logs("create_log_stream", logGroupName=self.group, logStreamName=stream)
        self.logs("put_log_events", logGroupName=self.group, logStreamName=stream, logEvents=[
            {"timestamp": self.now_ms + number, "message": text}
            for number, text in enumerate(messages)])

    def test_groups(self):
        self.assertEqual(self.code("logs", "create_log_group", logGroupName=self.group),
                         "ResourceAlreadyExistsException")
        self.logs("put_retention_policy", logGroupName=self.group, retentionInDays=7)
        group, = self.logs("describe_log_groups", logGroupNamePrefix=self.group)["logGroups"]
        self.assertEqual((group["retentionInDays"], group["storedBytes"]), (7, 0))
        self.assertEqual(group["arn"], group["logGroupArn"] + ":*")
        self.logs("delete_retention_policy", logGroupName=self.group)
        group, = self.logs("describe_log_groups", logGroupNamePattern=self.group)["logGroups"]
        self.assertNotIn("retentionInDays", group)
        self.logs("delete_log_group", logGroupName=self.group)
        self.assertEqual(self.code("logs", "describe_log_streams", logGroupName=self.group),
                         "ResourceNotFoundException")

    def test_streams(self):
        for name in ("b", "c", "a"):
            self.put(name, "x")
        words = {"logGroupName": self.group, "limit": 2, "descending": True}
        page = self.logs("describe_log_streams", **words)
        rest = self.logs("describe_log_streams", **words, nextToken=page["nextToken"])
        names = [stream["logStreamName"] for stream in page["logStreams"] + rest["logStreams"]]
        self.assertEqual(names, ["c", "b", "a"])
        self.assertNotIn("nextToken", rest)
        self.logs("delete_log_stream", logGroupName=self.group, logStreamName="b")
        left = self.logs("describe_log_streams", logGroupName=self.group, orderBy="LastEventTime")
        self.assertEqual({stream["logStreamName"] for stream in left["logStreams"]}, {"a", "c"})

    def test_events_by_token(self):
        self.put("s", *"abcde")
        words = {"logGroupName": self.group, "logStreamName": "s", "limit": 2}
        seen, page = [], self.logs("get_log_events", **words, startFromHead=True)
        while page["events"]:
            seen += [event["message"] for event in page["events"]]
            page = self.logs("get_log_events", **words, nextToken=page["nextForwardToken"])
        self.assertEqual(seen, list("abcde"))
        last = self.logs("get_log_events", **words)
        self.assertEqual([event["message"] for event in last["events"]], ["d", "e"])
        before = self.logs("get_log_events", **words, nextToken=last["nextBackwardToken"])
        self.assertEqual([event["message"] for event in before["events"]], ["b", "c"])

    def test_filter_patterns(self):
        messages = ('{"level": "WARN", "n": 1}', "10.0.0.1 - GET 404 12", "ERROR timed out")
        self.put("s", *messages)
        rows = [('{ $.level = "W*" && $.n < 2 }', messages[0]),
                ("[ip, user, ..., status = 4*, bytes]", messages[1]),
                ('ERROR -"too late"', messages[2]), ("%t.m.d%", messages[2])]
        for pattern, want in rows:
            with self.subTest(pattern=pattern):
                found = self.logs("filter_log_events", logGroupName=self.group,
                                  filterPattern=pattern)
                self.assertEqual([event["message"] for event in found["events"]], [want])
        found = self.logs("filter_log_events", logGroupName=self.group, logStreamNames=["s"],
                          startTime=self.now_ms + 1, endTime=self.now_ms + 1)
        self.assertEqual([event["message"] for event in found["events"]], [messages[1]])
        self.assertEqual(self.code("logs", "filter_log_events", logGroupName=self.group,
                                   filterPattern="{ $.a }"), "InvalidParameterException")

    def test_what_a_function_writes(self):
        self.server.json("POST", "/upload-url", {"fileName": "a.png", "fileType": "image/png"})
        streams = self.server.wait_for(
            lambda: self.logs("describe_log_streams", logGroupName=GROUP)["logStreams"])
        events = self.logs("get_log_events", logGroupName=GROUP, startFromHead=True,
                           logStreamName=streams[0]["logStreamName"])["events"]
        self.assertTrue(events[0]["message"].startswith("START RequestId"), events)
        self.server.wait_for(lambda: self.logs("filter_log_events", logGroupName=GROUP,
                                               filterPattern='"REPORT RequestId"')["events"])

    def test_an_upload_by_its_request_id(self):
        permit = self.server.json("POST", "/upload-url",
                                  {"fileName": "a.png", "fileType": "image/png"})
        _, headers, _ = self.server.request("PUT", permit["uploadUrl"],
                                            harness.png(40, 30, (9, 9, 9)), permit["headers"])
        for function in "image_processor", "result_saver":
            group = GROUPS + function
            pattern = f'{{ $.upload_request_id = "{headers["x-amz-request-id"]}" }}'
            lines = self.server.wait_for(
                lambda: self.found(group, pattern))  # pylint: disable=cell-var-from-loop
            self.assertEqual(json.loads(lines[0]["message"])["image_id"], permit["imageId"])

    def found(self, group, pattern):
        groups = self.logs("describe_log_groups", logGroupNamePrefix=group)["logGroups"]
        return groups and self.logs("filter_log_events", logGroupName=group,
                                    filterPattern=pattern)["events"]

    def test_who_asks(self):
        said = self.call("sts", "get_caller_identity")
        self.assertEqual(said["UserId"], self.exports["AWS_ACCESS_KEY_ID"])
        self.assertEqual(said["Account"], "000000000000")
        self.assertTrue(said["Arn"].startswith("arn:aws:iam::000000000000:"), said)
        self.assertEqual(self.code("sts", "get_session_token"), "InvalidAction")


class Boto3(Scenarios, aws_clients.ByBoto3):
    pass


class Command(Scenarios, aws_clients.ByCommand):
    pass


if __name__ == "__main__":
    unittest.main()
