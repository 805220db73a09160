"""Goal: EventBridge as boto3 and the aws command know it.

Method: one scenario per test, by each of the two clients; every operation that is served is in one.
What a rule delivers is read from the log group that it leads to.
"""

import datetime
import json
import unittest

import aws_clients

FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:heliograph-dev-result_viewer"
MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:image-pipeline"
PATTERN = '{"source":["shop"]}'


def entry(detail, **more):
    return {"Source": "shop", "DetailType": "Order", "Detail": detail, **more}


def hours_from_now(hours):
    time = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


class Scenarios:
    def setUp(self):
        super().setUp()
        self.name = self.id().removeprefix("__main__.").replace("test_", "")

    def events(self, operation, **words):
        return self.call("events", operation, **words)

    def messages(self, group):
        """What stands in a log group, which a rule makes with its first event."""
        if not self.call("logs", "describe_log_groups", logGroupNamePrefix=group)["logGroups"]:
            return []
        found = self.call("logs", "filter_log_events", logGroupName=group)["events"]
        return [event["message"] for event in found]

    def test_rules_and_targets(self):
        arn = self.events("put_rule", Name=self.name, EventPattern=PATTERN, Description="d",
                          State="DISABLED")["RuleArn"]
        self.assertTrue(arn.endswith(":rule/" + self.name))
        rule = self.events("describe_rule", Name=self.name)
        self.assertEqual((rule["EventPattern"], rule["State"]), (PATTERN, "DISABLED"))
        self.events("enable_rule", Name=self.name)
        listed, = self.events("list_rules", NamePrefix=self.name)["Rules"]
        self.assertEqual((listed["Arn"], listed["State"]), (arn, "ENABLED"))
        self.events("disable_rule", Name=self.name)

        targets = [{"Id": "function", "Arn": FUNCTION, "Input": "{}"},
                   {"Id": "machine", "Arn": MACHINE, "InputTransformer": {
                       "InputPathsMap": {"n": "$.detail.n"}, "InputTemplate": '{"n":<n>}'},
                    "RetryPolicy": {"MaximumRetryAttempts": 3, "MaximumEventAgeInSeconds": 60}}]
        self.events("put_targets", Rule=self.name, Targets=targets)
        self.assertEqual(self.events("list_targets_by_rule", Rule=self.name)["Targets"], targets)
        self.assertIn(self.name, self.events("list_rule_names_by_target",
                                             TargetArn=FUNCTION)["RuleNames"])
        self.assertEqual(self.code("events", "delete_rule", Name=self.name),
                         "ValidationException")
        self.events("remove_targets", Rule=self.name, Ids=["function", "machine"])
        self.events("delete_rule", Name=self.name)
        self.assertEqual(self.code("events", "describe_rule", Name=self.name),
                         "ResourceNotFoundException")

    def test_a_rule_of_a_bus_is_archived_and_replayed(self):
        bus = self.events("create_event_bus", Name=self.name)["EventBusArn"]
        self.assertEqual(self.events("describe_event_bus", Name=self.name)["Arn"], bus)
        group = "/aws/events/" + self.name
        self.events("put_rule", Name="orders", EventBusName=self.name, EventPattern=PATTERN)
        self.events("put_targets", Rule="orders", EventBusName=self.name, Targets=[
            {"Id": "log", "Arn": "arn:aws:logs:us-east-1:000000000000:log-group:" + group,
             "InputPath": "$.detail"}])
        archive = self.events("create_archive", ArchiveName="orders." + self.name[:30],
                              EventSourceArn=bus, RetentionDays=3)["ArchiveArn"]
        name = archive.rsplit("/", 1)[1]
        put = self.events("put_events", Entries=[
            entry('{"n":1}', EventBusName=self.name), entry("none", EventBusName=self.name)])
        self.assertEqual(put["FailedEntryCount"], 1)
        self.assertTrue(put["Entries"][0]["EventId"])
        self.assertEqual(put["Entries"][1]["ErrorCode"], "MalformedDetail")
        self.server.wait_for(lambda: self.messages(group))
        self.assertEqual(self.messages(group), ['{"n":1}'])

        self.events("start_replay", ReplayName=name, EventSourceArn=archive,
                    EventStartTime=hours_from_now(-1), EventEndTime=hours_from_now(1),
                    Destination={"Arn": bus})
        self.server.wait_for(lambda: self.messages(group) == ['{"n":1}', '{"n":1}'])
        self.server.wait_for(lambda: self.events(
            "describe_replay", ReplayName=name)["State"] == "COMPLETED")
        self.assertEqual([replay["ReplayName"] for replay in self.events(
            "list_replays", NamePrefix=name)["Replays"]], [name])
        self.assertEqual(self.code("events", "cancel_replay", ReplayName=name),
                         "IllegalStatusException")

        self.events("update_archive", ArchiveName=name, RetentionDays=4)
        self.assertEqual(self.events("describe_archive", ArchiveName=name)["RetentionDays"], 4)
        self.assertEqual(len(self.events("list_archives", NamePrefix=name)["Archives"]), 1)
        self.assertEqual(self.code("events", "delete_event_bus", Name=self.name),
                         "ValidationException")
        self.events("delete_archive", ArchiveName=name)
        self.events("remove_targets", Rule="orders", EventBusName=self.name, Ids=["log"])
        self.events("delete_rule", Name="orders", EventBusName=self.name)
        self.events("delete_event_bus", Name=self.name)
        self.assertNotIn(self.name, [each["Name"] for each in self.events(
            "list_event_buses")["EventBuses"]])

    def test_a_rule_invokes_a_function(self):
        self.events("put_rule", Name=self.name, EventPattern=json.dumps({"source": [self.name]}))
        self.events("put_targets", Rule=self.name, Targets=[{"Id": "1", "Arn": FUNCTION}])
        put = self.events("put_events", Entries=[{**entry("{}"), "Source": self.name}])
        self.server.wait_for(lambda: any(
            put["Entries"][0]["EventId"] in message
            for message in self.messages("/aws/lambda/heliograph-dev-result_viewer")))

    def test_patterns(self):
        event = json.dumps({"id": "1", "account": "1", "source": "s", "time": "t", "region": "r",
                            "resources": [], "detail-type": "d", "detail": {"a": 1, "b": "xyz"}})
        rows = [({"detail": {"a": [1]}}, True), ({"detail": {"a": [2]}}, False),
                ({"detail": {"a": [{"numeric": [">", 0]}], "b": [{"wildcard": "x*z"}]}}, True),
                ({"$or": [{"source": ["t"]}, {"detail": {"b": [{"prefix": "xy"}]}}]}, True)]
        for pattern, want in rows:
            with self.subTest(pattern=pattern):
                self.assertIs(self.events("test_event_pattern", EventPattern=json.dumps(pattern),
                                          Event=event)["Result"], want)

    def test_what_is_refused(self):
        rows = [
            ("ValidationException", "put_rule",
             {"Name": "x", "ScheduleExpression": "rate(1 minute)"}),
            ("ResourceNotFoundException", "put_rule",
             {"Name": "x", "EventPattern": PATTERN, "EventBusName": "none"}),
            ("InvalidEventPatternException", "put_rule", {"Name": "x", "EventPattern": "{}"}),
            ("ValidationException", "put_targets", {"Rule": "x", "Targets": [
                {"Id": "1", "Arn": "arn:aws:sqs:us-east-1:000000000000:queue"}]}),
            ("ResourceNotFoundException", "put_targets", {"Rule": "x", "Targets": [
                {"Id": "1", "Arn": MACHINE}]}),
            ("ResourceNotFoundException", "describe_archive", {"ArchiveName": "none"}),
            ("ResourceNotFoundException", "describe_replay", {"ReplayName": "none"}),
            ("UnknownOperationException", "list_connections", {}),
        ]
        for code, operation, words in rows:
            with self.subTest(operation=operation, words=words):
                self.assertEqual(self.code("events", operation, **words), code)


class Boto3(Scenarios, aws_clients.ByBoto3):
    pass


class Command(Scenarios, aws_clients.ByCommand):
    pass


if __name__ == "__main__":
    unittest.main()
