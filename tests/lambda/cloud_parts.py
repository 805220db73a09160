"""What the functions stand on that moto does not make by itself: the table, and Rekognition."""

import json

TABLE = "results"
INDEXES = {"created_at-index": "record_type", "user_id-created_at-index": "user_id",
           "status-created_at-index": "status"}
PROJECTED = ["user_id", "status", "bucket", "key", "version_id", "confidence", "expires_at",
             "label_confidences", "words", "timings_ms"]


def create_table(client):
    """As terraform/dynamodb.tf."""
    attributes = {"image_id", "created_at", *INDEXES.values()}
    client.create_table(
        TableName=TABLE, BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"}
                              for name in sorted(attributes)],
        KeySchema=[{"AttributeName": "image_id", "KeyType": "HASH"}],
        GlobalSecondaryIndexes=[
            {"IndexName": name, "KeySchema": [{"AttributeName": key, "KeyType": "HASH"},
                                              {"AttributeName": "created_at", "KeyType": "RANGE"}],
             "Projection": {"ProjectionType": "INCLUDE",
                            "NonKeyAttributes": [one for one in PROJECTED if one != key]}}
            for name, key in INDEXES.items()])


class Rekognition:
    """Answers as a script says; `problems` are the errors of the next calls of DetectLabels."""

    def __init__(self):
        self.labels = [{"Name": "Cat", "Confidence": 98.5}]
        self.problems, self.calls, self.traces = [], [], set()

    def judge(self, _method, _path, headers, _body):
        operation = headers["X-Amz-Target"].split(".")[1]
        self.calls.append(operation)
        self.traces.add(headers["X-Amzn-Trace-Id"])
        if operation == "DetectLabels" and self.problems:
            name = self.problems.pop(0)
            return self.json(400, {"__type": name, "message": "Scripted."})
        return self.json(200, {
            "DetectLabels": {"Labels": self.labels, "LabelModelVersion": "3.0"},
            "DetectFaces": {"FaceDetails": []}, "DetectText": {"TextDetections": []},
            "DetectModerationLabels": {"ModerationLabels": []}}[operation])

    @staticmethod
    def json(status, value):
        return status, [("Content-Type", "application/x-amz-json-1.1")], json.dumps(value).encode()
