# Goal: an image goes through the six functions as on AWS: uploaded by a URL, validated, analysed,
# recorded in DynamoDB, announced by SNS, shown; and what goes wrong on the way has a name that the
# workflow knows.
# Method: each function is a process that our stand-in for Lambda drives; S3, DynamoDB, SNS and SQS
# are moto's; Rekognition is helio's own, with real models, or a script where it has to fail. The
# workflow's file is walked by hand.
import json
import os
import sys
import tempfile
import threading
import unittest
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "e2e")]

import aws_clients  # noqa: E402  (boto3 and moto are importable from here on)
import boto3  # noqa: E402
import harness  # noqa: E402
import package  # noqa: E402
import server as serving  # noqa: E402
import workflow  # noqa: E402
from between import Between  # noqa: E402
from cloud_parts import Rekognition  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402
from results_table import create_table  # noqa: E402
from runtime_api import FunctionError, RuntimeApi  # noqa: E402

BUCKET = "photos"
TABLE = "results"
PHOTOGRAPH = os.path.join(harness.PHOTOGRAPHS, "chelsea.png")
PNG = harness.png(64, 64, (200, 30, 30))


class Flow(unittest.TestCase):
    """Six functions and what they stand on."""

    @classmethod
    def setUpClass(cls):
        cls.moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        cls.moto.start()
        cls.addClassCleanup(cls.moto.stop)
        cls.endpoint = "http://%s:%d" % cls.moto.get_host_and_port()

    def setUp(self):
        urllib.request.urlopen(urllib.request.Request(
            self.endpoint + "/moto-api/reset", method="POST")).close()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.s3, self.dynamodb, self.sns, self.sqs = (
            self.client(name) for name in ("s3", "dynamodb", "sns", "sqs"))
        self.s3.create_bucket(Bucket=BUCKET)
        self.s3.put_bucket_versioning(Bucket=BUCKET,
                                      VersioningConfiguration={"Status": "Enabled"})
        create_table(self.dynamodb, TABLE)
        self.topic = self.sns.create_topic(Name="images")["TopicArn"]
        self.queue = self.sqs.create_queue(QueueName="q")["QueueUrl"]
        self.sns.subscribe(TopicArn=self.topic, Protocol="sqs",
                           Endpoint="arn:aws:sqs:us-east-1:123456789012:q")
        self.rekognition = Rekognition()
        self.apis, self.faults = {}, {}

    def client(self, service):
        client = boto3.client(service, endpoint_url=self.endpoint, region_name="us-east-1",
                              aws_access_key_id="a", aws_secret_access_key="b")
        self.addCleanup(client.close)
        return client

    def between(self, target, judge):
        stands = Between(target, judge)
        self.addCleanup(stands.close)
        return stands.url

    def api(self, name, **changes):
        if name in self.apis:
            return self.apis[name]
        environment = {
            **package.CREDENTIALS, **package.sanitized(), "AWS_ENDPOINT_URL": self.endpoint,
            "IMAGE_BUCKET": BUCKET, "RESULTS_TABLE": TABLE, "NOTIFICATION_TOPIC_ARN": self.topic,
            "RETENTION_DAYS": "30", "REKOGNITION_FROM_S3": "false", "CURSOR_SECRET": "s" * 20,
            "AWS_MAX_ATTEMPTS": "1", **self.faults, **changes}
        if "AWS_ENDPOINT_URL_REKOGNITION" not in environment:
            environment["AWS_ENDPOINT_URL_REKOGNITION"] = self.between(None, self.rekognition.judge)
        api = RuntimeApi([package.PROGRAM], name, environment,
                         log=os.path.join(self.folder, name + ".log"))
        self.addCleanup(api.close)
        self.apis[name] = api
        return api

    def invoke(self, name, event):
        """As Step Functions' lambda:invoke: an error's name is the function's own."""
        try:
            return self.api(name).invoke(event)
        except FunctionError as failed:
            raise workflow.Failed(failed.type, json.dumps(failed.report)) from None

    def request(self, name, method, path, query=None, body=None, parameters=None):
        """The function's answer, as API Gateway gives it to a client: (status, JSON)."""
        answer = self.api(name).invoke({
            "httpMethod": method, "path": path, "headers": {}, "requestContext": {},
            "queryStringParameters": query, "pathParameters": parameters, "body": body})
        return answer["statusCode"], json.loads(answer["body"])

    def upload(self, content=PNG, key="uploads/1/cat.png"):
        """Puts a file and gives the event's detail; EventBridge's part is ours here."""
        put = self.s3.put_object(Bucket=BUCKET, Key=key, Body=content)
        return {"detail": self.detail(key, len(content), put["VersionId"])}

    @staticmethod
    def detail(key, size, version):
        return {"version": "0", "bucket": {"name": BUCKET}, "reason": "PutObject",
                "object": {"key": key, "size": size, "version-id": version,
                           "sequencer": "00617F08299329D189"}}

    def walk(self, data, fails=None):
        walker = workflow.Workflow(self.invoke)
        if fails:
            with self.assertRaises(workflow.Failed) as caught:
                walker.run(data)
            self.assertEqual(caught.exception.error, fails)
        else:
            walker.run(data)
        for name, api in self.apis.items():
            self.assertEqual(api.violations, [], name)
        return walker

    def records(self):
        status, answer = self.request("result_viewer", "GET", "/results")
        self.assertEqual(status, 200, answer)
        return answer["items"]

    def messages(self):
        found = self.sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10)
        return [json.loads(json.loads(one["Body"])["Message"])
                for one in found.get("Messages", ())]


