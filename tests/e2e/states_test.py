"""Goal: Step Functions' clients work with helio unchanged, the guide's commands letter for letter.

Method: boto3 and the aws command against the built server, told of it only by what `helio env`
prints; machines made over the wire run with the server's own tasks, and outlive a restart.
"""

import json
import shlex
import unittest

import harness
import server as serving
from machines import ROLE, StatesTest

MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:image-pipeline"
PASS = json.dumps({"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}})
WAIT = json.dumps({"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 9999, "End": True}}})
TOKEN = json.dumps({"StartAt": "T", "States": {"T": {
    "Type": "Task", "Resource": "arn:aws:states:::events:putEvents.waitForTaskToken",
    "Parameters": {"Entries": [{"Source": "test", "DetailType": "token", "Detail": {
        "token.$": "$$.Task.Token"}}]}, "End": True}}})
# One machine that starts another, by both kinds of task resources.
NESTED = json.dumps({"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2",
          "Parameters": {"StateMachineArn.$": "$.machine", "Input": {"n": 1}},
          "ResultSelector": {"machine.$": "$.StateMachineArn", "first.$": "$.Output"},
          "Next": "B"},
    "B": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sfn:startExecution",
          "Parameters": {"StateMachineArn.$": "$.machine", "Input": "[2]"},
          "ResultSelector": {"arn.$": "$.ExecutionArn"}, "End": True}}})


class Guide(StatesTest):
    def command(self, line):
        return self.aws(*shlex.split(line)[1:])

    def test_its_commands(self):
        picture = self.write("red.png", harness.png(50, 40, (250, 0, 0)))
        self.server.result(self.server.upload(picture, "image/png"))
        status = self.command(f"aws stepfunctions list-executions --state-machine-arn {MACHINE} "
                              "--query 'executions[0].status'")
        self.assertIn(json.loads(status), ("SUCCEEDED", "RUNNING"))
        arn = json.loads(self.command(
            f"aws stepfunctions list-executions --state-machine-arn {MACHINE} "
            "--query 'executions[0].executionArn'"))
        self.ended(arn)
        told = json.loads(self.command(
            f"aws stepfunctions describe-execution --execution-arn {arn}"))
        self.assertEqual((told["status"], told["stateMachineArn"]), ("SUCCEEDED", MACHINE))
        self.assertIn("red.png", told["input"])

    def test_other_commands(self):
        def said(*words):
            return json.loads(self.aws("stepfunctions", *words) or "{}")
        arn = said("create-state-machine", "--name", "by-command", "--definition", PASS,
                   "--role-arn", ROLE, "--type", "EXPRESS")["stateMachineArn"]
        sync = said("start-sync-execution", "--state-machine-arn", arn, "--input", '{"a":1}')
        self.assertEqual((sync["status"], sync["output"]), ("SUCCEEDED", '{"a":1}'))
        tried = said("test-state", "--definition", '{"Type":"Pass","Next":"B"}', "--input", "1",
                     "--inspection-level", "DEBUG")
        self.assertEqual((tried["status"], tried["nextState"]), ("SUCCEEDED", "B"))
        checked = said("validate-state-machine-definition", "--definition", "{}")
        self.assertEqual(checked["result"], "FAIL")
        self.assertIn("StateMachineDoesNotExist", self.aws(
            "stepfunctions", "start-execution", "--state-machine-arn", arn + "x", status=255))
        said("delete-state-machine", "--state-machine-arn", arn)

    def test_executions(self):
        def said(*words):
            return json.loads(self.aws("stepfunctions", *words) or "{}")
        of_machine = ("--state-machine-arn", self.make("commanded", PASS))
        machines = said("list-state-machines", "--query", "stateMachines[].name")
        self.assertIn("commanded", machines)
        said("update-state-machine", *of_machine, "--definition", WAIT)
        self.assertEqual(said("describe-state-machine", *of_machine)["definition"], WAIT)
        of_run = ("--execution-arn", said("start-execution", *of_machine)["executionArn"])
        said("stop-execution", *of_run, "--error", "E")
        self.assertEqual(said("redrive-execution", *of_run).keys(), {"redriveDate"})
        self.assertEqual(said("describe-state-machine-for-execution", *of_run)["name"],
                         "commanded")
        first = said("get-execution-history", *of_run, "--max-items", "1")["events"][0]
        self.assertEqual(first["type"], "ExecutionStarted")
        said("stop-execution", *of_run)

    def test_tokens(self):
        machine = self.make("commanded-token", TOKEN)
        for command, words, want in (
                ("send-task-success", ("--task-output", '{"x":1}'), "SUCCEEDED"),
                ("send-task-failure", ("--error", "E", "--cause", "c"), "FAILED")):
            arn = self.start(machine)
            token = self.server.wait_for(lambda arn=arn: self.token_of(arn))
            self.aws("stepfunctions", "send-task-heartbeat", "--task-token", token)
            self.aws("stepfunctions", command, "--task-token", token, *words)
            self.assertEqual(self.ended(arn)["status"], want)


class Boto3(StatesTest):
    def test_a_machine_from_its_making_to_its_end(self):
        arn = self.make("whole", PASS)
        self.assertEqual(self.make("whole", PASS), arn)
        self.assertEqual(self.client.describe_state_machine(stateMachineArn=arn)["definition"],
                         PASS)
        updated = self.client.update_state_machine(stateMachineArn=arn, definition=WAIT)
        self.assertTrue(updated["revisionId"])
        names = [machine["name"] for page in
                 self.client.get_paginator("list_state_machines").paginate(
                     PaginationConfig={"PageSize": 1}) for machine in page["stateMachines"]]
        self.assertIn("whole", names)
        self.assertIn("image-pipeline", names)
        self.client.delete_state_machine(stateMachineArn=arn)
        self.assertEqual(self.error(self.client.describe_state_machine, stateMachineArn=arn),
                         "StateMachineDoesNotExist")

    def test_executions(self):
        machine = self.make("short", PASS)
        arns = [self.start(machine, name=f"x{number}", input='{"a": 1}') for number in range(5)]
        for arn in arns:
            self.assertEqual(self.ended(arn)["output"], '{"a":1}')
        pages = self.client.get_paginator("list_executions").paginate(
            stateMachineArn=machine, statusFilter="SUCCEEDED", PaginationConfig={"PageSize": 2})
        self.assertEqual([[item["name"] for item in page["executions"]] for page in pages],
                         [["x4", "x3"], ["x2", "x1"], ["x0"]])
        pages = self.client.get_paginator("get_execution_history").paginate(
            executionArn=arns[0], reverseOrder=True, PaginationConfig={"PageSize": 3})
        events = [event for page in pages for event in page["events"]]
        self.assertEqual([event["id"] for event in events], [4, 3, 2, 1])
        self.assertEqual(events[0]["type"], "ExecutionSucceeded")
        bare = self.client.get_execution_history(executionArn=arns[0], includeExecutionData=False)
        self.assertNotIn("input", bare["events"][1]["stateEnteredEventDetails"])
        of_it = self.client.describe_state_machine_for_execution(executionArn=arns[0])
        self.assertEqual(of_it["definition"], PASS)

    def test_stopping_and_starting_again(self):
        machine = self.make("long", WAIT)
        arn = self.start(machine, name="x", input="1")
        self.assertEqual(self.start(machine, name="x", input="1"), arn)
        self.assertEqual(self.error(self.client.start_execution, stateMachineArn=machine, name="x",
                                    input="2"), "ExecutionAlreadyExists")
        self.client.stop_execution(executionArn=arn, error="E", cause="by hand")
        told = self.ended(arn)
        self.assertEqual((told["status"], told["error"], told["cause"]),
                         ("ABORTED", "E", "by hand"))
        self.client.redrive_execution(executionArn=arn)
        self.assertEqual(self.client.describe_execution(executionArn=arn)["redriveCount"], 1)
        self.client.stop_execution(executionArn=arn)

    def test_tasks_that_start_executions(self):
        inner, outer = self.make("inner", PASS), self.make("outer", NESTED)
        arn = self.start(outer, input=json.dumps({"machine": inner}))
        told = self.ended(arn)
        self.assertEqual(told["status"], "SUCCEEDED", told)
        second = json.loads(told["output"])["arn"]
        self.assertEqual(self.ended(second)["output"], "[2]")

    def test_redriven_to_their_end(self):
        """The task fails until the machine is there that it starts."""
        outer = self.make("redriven", json.dumps({"StartAt": "A", "States": {"A": {
            "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2",
            "Parameters": {"StateMachineArn.$": "$.machine", "Input": {"n": 1}},
            "ResultSelector": {"first.$": "$.Output"}, "End": True}}}))
        for number in range(10):
            name = f"later{number}"
            inner = outer.replace(":redriven", f":{name}")
            arn = self.start(outer, input=json.dumps({"machine": inner}))
            told = self.ended(arn)
            self.assertEqual((told["status"], told["error"]),
                             ("FAILED", "StepFunctions.StateMachineDoesNotExistException"))
            self.assertEqual(self.make(name, PASS), inner)
            self.client.redrive_execution(executionArn=arn)
            told = self.ended(arn)
            self.assertEqual((told["status"], told.get("output"), told["redriveCount"]),
                             ("SUCCEEDED", '{"first":{"n":1}}', 1))
            self.assertEqual(self.error(self.client.redrive_execution, executionArn=arn),
                             "ExecutionNotRedrivable")

    def test_tokens(self):
        machine = self.make("token", TOKEN)
        for send, words, want in [
                (self.client.send_task_success, {"output": '{"x":1}'}, "SUCCEEDED"),
                (self.client.send_task_failure, {"error": "E", "cause": "c"}, "FAILED")]:
            arn = self.start(machine)
            token = self.server.wait_for(lambda arn=arn: self.token_of(arn))
            self.client.send_task_heartbeat(taskToken=token)
            send(taskToken=token, **words)
            self.assertEqual(self.ended(arn)["status"], want)
            self.assertIn(self.error(send, taskToken=token, **words),
                          ("TaskDoesNotExist", "TaskTimedOut"))

    def test_one_state_with_a_real_task(self):
        state = {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sfn:describeStateMachine",
                 "Parameters": {"StateMachineArn": MACHINE}, "ResultPath": "$.got",
                 "OutputPath": "$.got.Name", "Next": "B",
                 "Catch": [{"ErrorEquals": ["Sfn.StateMachineDoesNotExistException"],
                            "Next": "C"}]}
        told = self.client.test_state(definition=json.dumps(state), roleArn=ROLE, input="{}",
                                      inspectionLevel="TRACE")
        self.assertEqual((told["status"], told["output"]), ("SUCCEEDED", '"image-pipeline"'))
        self.assertIn("afterResultPath", told["inspectionData"])
        state["Parameters"]["StateMachineArn"] = MACHINE + "x"
        told = self.client.test_state(definition=json.dumps(state), input="{}")
        self.assertEqual((told["status"], told["nextState"]), ("CAUGHT_ERROR", "C"))

    def test_error_names(self):
        machine = self.make("errors", PASS)
        gone = machine.replace("stateMachine", "execution") + ":gone"
        rows = [
            ("InvalidDefinition", self.client.create_state_machine,
             {"name": "n", "definition": "{}", "roleArn": ROLE}),
            ("InvalidName", self.client.create_state_machine,
             {"name": "a b", "definition": PASS, "roleArn": ROLE}),
            ("InvalidArn", self.client.describe_state_machine, {"stateMachineArn": "m"}),
            ("InvalidExecutionInput", self.client.start_execution,
             {"stateMachineArn": machine, "input": "{"}),
            ("ExecutionDoesNotExist", self.client.describe_execution, {"executionArn": gone}),
            ("ExecutionDoesNotExist", self.client.get_execution_history, {"executionArn": gone}),
            ("InvalidToken", self.client.list_executions,
             {"stateMachineArn": machine, "nextToken": "x"}),
            ("StateMachineTypeNotSupported", self.client.start_sync_execution,
             {"stateMachineArn": machine}),
            ("TaskDoesNotExist", self.client.send_task_heartbeat, {"taskToken": "x"}),
            ("UnknownOperationException", self.client.create_activity, {"name": "a"}),
            ("UnknownOperationException", self.client.list_activities, {}),
        ]
        for want, call, words in rows:
            with self.subTest(want=want, call=call.__name__):
                self.assertEqual(self.error(call, **words), want)


class Restart(StatesTest):
    def test_machines_and_executions_outlive_a_crash(self):
        machine = self.make("kept", WAIT)
        arn = self.start(machine, name="x")
        self.server.kill()
        type(self).server = serving.Server(self.server.data)
        self.exports = self.aws_environment()
        self.client = self.client_of("stepfunctions")
        self.assertEqual(self.client.describe_state_machine(stateMachineArn=machine)["definition"],
                         WAIT)
        self.assertEqual(self.client.describe_execution(executionArn=arn)["status"], "RUNNING")
        self.client.stop_execution(executionArn=arn)
        self.assertEqual(self.ended(arn)["status"], "ABORTED")


if __name__ == "__main__":
    unittest.main()
