"""Walks workflows/image-pipeline.asl.json by hand, with functions that the caller gives.

As much of the Amazon States Language as that file uses, and Step Functions' limit: no state gets or
gives more than 256 KiB. Retries come at once.
"""

import copy
import json
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PATH = os.path.join(ROOT, "workflows", "image-pipeline.asl.json")
DATA_BYTES_MAX = 256 << 10
EXECUTION = "arn:aws:states:us-east-1:000000000000:execution:image-pipeline:1"
FUNCTIONS = {"ValidateImageFunctionArn": "image_processor",
             "AnalyzeImageFunctionArn": "rekognition_analyzer",
             "SaveResultsFunctionArn": "result_saver",
             "NotificationHandlerFunctionArn": "notification_handler"}


class Failed(Exception):
    def __init__(self, error, cause):
        super().__init__(error, cause)
        self.error, self.cause = error, cause


def filled(arn_of, threshold=70):
    """The definition's text, as Terraform's templatefile() fills it."""
    values = {name: arn_of(function) for name, function in FUNCTIONS.items()}
    values["ConfidenceThreshold"] = str(threshold)
    with open(PATH, encoding="utf-8") as file:
        return re.sub(r"\$\{(\w+)\}", lambda match: values[match[1]], file.read())


class Workflow:
    """`invoke(function, event)` gives a function's result or raises Failed."""

    def __init__(self, invoke, threshold=70):
        self.definition = json.loads(filled(lambda name: name, threshold))
        self.invoke = invoke
        self.states, self.variables = [], {}  # the names of those that ran, in their order
        self.widest = 0  # bytes, of the data between two states

    def run(self, data):
        return self._run(self.definition, data)

    def _run(self, machine, data):
        name = machine["StartAt"]
        while True:
            self._measure(data)
            self.states.append(name)
            state = machine["States"][name]
            data, name = getattr(self, "_" + state["Type"].lower())(state, copy.deepcopy(data))
            if name is None:
                self._measure(data)
                return data

    def _measure(self, data):
        size = len(json.dumps(data, separators=(",", ":")).encode())
        self.widest = max(self.widest, size)
        if size > DATA_BYTES_MAX:
            raise Failed("States.DataLimitExceeded", f"{size} bytes")

    def _task(self, state, data):
        tries = {}
        while True:
            try:
                event = self._filled(state["Parameters"], data)
                self._measure(event["Payload"])
                answer = self.invoke(event["FunctionName"], event["Payload"])
                self._measure(answer)
                selected = self._filled(state["ResultSelector"], {"Payload": answer})
                return self._out(state, data, selected), self._next(state)
            except Failed as failed:
                if self._tries_again(state, failed, tries):
                    continue
                return self._caught(state, data, failed)

    def _tries_again(self, state, failed, tries):
        for number, retry in enumerate(state.get("Retry", ())):
            if self._names(retry, failed):
                tries[number] = tries.get(number, 0) + 1
                return tries[number] <= retry["MaxAttempts"]
        return False

    def _caught(self, state, data, failed):
        for catch in state.get("Catch", ()):
            if self._names(catch, failed):
                self.variables.update(catch.get("Assign", {}))
                error = {"Error": failed.error, "Cause": failed.cause}
                return self._out({"ResultPath": catch.get("ResultPath", "$")}, data, error), \
                    catch["Next"]
        raise failed

    @staticmethod
    def _names(rule, failed):
        return "States.ALL" in rule["ErrorEquals"] or failed.error in rule["ErrorEquals"]

    def _choice(self, state, data):
        for rule in state["Choices"]:
            value = self._at(rule["Variable"], data)
            if (value == rule["StringEquals"] if "StringEquals" in rule else
                    value >= rule["NumericGreaterThanEquals"]):
                return data, rule["Next"]
        return data, state["Default"]

    def _pass(self, state, data):
        return data, self._next(state)

    def _parallel(self, state, data):
        answers = [self._run(branch, copy.deepcopy(data)) for branch in state["Branches"]]
        return self._out(state, data, answers), self._next(state)

    def _succeed(self, _state, data):
        return data, None

    def _fail(self, state, data):
        raise Failed(state["Error"], self._at(state["CausePath"], data))

    @staticmethod
    def _next(state):
        return None if state.get("End") else state["Next"]

    def _out(self, state, data, result):
        path = state.get("ResultPath", "$")
        if path == "$":
            data = result
        else:
            data[path.removeprefix("$.")] = result
        return self._at(state.get("OutputPath", "$"), data)

    def _filled(self, template, data):
        if isinstance(template, dict):
            return {name.removesuffix(".$"):
                    self._at(value, data) if name.endswith(".$") else self._filled(value, data)
                    for name, value in template.items()}
        return template

    def _at(self, path, data):
        if path == "$$.Execution.Id":
            return EXECUTION
        if path.startswith("$") and path[1:].isidentifier():
            return self.variables[path[1:]]
        for name in path.split(".")[1:]:
            if not isinstance(data, dict) or name not in data:
                raise Failed("States.ParameterPathFailure", path)
            data = data[name]
        return data