class WithRealModels(Flow):
    def test_an_image_from_its_upload_to_its_result(self):
        helio = serving.Server(os.path.join(self.folder, "data"))
        self.addCleanup(helio.stop)
        self.faults["AWS_ENDPOINT_URL_REKOGNITION"] = helio.url
        keys = self.helio_keys()
        status, permit = self.request("presigned_url_generator", "POST", "/upload-url",
                                      body=json.dumps({"fileName": "cat.png", "userId": "ann",
                                                       "fileType": "image/png"}))
        self.assertEqual(status, 200, permit)
        self.assertTrue(permit["uploadUrl"].startswith(f"{self.endpoint}/{BUCKET}/uploads/"))
        with open(PHOTOGRAPH, "rb") as file:
            content = file.read()
        with urllib.request.urlopen(urllib.request.Request(
                permit["uploadUrl"], content, permit["headers"], method="PUT")) as answer:
            version = answer.headers["x-amz-version-id"]
        self.faults.update(keys)
        self.walk({"detail": self.detail(permit["key"], len(content), version)})
        self.check_record(permit, content)
        self.check_message()

    def helio_keys(self):
        said, _ = harness.EndToEnd.run_helio(
            self, "env", "--data", os.path.join(self.folder, "data"))
        return serving.access_key(said) | {"AWS_SESSION_TOKEN": ""}

    def environment(self, **changes):
        return harness.environment(**changes)

    def check_record(self, permit, content):
        record = self.records()[0]
        self.assertEqual((record["status"], record["user_id"], record["key"]),
                         ("COMPLETED", "ann", permit["key"]))
        labels = {label["Name"]: label["Confidence"] for label in record["labels"]}
        self.assertGreater(labels["Cat"], 70)
        self.assertEqual(record["image"]["size_bytes"], len(content))
        self.assertEqual(record["execution_arn"], workflow.EXECUTION)
        status, one = self.request("result_viewer", "GET", f"/results/{record['image_id']}",
                                   parameters={"image_id": record["image_id"]})
        self.assertEqual((status, one), (200, record))
        for query, count in (({"label": "cat"}, 1), ({"label": "submarine"}, 0),
                             ({"user_id": "ann", "status": "COMPLETED"}, 1), ({"user_id": "b"}, 0)):
            _, page = self.request("result_viewer", "GET", "/results", query)
            self.assertEqual(page["count"], count, query)
        item = self.dynamodb.get_item(TableName=TABLE,
                                      Key={"image_id": {"S": record["image_id"]}})["Item"]
        self.assertGreater(int(item["expires_at"]["N"]), 1_700_000_000)

    def check_message(self):
        messages = self.messages()
        self.assertEqual(len(messages), 1)
        self.assertIn("COMPLETED", json.dumps(messages[0]))


class WhatIsLarge(Flow):
    def test_an_analysis_past_the_workflows_limit_goes_through_s3(self):
        self.rekognition.labels = [
            {"Name": f"Label {number} {'x' * 100}", "Confidence": 99.5, "Instances": [],
             "Parents": [{"Name": "Thing"}]} for number in range(2_000)]
        walker = self.walk(self.upload())
        self.assertIn("SaveResults", walker.states)
        self.assertLess(walker.widest, 64 << 10)
        derived = self.s3.list_objects_v2(Bucket=BUCKET, Prefix="derived/")["Contents"]
        self.assertEqual(len(derived), 1)
        self.assertGreater(derived[0]["Size"], 256 << 10)
        record = self.records()[0]
        self.assertEqual((record["status"], len(record["labels"])), ("COMPLETED", 2_000))

    def test_a_spilled_analysis_that_is_gone_is_a_failure_with_a_name(self):
        self.rekognition.labels = [{"Name": "x" * 200_000, "Confidence": 99}]
        data = self.upload()
        record = self.invoke("image_processor", {**data, "execution_arn": "e"})
        analyzed = self.invoke("rekognition_analyzer", {"record": record})
        self.s3.delete_object(Bucket=BUCKET, Key=analyzed["analysis"]["spilled"]["key"])
        with self.assertRaises(workflow.Failed) as caught:
            self.invoke("result_saver", {"status": "COMPLETED", "execution_arn": "e",
                                         "input": {**data, "validated": {"record": record},
                                                   "analyzed": analyzed}})
        self.assertEqual(caught.exception.error, "NoSuchKey")


