"""Goal: a task that is under way when the server stops is finished, and not done a second time.

Method: a workflow calls an API that answers only after the stop has begun; a second start.
"""

import http.server
import json
import threading
import unittest

import server as serving
from machines import StatesTest

CONNECTION = "arn:aws:events:us-east-1:000000000000:connection/slow/1"
CONFIG = """[[connection]]
name = "slow"
api_key_name = "X-Key"
api_key_value = "opensesame"
"""
ANSWER_AFTER_SECONDS = 0.5  # of the stop


class SlowApi(http.server.ThreadingHTTPServer):
    """Answers once it may, and counts who asks."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), SlowHandler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.asked, self.may_answer, self.calls = threading.Event(), threading.Event(), 0


class SlowHandler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # pylint: disable=invalid-name
        self.server.calls += 1
        self.server.asked.set()
        self.server.may_answer.wait(60)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):  # pylint: disable=arguments-differ
        pass


class Drain(StatesTest):
    @classmethod
    def setUpClass(cls):
        cls.api = cls.serve_outside(SlowApi())
        cls.configure(CONFIG)
        super().setUpClass()

    def test_a_task_under_way_is_done_once(self):
        arn = self.start(self.make("m", json.dumps({"StartAt": "A", "States": {
            "A": {"Type": "Task", "Resource": "arn:aws:states:::http:invoke", "End": True,
                  "Parameters": {"ApiEndpoint": self.api.url, "Method": "GET",
                                 "Authentication": {"ConnectionArn": CONNECTION}}}}})))
        self.assertTrue(self.api.asked.wait(60))
        threading.Timer(ANSWER_AFTER_SECONDS, self.api.may_answer.set).start()
        before = self.server
        self.assertEqual(before.stop(), 0, before.log())
        type(self).server = serving.Server(before.data, *self.words)
        self.setUp()
        told = self.client.describe_execution(executionArn=arn)
        self.assertEqual((told["status"], self.api.calls), ("SUCCEEDED", 1), before.log())


if __name__ == "__main__":
    unittest.main()
