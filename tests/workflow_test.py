"""Goal: whatever a function can fail with, the workflow knows what to do about it by its name.

Method: the names stand in the sources, as `fail(Errc::unavailable, "InferenceFailed", …)`, and in
AWS's own models of the operations that the functions call; each state's Retry and Catch are
compared with them.
"""

import glob
import json
import os
import re
import sys
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests", "e2e"))

import aws_clients  # noqa: E402,F401  (botocore is importable from here on)
import botocore.loaders  # noqa: E402

# What can fail within a function.
SOURCES = ("apps/lambda/*", "src/adapters/awscloud/*", "src/adapters/curl/http_client.*",
           "src/adapters/openvino/*", "src/functions/*", "src/image/*", "src/lambda/*",
           "src/objects/*", "src/vision/*")
PASSING = ("exhausted", "timed_out", "unavailable")
# These pass, but nothing is won by another try.
FOR_GOOD = {"CertificateNotTrusted": "whoever runs it has to say whose certificates are good",
            "ImageDecodeTimeout": "the picture's own fault: it is rejected",
            "InferenceEngineMissing": "this package has no engine",
            "InvalidCredentials": "a role that gives none, until somebody mends it"}
# From where Lambda itself gives them, or a process that ends.
LAMBDAS = {"Lambda.ClientExecutionTimeoutException", "Lambda.ServiceException",
           "Lambda.AWSLambdaException", "Lambda.SdkClientException",
           "Lambda.TooManyRequestsException", "Lambda.Unknown", "Sandbox.Timedout",
           "Runtime.ExitError", "Unhandled"}
OPERATIONS = {"dynamodb": ("BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query"),
              "rekognition": ("DetectFaces", "DetectLabels", "DetectModerationLabels",
                              "DetectText"),
              "s3": ("GetObject", "HeadObject", "PutObject"), "sns": ("Publish",)}


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def said_in_code(codes, sources=SOURCES):
    """The names that sources give to errors of these codes."""
    names = set()
    for pattern in sources:
        for path in glob.glob(os.path.join(ROOT, pattern + "pp")):
            if not path.endswith("_test.cpp") and "memory_" not in path and "scripted" not in path:
                names |= set(re.findall(rf'Errc::(?:{"|".join(codes)}),\s*"([\w.]+)"', read(path)))
    return names


def kept_names():
    """Those of AWS's that an adapter lets through; any other that passes becomes one of them."""
    text = read("src/adapters/awscloud/service_error.cpp")
    return set(re.findall(r'"(\w+)"', re.search(r"> kPassing = \{(.*?)\}", text, re.S)[1]))


def said_by_aws(judge):
    """Codes of the errors that AWS's models have for what functions call."""
    loader = botocore.loaders.Loader()
    codes = set()
    for service, operations in OPERATIONS.items():
        model = loader.load_service_model(service, "service-2")
        for operation in operations:
            for error in model["operations"][operation].get("errors", ()):
                shape = model["shapes"][error["shape"]]
                if judge(error["shape"], shape):
                    codes.add(shape.get("error", {}).get("code", error["shape"]))
    return codes


class Workflow(unittest.TestCase):
    def setUp(self):
        text = re.sub(r"\$\{\w+\}", "0", read("workflows/image-pipeline.asl.json"))
        self.tasks = dict(self.tasks_of(json.loads(text)))

    def tasks_of(self, machine):
        for name, state in machine["States"].items():
            if state["Type"] == "Task":
                yield name, state
            for branch in state.get("Branches", ()):
                yield from self.tasks_of(branch)

    def check_retried(self, names):
        self.assertGreater(len(names), 1)
        for state, task in self.tasks.items():
            known = {name for retry in task["Retry"] for name in retry["ErrorEquals"]}
            self.assertEqual(names - known, set(), state)

    def test_what_passes_is_tried_again(self):
        passing = said_in_code(PASSING)
        self.assertIn("ConnectionFailed", passing)
        self.assertLessEqual(set(FOR_GOOD), passing)
        self.check_retried(passing - set(FOR_GOOD))
        self.check_retried(kept_names())

    def test_what_lambda_says_is_tried_again(self):
        self.check_retried(LAMBDAS)

    def test_what_aws_says_will_pass_is_tried_again(self):
        passing = said_by_aws(lambda name, shape: (
            shape.get("fault") or "retryable" in shape or "LimitExceeded" in name and
            "Size" not in name or re.search("Thrott|Throughput", name)))
        kept = kept_names()
        text = read("src/adapters/awscloud/service_error.cpp")
        for code in passing - kept:  # an adapter has to know it, to give it a name that is kept
            self.assertIn(f'"{code}"', text)
        self.check_retried(passing & kept)

    def test_conflicts_and_credentials_that_are_over_are_tried_again(self):
        conflicts = said_by_aws(lambda name, _: "Conflict" in name or "ConditionalCheck" in name)
        self.assertIn("ConditionalCheckFailedException", conflicts)
        self.check_retried(conflicts | {"ExpiredToken", "ExpiredTokenException"})

    def test_what_is_no_picture_is_rejected(self):
        names = {name for name in said_in_code(
            ("invalid_argument", "too_large", "timed_out", "unsupported"),
            ("src/image/*", "src/decoders/*")) if "Image" in name}
        names |= said_by_aws(lambda name, _: name.endswith("Exception") and "Image" in name)
        self.assertIn("ImageTooLarge", names)
        for state in ("ValidateImage", "AnalyzeWithRekognition"):
            rejects = self.tasks[state]["Catch"][0]
            self.assertEqual(rejects["Next"], "SaveRejected")
            self.assertEqual(names, set(rejects["ErrorEquals"]), state)

    def test_everything_else_leaves_a_record(self):
        for name, task in self.tasks.items():
            self.assertEqual(task["Catch"][-1]["ErrorEquals"], ["States.ALL"], name)

    def test_retries_are_alike_in_all_states(self):
        lists = {json.dumps(task["Retry"]) for task in self.tasks.values()}
        self.assertEqual(len(lists), 1)


if __name__ == "__main__":
    unittest.main()