class Tracing(Flow):
    def test_calls_of_aws_carry_the_trace_of_their_invocation(self):
        record = self.invoke("image_processor", {**self.upload(), "execution_arn": "e"})
        for trace in ("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1", "Root=2", None):
            self.rekognition.traces.clear()
            self.api("rekognition_analyzer").invoke({"record": record}, trace=trace)
            self.assertEqual(self.rekognition.traces, {trace})


class WhatGoesWrong(Flow):
    def test_events_that_are_none(self):
        for name in ("image_processor", "rekognition_analyzer", "result_saver",
                     "notification_handler", "result_viewer", "presigned_url_generator"):
            for event, errors in (("{", {"InvalidJson"}),
                                  ({}, {"InvalidEvent", "InvalidRecord", "InvalidStatus"}),
                                  ([1, 2], {"InvalidEvent", "InvalidRecord", "InvalidStatus"})):
                with self.subTest(name, event=event):
                    with self.assertRaises(workflow.Failed) as caught:
                        self.invoke(name, event)
                    self.assertIn(caught.exception.error, errors)

    def test_no_picture_is_rejected(self):
        walker = self.walk(self.upload(b"no picture at all"))
        self.assertIn("SaveRejected", walker.states)
        record = self.records()[0]
        self.assertEqual((record["status"], record["error"]["code"]),
                         ("REJECTED", "InvalidImageFormat"))
        self.assertEqual(len(self.messages()), 1)

    def test_an_unsure_analysis_has_its_own_status(self):
        self.rekognition.labels = [{"Name": "Cat", "Confidence": 60}]
        self.walk(self.upload())
        self.assertEqual(self.records()[0]["status"], "LOW_CONFIDENCE")

    def test_an_object_deleted_before_it_is_looked_at(self):
        data = self.upload()
        self.s3.delete_object(Bucket=BUCKET, Key="uploads/1/cat.png",
                              VersionId=data["detail"]["object"]["version-id"])
        walker = self.walk(data, fails="ImageFailed")
        self.assertEqual(walker.variables, {"failedState": "ValidateImage"})
        self.assertEqual(self.records(), [])  # nobody wants a record of it

    def test_an_object_behind_a_delete_marker_is_deleted(self):
        data = self.upload()
        self.s3.delete_object(Bucket=BUCKET, Key="uploads/1/cat.png")
        walker = self.walk(data, fails="ImageFailed")
        self.assertEqual(walker.variables, {"failedState": "ValidateImage"})
        self.assertEqual(self.records(), [])

    def test_an_object_deleted_before_it_is_analysed(self):
        data = self.upload()
        version = data["detail"]["object"]["version-id"]
        inner = self.invoke

        def invoke(name, event):
            if name == "rekognition_analyzer":
                self.s3.delete_object(Bucket=BUCKET, Key="uploads/1/cat.png", VersionId=version)
            return inner(name, event)

        self.invoke = invoke
        walker = self.walk(data, fails="ImageFailed")
        self.assertEqual(walker.variables, {"failedState": "AnalyzeWithRekognition"})
        record = self.records()[0]
        self.assertEqual(record["status"], "FAILED")
        self.assertIn(record["error"]["code"], ("NoSuchKey", "NoSuchVersion"))

    def test_throttling_is_tried_again_by_the_workflow(self):
        for name in ("ThrottlingException", "ProvisionedThroughputExceededException"):
            self.rekognition.problems.append(name)
        walker = self.walk(self.upload())
        self.assertIn("SaveResults", walker.states)
        self.assertEqual(self.rekognition.calls.count("DetectLabels"), 3)
        self.assertEqual(self.records()[0]["status"], "COMPLETED")

    def test_throttling_without_end_is_a_failure_with_its_name(self):
        self.rekognition.problems = ["ThrottlingException"] * 40
        self.walk(self.upload(), fails="ImageFailed")
        self.assertEqual(self.records()[0]["error"]["code"], "ThrottlingException")

    def test_throttling_is_tried_again_by_the_function_first(self):
        self.faults["AWS_MAX_ATTEMPTS"] = "3"
        self.rekognition.problems = ["ThrottlingException"]
        self.walk(self.upload())
        self.assertEqual(self.rekognition.calls.count("DetectLabels"), 2)
        self.assertEqual(self.records()[0]["status"], "COMPLETED")

    def test_expired_credentials_have_their_name(self):
        self.rekognition.problems = ["ExpiredTokenException"] * 20
        self.walk(self.upload(), fails="ImageFailed")
        self.assertEqual(self.records()[0]["error"]["code"], "ExpiredTokenException")

    def test_a_table_that_does_not_exist_has_its_name(self):
        self.faults["RESULTS_TABLE"] = "nowhere"
        self.walk(self.upload(), fails="NotRecorded")

    def test_a_write_that_others_were_faster_with_is_made_again(self):
        lost = []

        def judge(_method, _path, headers, _body):
            if not headers.get("X-Amz-Target", "").endswith(".PutItem") or len(lost) >= 2:
                return None
            lost.append(1)
            return Rekognition.json(400, {"__type": "ConditionalCheckFailedException",
                                          "message": "The conditional request failed"})

        self.faults["AWS_ENDPOINT_URL_DYNAMODB"] = self.between(self.endpoint, judge)
        self.walk(self.upload())
        self.assertEqual(len(lost), 2)
        self.assertEqual(self.records()[0]["status"], "COMPLETED")

    def test_a_batch_that_is_done_by_halves_is_asked_for_again(self):
        calls, halves = [], [True]

        def judge(_method, _path, headers, body):
            if not headers.get("X-Amz-Target", "").endswith(".BatchGetItem"):
                return None
            keys = json.loads(body)["RequestItems"][TABLE]["Keys"]
            calls.append(len(keys))
            done = keys[:1] if halves[0] else []
            items = [self.dynamodb.get_item(TableName=TABLE, Key=key)["Item"] for key in done]
            left = {TABLE: {"Keys": keys[len(done):]}} if keys[len(done):] else {}
            return Rekognition.json(200, {"Responses": {TABLE: items}, "UnprocessedKeys": left})

        self.faults["AWS_ENDPOINT_URL_DYNAMODB"] = self.between(self.endpoint, judge)
        for number in range(3):
            self.walk(self.upload(key=f"uploads/{number}/cat.png"))
        self.assertEqual(len(self.records()), 3)
        self.assertEqual(calls, [3, 2, 1])
        halves[0] = False
        status, problem = self.request("result_viewer", "GET", "/results")
        self.assertEqual((status, problem["code"]),
                         (503, "ProvisionedThroughputExceededException"))

    def test_savers_side_by_side_leave_one_record(self):
        data = self.upload()
        record = self.invoke("image_processor", {**data, "execution_arn": "e"})
        event = {"status": "COMPLETED", "execution_arn": "e",
                 "input": {**data, "validated": {"record": record},
                           "analyzed": {"confidence": 99, "analysis": {"labels": []}}}}
        first = self.api("result_saver")
        del self.apis["result_saver"]
        second = self.api("result_saver")
        answers = []
        threads = [threading.Thread(target=lambda one=one: answers.extend(
            one.invoke(event)["stored"] for _ in range(20))) for one in (first, second)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(answers, [True] * 40)
        self.assertEqual([one["status"] for one in self.records()], ["COMPLETED"])

    def test_answers_to_bad_requests_are_problems(self):
        for path, query, status, code in (
                ("/results", {"limit": "0"}, 400, "InvalidLimit"),
                ("/results", {"cursor": "abc"}, 400, "InvalidCursor"),
                ("/results/nothing", None, 404, "ResultNotFound")):
            got, problem = self.request("result_viewer", "GET", path, query)
            self.assertEqual((got, problem["code"]), (status, code))


class Definition(Flow):
    def test_step_functions_takes_the_workflow(self):
        text = workflow.filled("arn:aws:lambda:us-east-1:123456789012:function:{}".format)
        client = self.client("stepfunctions")
        made = client.create_state_machine(name="image-pipeline", definition=text,
                                           roleArn="arn:aws:iam::123456789012:role/r")
        told = client.describe_state_machine(stateMachineArn=made["stateMachineArn"])
        self.assertEqual(json.loads(told["definition"]), json.loads(text))


if __name__ == "__main__":
    unittest.main()
