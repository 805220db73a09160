"""Rekognition as a script has it, which moto does not."""

import json


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
