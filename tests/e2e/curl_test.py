"""Goal: the commands of docs/rest.md work as they stand there, and the original's three calls too.

Method: a shell runs them with the built server's address in place of the documented one. jq is not
needed: what a person would copy from one answer into the next command is set as a variable.
"""

import json
import os
import re
import shutil
import subprocess
import unittest

import harness
import server as serving

PAGE = os.path.join(harness.ROOT, "docs", "rest.md")
ADDRESS = "localhost:8080"
SECONDS_MAX = 120


def commands_of(page):
    """Its lines that begin with `curl`, but for the one that never ends."""
    with open(page, encoding="utf-8") as file:
        return [line for line in re.findall(r"^curl .*$", file.read(), re.M) if " -N " not in line]


class Curl(serving.ServerTest):
    def setUp(self):
        super().setUp()
        shutil.copy(os.path.join(harness.PHOTOGRAPHS, "chelsea.png"),
                    os.path.join(self.folder, "cat.png"))

    def shell(self, command, **variables):
        """Runs it as typed; returns what it printed."""
        address = self.server.url.removeprefix("http://")
        done = subprocess.run(["sh", "-euc", command.replace(ADDRESS, address)], check=False,
                              capture_output=True, timeout=SECONDS_MAX, cwd=self.folder,
                              env=self.environment(NO_PROXY="*", **variables))
        self.assertEqual(done.returncode, 0, f"{command}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def test_the_page_from_top_to_bottom(self):
        shutil.copy(os.path.join(self.folder, "cat.png"), os.path.join(self.folder, "cat.jpg"))
        permit, put, read, *questions = commands_of(PAGE)
        said = json.loads(self.shell(permit))
        self.assertEqual(said["headers"], {"Content-Type": "image/jpeg"})
        self.assertEqual(self.shell(put, uploadUrl=said["uploadUrl"]), b"")
        self.server.result(said["imageId"])
        record = json.loads(self.shell(read, imageId=said["imageId"]))
        self.assertEqual((record["image_id"], record["status"]), (said["imageId"], "COMPLETED"))
        self.assertEqual(len(questions), 2)
        for question in questions:
            with self.subTest(question):
                self.assertIn("items", json.loads(self.shell(question)))

    def test_the_three_calls_of_the_original(self):
        api = f"http://{ADDRESS}/prod"
        said = json.loads(self.shell(
            f"curl -sf -X POST {api}/upload-url -H 'Content-Type: application/json' "
            """-d '{"fileName": "cat.png", "fileType": "image/png", "userId": "user123"}'"""))
        self.assertLessEqual({"uploadUrl", "imageId", "key", "expiresIn"}, set(said))
        self.shell("""curl -sf -X PUT "$uploadUrl" -H 'Content-Type: image/png' """
                   "--data-binary @cat.png", uploadUrl=said["uploadUrl"])
        self.server.result(said["imageId"])

        page = json.loads(self.shell(f"curl -sf '{api}/results?limit=10&user_id=user123'"))
        self.assertEqual([item["image_id"] for item in page["items"]], [said["imageId"]])
        self.assertEqual(page["count"], 1)
        record = json.loads(self.shell(f"curl -sf {api}/results/{said['imageId']}"))
        self.assertEqual((record["status"], record["user_id"]), ("COMPLETED", "user123"))
        self.assertIn("Cat", [label["Name"] for label in record["labels"]])

    def test_the_feed_of_the_page(self):
        with open(PAGE, encoding="utf-8") as file:
            command = re.search(r"^curl -N .*$", file.read(), re.M).group()
        # curl ends with status 28 when the time is over: the stream itself has no end.
        said = self.shell(f"{command} -s --max-time 2 || test $? = 28")
        self.assertEqual(said, b"retry: 2000\n: connected\n\n")


if __name__ == "__main__":
    unittest.main()
