#!/usr/bin/env python3
"""What 10,000 images cost on AWS, by list prices: the tables of docs/aws.md.

usage: scripts/aws_cost.py [IMAGES]

Every price and every quantity stands in this file alone, so that whoever has newer prices, another
region or other pictures changes a number and runs it again. tests/aws_cost_test.py keeps the page
equal to what this prints.
"""

import json
import os
import sys
from dataclasses import dataclass

WORKFLOW = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "workflows",
                        "image-pipeline.asl.json")

# Dollars in us-east-1, first tier of volume, without the free tier.
PRICES_OF = "June 2026"
REKOGNITION_IMAGE = 0.001          # a call of DetectLabels, DetectFaces, DetectText, …
REKOGNITION_PROPERTIES = 0.00075   # an image whose properties DetectLabels tells besides
LAMBDA_GB_SECOND = 0.0000166667    # x86_64
LAMBDA_REQUEST = 0.20e-6
STATES_TRANSITION = 0.025e-3       # STANDARD
S3_PUT, S3_GET = 0.005e-3, 0.0004e-3
S3_GB_MONTH = 0.023
DYNAMODB_WRITE, DYNAMODB_READ = 0.625e-6, 0.125e-6  # units on demand
DYNAMODB_GB_MONTH = 0.25 + 0.20    # with point-in-time recovery
EVENT = 1.00e-6                    # S3's events count as opt-in ones; some call them free
EVENT_ARCHIVE_GB = 0.10
API_REQUEST = 3.50e-6
SNS_PUBLISH = 0.50e-6
LOG_GB = 0.50
KMS_REQUEST = 0.03e-4
TRACE = 5.00e-6
KEY_MONTH, ALARM_MONTH = 1.00, 0.10

# What an image is and does. Seconds on Lambda are estimates: nothing here was run on AWS.
IMAGE_MB = 2
RECORD_KB = 12                     # a record with its analysis
INDEXES, INDEX_KB = 3, 1
EVENT_KB = 1
LOG_KB = 6                         # of all functions and the workflow
SECONDS = {"presigned_url_generator": 0.02, "image_processor": 0.25, "result_saver": 0.10,
           "notification_handler": 0.05, "result_viewer": 0.05}
ANALYSIS_SECONDS = {"rekognition": 1.2, "models": 0.5}
ANALYSIS_MB = {"rekognition": 512, "models": 3008}
FUNCTION_MB = 512
ALARMS = 28


@dataclass
class Line:
    name: str
    how: str  # the arithmetic per image
    dollars: float  # per image


def path_of_an_image():
    """The states that an image enters on the way to COMPLETED, those of all branches."""
    with open(WORKFLOW, encoding="utf-8") as file:
        text = file.read().replace("${ConfidenceThreshold}", "80")
    return entered(json.loads(text), {"CheckConfidence": "SaveResults"})


def entered(machine, choices):
    names, at = [], machine["StartAt"]
    while at:
        state = machine["States"][at]
        names.append(at)
        for branch in state.get("Branches", []):
            names += entered(branch, choices)
        at = choices.get(at) or state.get("Next") or state.get("Default")
    return names


def analysis(analyzer):
    if analyzer == "models":
        return Line("Rekognition", "not called", 0)
    return Line("Rekognition", f"4 calls x ${REKOGNITION_IMAGE} + properties"
                f" ${REKOGNITION_PROPERTIES}", 4 * REKOGNITION_IMAGE + REKOGNITION_PROPERTIES)


def functions(analyzer, states):
    """One invocation each; of notification_handler as often as the workflow has it."""
    calls = {name: 1 for name in SECONDS}
    calls["notification_handler"] = sum(name in ("PublishToFeed", "NotifySubscribers")
                                        for name in states)
    small = sum(SECONDS[name] * count for name, count in calls.items())
    seconds, megabytes = ANALYSIS_SECONDS[analyzer], ANALYSIS_MB[analyzer]
    gb_seconds = small * FUNCTION_MB / 1024 + seconds * megabytes / 1024
    count = sum(calls.values()) + 1
    how = (f"({small:.2f} s x {FUNCTION_MB} MB + {seconds} s x {megabytes} MB) = {gb_seconds:.2f}"
           f" GB s; {count} requests")
    return Line("Lambda", how, gb_seconds * LAMBDA_GB_SECOND + count * LAMBDA_REQUEST)


def storage_of_requests(analyzer):
    """S3 and DynamoDB, without what is kept."""
    gets = 1 + (4 if analyzer == "rekognition" else 1) + 4  # 4: looks whether it is still there
    yield Line("S3 requests", f"1 put, {gets} gets and heads", S3_PUT + gets * S3_GET)
    # Twice: PROCESSING is small, the result is not.
    writes = (1 + INDEXES * INDEX_KB) + (RECORD_KB + 2 * INDEXES * INDEX_KB)
    reads = 2 + RECORD_KB / 4
    yield Line("DynamoDB requests", f"{writes} write units, {reads:.0f} read units",
               writes * DYNAMODB_WRITE + reads * DYNAMODB_READ)


def lines(analyzer):
    states = path_of_an_image()
    yield analysis(analyzer)
    yield functions(analyzer, states)
    yield Line("Step Functions", f"{len(states)} transitions", len(states) * STATES_TRANSITION)
    yield from storage_of_requests(analyzer)
    yield Line("EventBridge", f"1 event, {EVENT_KB} KB archived",
               EVENT + EVENT_KB / 1e6 * EVENT_ARCHIVE_GB)
    yield Line("API Gateway", "2 requests: upload URL, result", 2 * API_REQUEST)
    yield Line("SNS", "1 message", SNS_PUBLISH)
    yield Line("CloudWatch Logs", f"{LOG_KB} KB", LOG_KB / 1e6 * LOG_GB)
    yield Line("X-Ray", "3 traces", 3 * TRACE)
    yield Line("KMS", "at most 8 requests", 8 * KMS_REQUEST)


def per_image_table(images):
    both = list(zip(lines("rekognition"), lines("models")))
    rows = [f"| for {images:,} images | with Rekognition | with own models |", "|---|---:|---:|"]
    for one, other in both:
        rows.append(f"| {one.name} | ${one.dollars * images:,.2f}"
                    f" | ${other.dollars * images:,.2f} |")
    one, other = (sum(line.dollars for line in side) * images for side in zip(*both))
    return rows + [f"| **together** | **${one:,.2f}** | **${other:,.2f}** |"]


def arithmetic_table():
    rows = ["| per image | with Rekognition | with own models |", "|---|---|---|"]
    for one, other in zip(lines("rekognition"), lines("models")):
        also = "the same" if one.how == other.how else other.how
        rows.append(f"| {one.name} | {one.how} | {also} |")
    return rows


def kept_table(images):
    gigabytes = images * IMAGE_MB / 1000
    items = images * (RECORD_KB + INDEXES * INDEX_KB) / 1e6
    return [
        "| every month | |", "|---|---:|",
        f"| S3: {images:,} images of {IMAGE_MB} MB, {gigabytes:.0f} GB"
        f" | ${gigabytes * S3_GB_MONTH:.2f} |",
        f"| DynamoDB: {items:.2f} GB with recovery | ${items * DYNAMODB_GB_MONTH:.2f} |",
        f"| a key; {ALARMS} alarms | ${KEY_MONTH + ALARMS * ALARM_MONTH:.2f} |"]


def main(arguments):
    images = int(arguments[0].replace(",", "")) if arguments else 10_000
    print("\n".join([*per_image_table(images), "", *arithmetic_table(), "", *kept_table(images)]))


if __name__ == "__main__":
    main(sys.argv[1:])
