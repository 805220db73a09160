"""A good request of every operation that speaks JSON, each member of its input that is served set.

What they name is made by the requests of MADE, and by the object of a picture.
"""

import json
import time

ROLE = "arn:aws:iam::000000000000:role/r"
EVENTS = "arn:aws:events:us-east-1:000000000000"
STATES = "arn:aws:states:us-east-1:000000000000"
MACHINE = STATES + ":stateMachine:standard"
RUN = {"executionArn": STATES + ":execution:standard:one"}
PASS = json.dumps({"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}})
PATTERN = '{"source":["x"]}'
EVENT = json.dumps({"id": "1", "account": "0", "source": "x", "time": "2026-01-01T00:00:00Z",
                    "region": "us-east-1", "resources": [], "detail-type": "t", "detail": {}})
NOW = int(time.time())
PICTURE = {"S3Object": {"Bucket": "hostile", "Name": "a.png"}}
LEVEL = {"level": "OFF", "includeExecutionData": False}
STREAM = {"logGroupName": "/made", "logStreamName": "s"}
TIMES = {"startTime": 0, "endTime": 9_999_999_999_999, "limit": 5}
RULE = {"Name": "made", "EventBusName": "made"}
ARCHIVE = {"ArchiveName": "made", "EventSourceArn": EVENTS + ":event-bus/made",
           "Description": "d", "EventPattern": PATTERN, "RetentionDays": 1}

REKOGNITION = {
    "DetectLabels": {
        "Image": PICTURE, "MaxLabels": 3, "MinConfidence": 50,
        "Features": ["GENERAL_LABELS", "IMAGE_PROPERTIES"],
        "Settings": {"GeneralLabels": {"LabelInclusionFilters": ["Dog"],
                                       "LabelExclusionFilters": ["Cat"],
                                       "LabelCategoryInclusionFilters": ["Animals and Pets"],
                                       "LabelCategoryExclusionFilters": ["Food and Beverage"]},
                     "ImageProperties": {"MaxDominantColors": 3}}},
    "DetectFaces": {"Image": PICTURE, "Attributes": ["DEFAULT"]},
    "DetectText": {
        "Image": PICTURE,
        "Filters": {"WordFilter": {"MinConfidence": 50, "MinBoundingBoxHeight": 0.1,
                                   "MinBoundingBoxWidth": 0.1},
                    "RegionsOfInterest": [
                        {"BoundingBox": {"Width": 0.5, "Height": 0.5, "Left": 0.1, "Top": 0.1}},
                        {"Polygon": [{"X": 0.1, "Y": 0.1}, {"X": 0.5, "Y": 0.1},
                                     {"X": 0.5, "Y": 0.5}]}]}},
    "DetectModerationLabels": {"Image": PICTURE, "MinConfidence": 50},
    "CompareFaces": {"SourceImage": PICTURE, "TargetImage": PICTURE, "SimilarityThreshold": 80,
                     "QualityFilter": "AUTO"}}

STEP_FUNCTIONS = {
    "CreateStateMachine": {"name": "again", "definition": PASS, "roleArn": ROLE,
                           "type": "STANDARD", "loggingConfiguration": LEVEL, "tags": [],
                           "tracingConfiguration": {"enabled": False}, "publish": False},
    "DeleteStateMachine": {"stateMachineArn": STATES + ":stateMachine:none"},
    "DescribeExecution": {**RUN, "includedData": "ALL_DATA"},
    "DescribeStateMachine": {"stateMachineArn": MACHINE, "includedData": "ALL_DATA"},
    "DescribeStateMachineForExecution": {**RUN, "includedData": "ALL_DATA"},
    "GetExecutionHistory": {**RUN, "maxResults": 10, "reverseOrder": True,
                            "includeExecutionData": True},
    "ListExecutions": {"stateMachineArn": MACHINE, "statusFilter": "SUCCEEDED", "maxResults": 5},
    "ListStateMachines": {"maxResults": 5},
    "RedriveExecution": {**RUN, "clientToken": "t"},
    "SendTaskFailure": {"taskToken": "t", "error": "e", "cause": "c"},
    "SendTaskHeartbeat": {"taskToken": "t"},
    "SendTaskSuccess": {"taskToken": "t", "output": "{}"},
    "StartExecution": {"stateMachineArn": MACHINE, "name": "one", "input": "{}",
                       "traceHeader": "x"},
    "StartSyncExecution": {"stateMachineArn": STATES + ":stateMachine:express", "name": "s",
                           "input": "{}", "traceHeader": "x", "includedData": "ALL_DATA"},
    "StopExecution": {**RUN, "error": "e", "cause": "c"},
    "TestState": {"definition": '{"Type":"Pass","End":true}', "roleArn": ROLE, "input": "{}",
                  "inspectionLevel": "DEBUG", "revealSecrets": False, "variables": "{}"},
    "UpdateStateMachine": {"stateMachineArn": MACHINE, "definition": PASS, "roleArn": ROLE,
                           "loggingConfiguration": LEVEL,
                           "tracingConfiguration": {"enabled": False}},
    "ValidateStateMachineDefinition": {"definition": PASS, "type": "STANDARD",
                                       "severity": "ERROR", "maxResults": 5}}

EVENT_BRIDGE = {
    "CancelReplay": {"ReplayName": "none"},
    "CreateArchive": {**ARCHIVE, "ArchiveName": "again"},
    "CreateEventBus": {"Name": "again", "Description": "d"},
    "DeleteArchive": {"ArchiveName": "none"},
    "DeleteEventBus": {"Name": "none"},
    "DeleteRule": {"Name": "none", "EventBusName": "made", "Force": False},
    "DescribeArchive": {"ArchiveName": "made"},
    "DescribeEventBus": {"Name": "made"},
    "DescribeReplay": {"ReplayName": "none"},
    "DescribeRule": RULE,
    "DisableRule": RULE,
    "EnableRule": RULE,
    "ListArchives": {"NamePrefix": "m", "Limit": 5},
    "ListEventBuses": {"NamePrefix": "m", "Limit": 5},
    "ListReplays": {"State": "RUNNING", "Limit": 5},
    "ListRuleNamesByTarget": {"TargetArn": MACHINE, "EventBusName": "made", "Limit": 5},
    "ListRules": {"NamePrefix": "m", "EventBusName": "made", "Limit": 5},
    "ListTargetsByRule": {"Rule": "made", "EventBusName": "made", "Limit": 5},
    "PutEvents": {"Entries": [{"Time": NOW, "Source": "x", "Resources": ["r"], "DetailType": "t",
                               "Detail": "{}", "EventBusName": "made", "TraceHeader": "x"}]},
    "PutRule": {**RULE, "EventPattern": PATTERN, "State": "ENABLED", "Description": "d",
                "RoleArn": ROLE},
    "PutTargets": {"Rule": "made", "EventBusName": "made", "Targets": [{
        "Id": "1", "Arn": MACHINE, "RoleArn": ROLE,
        "InputTransformer": {"InputPathsMap": {"a": "$.a"}, "InputTemplate": '{"a":<a>}'},
        "RetryPolicy": {"MaximumRetryAttempts": 1, "MaximumEventAgeInSeconds": 60},
        "DeadLetterConfig": {"Arn": "arn:aws:sqs:us-east-1:000000000000:q"}}]},
    "RemoveTargets": {"Rule": "made", "EventBusName": "made", "Ids": ["9"], "Force": False},
    "StartReplay": {"ReplayName": "r", "Description": "d", "EventStartTime": NOW - 100,
                    "EventEndTime": NOW, "EventSourceArn": EVENTS + ":archive/made",
                    "Destination": {"Arn": EVENTS + ":event-bus/made",
                                    "FilterArns": [EVENTS + ":rule/made/made"]}},
    "TestEventPattern": {"EventPattern": PATTERN, "Event": EVENT},
    "UpdateArchive": {name: ARCHIVE[name] for name in ("ArchiveName", "Description",
                                                       "EventPattern", "RetentionDays")}}

LOGS = {
    "CreateLogGroup": {"logGroupName": "/again"},
    "CreateLogStream": {"logGroupName": "/made", "logStreamName": "again"},
    "DeleteLogGroup": {"logGroupName": "/none"},
    "DeleteLogStream": {"logGroupName": "/made", "logStreamName": "none"},
    "DeleteRetentionPolicy": {"logGroupName": "/made"},
    "DescribeLogGroups": {"logGroupNamePrefix": "/m", "limit": 5},
    "DescribeLogStreams": {"logGroupName": "/made", "orderBy": "LastEventTime",
                           "descending": True, "limit": 5},
    "FilterLogEvents": {"logGroupName": "/made", "logStreamNames": ["s"], "filterPattern": "a",
                        **TIMES},
    "GetLogEvents": {**STREAM, **TIMES, "startFromHead": True},
    "PutLogEvents": {**STREAM, "logEvents": [{"timestamp": NOW * 1000, "message": "m"}]},
    "PutRetentionPolicy": {"logGroupName": "/made", "retentionInDays": 7}}

# botocore's name of a service -> its operations
ALL = {"rekognition": REKOGNITION, "stepfunctions": STEP_FUNCTIONS, "events": EVENT_BRIDGE,
       "logs": LOGS}

MADE = (("logs", "CreateLogGroup", {"logGroupName": "/made"}),
        ("logs", "CreateLogStream", STREAM),
        ("events", "CreateEventBus", {"Name": "made"}),
        ("events", "PutRule", EVENT_BRIDGE["PutRule"]),
        ("events", "CreateArchive", ARCHIVE),
        ("stepfunctions", "CreateStateMachine",
         {"name": "standard", "definition": PASS, "roleArn": ROLE}),
        ("stepfunctions", "CreateStateMachine",
         {"name": "express", "definition": PASS, "roleArn": ROLE, "type": "EXPRESS"}),
        ("stepfunctions", "StartExecution", STEP_FUNCTIONS["StartExecution"]))
