"""State machines of a running server, through boto3."""

import json
import os
import tempfile
import threading

import aws_clients

ROLE = "arn:aws:iam::000000000000:role/r"


class StatesTest(aws_clients.AwsTest):
    def setUp(self):
        super().setUp()
        # As AWS_DISABLE_HOST_PREFIX_INJECTION, which the aws command gets.
        self.client = self.client_of("stepfunctions", inject_host_prefix=False)

    @classmethod
    def configure(cls, config):
        """The settings that the server is to start with; before its setUpClass()."""
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        path = os.path.join(folder, "helio.toml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(config)
        cls.words = ("--config", path)

    @classmethod
    def serve_outside(cls, outside):
        """Lets an HTTP server of the test's own answer for as long as the class runs."""
        cls.addClassCleanup(outside.server_close)
        threading.Thread(target=outside.serve_forever, daemon=True).start()
        cls.addClassCleanup(outside.shutdown)
        return outside

    def make(self, name, definition, kind="STANDARD"):
        return self.client.create_state_machine(
            name=name, definition=definition, roleArn=ROLE, type=kind)["stateMachineArn"]

    def start(self, machine, **words):
        return self.client.start_execution(stateMachineArn=machine, **words)["executionArn"]

    def ended(self, arn):
        def look():
            told = self.client.describe_execution(executionArn=arn)
            return told if told["status"] != "RUNNING" else None
        return self.server.wait_for(look)

    def token_of(self, arn):
        events = self.client.get_execution_history(executionArn=arn)["events"]
        if "TaskSubmitted" not in [event["type"] for event in events]:
            return None
        for event in events:
            if event["type"] == "TaskScheduled":
                parameters = json.loads(event["taskScheduledEventDetails"]["parameters"])
                detail = parameters["Entries"][0]["Detail"]
                return (json.loads(detail) if isinstance(detail, str) else detail)["token"]
        return None

    def error(self, call, **words):
        from botocore.exceptions import ClientError  # pylint: disable=import-outside-toplevel
        with self.assertRaises(ClientError) as raised:
            call(**words)
        return raised.exception.response["Error"]["Code"]
