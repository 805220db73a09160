"""Goal: what Terraform gives to AWS works as what `helio serve` runs: one workflow, one rule.

Method: the workflow's placeholders are filled as terraform/step_functions.tf does, and the rule's
pattern is read from terraform/eventbridge.tf; the server's own services judge them.
"""

import json
import os
import re
import sys
import unittest

import aws_clients
import harness

sys.path.insert(0, os.path.join(harness.ROOT, "tests"))

from terraform import configuration  # noqa: E402  pylint: disable=wrong-import-position

FILES, TFVARS = configuration.read(os.path.join(harness.ROOT, "terraform"))
TF = configuration.Configuration(FILES, TFVARS)
FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:heliograph-prod-"


def definition():
    """The workflow as templatefile() makes it, of ARNs as AWS has them."""
    filled = TF.of_type("aws_sfn_state_machine")["pipeline"].text("definition")
    values = {name: FUNCTION + function for name, function in re.findall(
        r'(\w+)\s*=\s*aws_lambda_function\.main\["(\w+)"\]\.arn', filled)}
    values["ConfidenceThreshold"] = str(TF.tfvars["rekognition_confidence_threshold"])
    path = os.path.join(harness.ROOT, "workflows", "image-pipeline.asl.json")
    with open(path, encoding="utf-8") as file:
        return re.sub(r"\$\{(\w+)\}", lambda found: values[found[1]], file.read())


def pattern(bucket):
    """local.upload_pattern as JSON, for that bucket."""
    text = TF.locals["upload_pattern"].removeprefix("${jsonencode(").removesuffix(")}")
    text = text.replace('aws_s3_bucket.main["images"].id', json.dumps(bucket))
    return json.loads(re.sub(r"([\w-]+) = ", r'"\1": ', text))


def object_created(bucket, key, **more):
    event = {"version": "0", "id": "6f2c9f1e-0000-4000-8000-000000000000",
             "detail-type": "Object Created", "source": "aws.s3", "account": "123456789012",
             "time": "2026-11-25T07:48:03Z", "region": "eu-central-1", "resources": [],
             "detail": {"version": "0", "bucket": {"name": bucket}, "object": {"key": key}}}
    return {**event, **more}


class Deployment(aws_clients.ByBoto3):
    def test_the_workflow_is_a_good_one(self):
        text = definition()
        said = self.call("stepfunctions", "validate_state_machine_definition", definition=text)
        self.assertEqual((said["result"], said["diagnostics"]), ("OK", []))
        named = set(re.findall(r'"FunctionName": "([^"]*)"', text))
        self.assertEqual(named, {FUNCTION + name for name in (
            "image_processor", "rekognition_analyzer", "result_saver", "notification_handler")})

    def test_the_rule_is_the_server_s_own(self):
        own = self.call("events", "describe_rule", Name="image-uploads")
        self.assertEqual(pattern("heliograph-images"), json.loads(own["EventPattern"]))
        target, = self.call("events", "list_targets_by_rule", Rule="image-uploads")["Targets"]
        self.assertEqual({"Input", "InputPath", "InputTransformer"} & set(target), set())

    def test_what_starts_the_workflow(self):
        rows = (
            (object_created("photos", "uploads/1/cat.jpg"), True),
            (object_created("photos", "uploads/"), True),
            (object_created("photos", "derived/1/analysis.json"), False),
            (object_created("others", "uploads/1/cat.jpg"), False),
            (object_created("photos", "uploads/1/cat.jpg", source="shop"), False),
            (object_created("photos", "uploads/1/cat.jpg",
                            **{"detail-type": "Object Deleted"}), False),
        )
        for event, starts in rows:
            with self.subTest(event["detail"]):
                said = self.call("events", "test_event_pattern", Event=json.dumps(event),
                                 EventPattern=json.dumps(pattern("photos")))
                self.assertIs(said["Result"], starts)


if __name__ == "__main__":
    unittest.main()
