"""Goal: workflows made over the wire use what the server has besides functions, as on AWS.

Method: boto3 against the built server with its real models; a topic, a table and a connection stand
in its configuration, and one HTTP server is the topic's webhook and the API behind the connection.
"""

import contextlib
import http.server
import json
import os
import queue
import unittest

import harness
from machines import StatesTest

BUCKET = "heliograph-images"
CAT = os.path.join(harness.PHOTOGRAPHS, "chelsea.png")
ACCOUNT = "000000000000"
TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:alerts"
CONNECTION = f"arn:aws:events:us-east-1:{ACCOUNT}:connection/cats/1"
CONFIG = """
[[topic]]
name = "alerts"
webhooks = ["{url}/hook"]
secret = "0123456789abcdef"

[[table]]
name = "cats"
key = ["id"]

[[connection]]
name = "cats"
api_key_name = "X-Key"
api_key_value = "opensesame"
"""


class Outside(http.server.ThreadingHTTPServer):
    """Keeps the messages that the webhook gets; knows /cats, for those who have the key."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), OutsideHandler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.messages = queue.Queue()


class OutsideHandler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):  # pylint: disable=invalid-name
        length = int(self.headers["Content-Length"])
        self.server.messages.put(json.loads(self.rfile.read(length)))
        self._answer(204)

    def do_GET(self):  # pylint: disable=invalid-name
        if self.headers["X-Key"] != "opensesame":
            return self._answer(401)
        return self._answer(200, b'{"name": "Tom"}') if self.path == "/cats" else self._answer(404)

    def _answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if body:
            self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):  # pylint: disable=arguments-differ
        pass


class Tasks(StatesTest):
    @classmethod
    def setUpClass(cls):
        cls.outside = cls.serve_outside(Outside())
        cls.configure(CONFIG.format(url=cls.outside.url))
        super().setUpClass()

    def machine(self, *states):
        """One of these states after the other, named by their numbers."""
        last = len(states) - 1
        chain = {str(number): {**state, **({"End": True} if number == last else
                                           {"Next": str(number + 1)})}
                 for number, state in enumerate(states)}
        name = self.id().rsplit(".", 1)[1]
        return self.make(name, json.dumps({"StartAt": "0", "States": chain}))

    def run_machine(self, *states, **data):
        told = self.ended(self.start(self.machine(*states), input=json.dumps(data)))
        self.assertEqual(told["status"], "SUCCEEDED", told)
        return json.loads(told["output"])

    def test_labels_of_an_uploaded_picture(self):
        with contextlib.closing(self.s3()) as s3:
            s3.upload_file(CAT, BUCKET, "tasks/cat.png")
        resource = "arn:aws:states:::aws-sdk:rekognition:detectLabels"
        image = {"S3Object": {"Bucket.$": "$.bucket", "Name.$": "$.key"}}
        found = self.run_machine(
            {"Type": "Task", "Resource": resource, "Parameters": {"Image": image, "MaxLabels": 20},
             "ResultSelector": {"names.$": "$.Labels[*].Name"}, "ResultPath": "$.found"},
            bucket=BUCKET, key="tasks/cat.png")["found"]
        self.assertIn("Cat", found["names"])

    def test_a_picture_that_is_not_there_is_caught(self):
        task = {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:rekognition:detectLabels",
                "Parameters": {"Image": {"S3Object": {"Bucket": BUCKET, "Name": "none.png"}}},
                "Catch": [{"ErrorEquals": ["Rekognition.InvalidS3ObjectException"], "Next": "1"}]}
        self.assertEqual(self.run_machine(task, {"Type": "Pass"})["Error"],
                         "Rekognition.InvalidS3ObjectException")

    def test_a_message_to_a_topic(self):
        told = self.run_machine(
            {"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
             "Parameters": {"TopicArn": TOPIC, "Subject": "Cats", "Message": {"cat.$": "$.cat"}}},
            cat="Tom")
        message = self.outside.messages.get(timeout=60)
        self.assertEqual((message["Type"], message["TopicArn"], message["Subject"]),
                         ("Notification", TOPIC, "Cats"))
        self.assertEqual(message["MessageId"], told["MessageId"])
        self.assertEqual(json.loads(message["Message"]), {"cat": "Tom"})

    def test_items_of_a_table(self):
        put = {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem",
               "Parameters": {"TableName": "cats", "Item": {"id": {"S.$": "$.cat"},
                                                            "lives": {"N": "9"}},
                              "ConditionExpression": "attribute_not_exists(id)"},
               "ResultPath": None}
        get = {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem",
               "Parameters": {"TableName": "cats", "Key": {"id": {"S.$": "$.cat"}}}}
        got = self.run_machine(put, get, cat="Tom")
        self.assertEqual(got["Item"], {"id": {"S": "Tom"}, "lives": {"N": "9"}})
        again = self.ended(self.start(self.machine(put, get), input='{"cat":"Tom"}'))
        self.assertEqual(again["error"], "DynamoDB.ConditionalCheckFailedException")

    def test_the_record_of_a_picture_is_an_item(self):
        image_id = self.server.upload(self.write("red.png", harness.png(50, 40, (250, 0, 0))),
                                      "image/png")
        status = self.server.result(image_id)["status"]
        got = self.run_machine(
            {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem",
             "Parameters": {"TableName": "heliograph-dev-results",
                            "Key": {"image_id": {"S.$": "$.id"}}}}, id=image_id)
        self.assertEqual(got["Item"]["status"], {"S": status})

    def test_an_event_starts_another_machine(self):
        target = self.make("seen", json.dumps({"StartAt": "P", "States": {
            "P": {"Type": "Pass", "OutputPath": "$.detail", "End": True}}}))
        with contextlib.closing(self.client_of("events")) as events:
            events.put_rule(Name="cats", EventPattern='{"source":["cats"]}')
            events.put_targets(Rule="cats", Targets=[{"Id": "1", "Arn": target}])
        told = self.run_machine(
            {"Type": "Task", "Resource": "arn:aws:states:::events:putEvents",
             "Parameters": {"Entries": [{"Source": "cats", "DetailType": "Cat Seen",
                                         "Detail": {"cat.$": "$.cat"}}]}}, cat="Tom")
        self.assertEqual(told["FailedEntryCount"], 0)

        def started():
            return self.client.list_executions(stateMachineArn=target)["executions"]
        told = self.ended(self.server.wait_for(started)[0]["executionArn"])
        self.assertEqual(json.loads(told["output"]), {"cat": "Tom"})

    def test_calls_of_an_api(self):
        def call(path, **more):
            return {"Type": "Task", "Resource": "arn:aws:states:::http:invoke",
                    "Parameters": {"ApiEndpoint": self.outside.url + path, "Method": "GET",
                                   "Authentication": {"ConnectionArn": CONNECTION}}, **more}
        got = self.run_machine(
            call("/cats", ResultPath="$.cats"),
            call("/dogs", ResultPath="$.dogs", Catch=[
                {"ErrorEquals": ["States.Http.StatusCode.404"], "ResultPath": "$.error",
                 "Next": "2"}]),
            {"Type": "Pass"})
        self.assertEqual((got["cats"]["StatusCode"], got["cats"]["ResponseBody"]),
                         (200, {"name": "Tom"}))
        self.assertEqual(got["error"]["Error"], "States.Http.StatusCode.404")

    def test_whoever_has_the_token_answers(self):
        machine = self.machine(
            {"Type": "Task", "Resource": "arn:aws:states:::sns:publish.waitForTaskToken",
             "Parameters": {"TopicArn": TOPIC, "Message": {"token.$": "$$.Task.Token"}}})
        for fails in True, False:
            arn = self.start(machine)
            message = json.loads(self.outside.messages.get(timeout=60)["Message"])
            self.client.send_task_heartbeat(taskToken=message["token"])
            if fails:
                self.client.send_task_failure(taskToken=message["token"], error="E", cause="c")
                self.assertEqual(self.ended(arn)["error"], "E")
                self.client.redrive_execution(executionArn=arn)
                renewed = json.loads(self.outside.messages.get(timeout=60)["Message"])
                self.assertNotEqual(renewed, message)
                message = renewed
            self.client.send_task_success(taskToken=message["token"], output='{"by": "hand"}')
            told = self.ended(arn)
            self.assertEqual((told["status"], json.loads(told["output"])),
                             ("SUCCEEDED", {"by": "hand"}))


if __name__ == "__main__":
    unittest.main()
