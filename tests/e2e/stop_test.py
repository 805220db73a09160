"""Goal: a stop under load ends the server cleanly, and nothing that was acknowledged is missing.

Method: several senders and a webhook that nobody answers, Ctrl-C in the middle, a second start.
"""

import os
import threading
import time
import unittest

import harness
import server as serving

SENDERS = 4
UPLOADS_BEFORE_STOP = 30
CONFIG = """[[webhook]]
url = "http://127.0.0.1:9/nobody-listens-here"
secret = "a secret of sixteen characters and more"
"""


class Stop(harness.EndToEnd):
    def test_under_load_with_a_webhook_that_is_down(self):
        config = self.write("helio.toml", CONFIG)
        data = os.path.join(self.folder, "server")
        server = serving.Server(data, "--config", config)
        acknowledged, stopping = [], threading.Event()
        senders = [threading.Thread(target=self.send, args=(server, acknowledged, stopping))
                   for _ in range(SENDERS)]
        for sender in senders:
            sender.start()
        while len(acknowledged) < UPLOADS_BEFORE_STOP and server.process.poll() is None:
            time.sleep(0.01)
        status = server.stop()
        stopping.set()
        for sender in senders:
            sender.join()
        self.assertEqual(status, 0, server.log())
        again = serving.Server(data, "--config", config)
        self.addCleanup(again.stop)
        for image_id in acknowledged:
            self.assertIn(again.result(image_id)["status"], ("COMPLETED", "LOW_CONFIDENCE"))

    def send(self, server, acknowledged, stopping):
        number = 0
        while not stopping.is_set():
            number += 1
            picture = harness.png(40, 30, (number % 256, len(acknowledged) % 256, 90))
            try:
                permit = server.json("POST", "/upload-url",
                                     {"fileName": "a.png", "fileType": "image/png"})
                status, _, _ = server.request("PUT", permit["uploadUrl"], picture,
                                              permit["headers"])
            except (OSError, AssertionError):
                return  # it takes no more requests
            if status == 200:
                acknowledged.append(permit["imageId"])


if __name__ == "__main__":
    unittest.main()
