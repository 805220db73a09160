"""Goal: programs that use the AWS SDK for JavaScript work with helio unchanged.

Method: the programs of tests/e2e/javascript, which know the server only by what `helio env` prints.
"""

import json
import os
import subprocess
import unittest

import aws_clients
import harness

PROGRAMS = os.path.join(harness.ROOT, "tests", "e2e", "javascript")
MODULES = os.path.join(harness.CACHE, "test-node", "node_modules")  # ./test installs them
CAT = os.path.join(harness.PHOTOGRAPHS, "chelsea.png")


class JavaScript(aws_clients.AwsTest):
    def node(self, program, *words, **changes):
        """Runs a program; returns what it printed."""
        done = subprocess.run(["node", os.path.join(PROGRAMS, program), *words], check=False,
                              capture_output=True, text=True, cwd=self.folder,
                              timeout=aws_clients.COMMAND_SECONDS_MAX, stdin=subprocess.DEVNULL,
                              env=aws_clients.plain_environment(
                                  **{**self.exports, **changes, "NODE_PATH": MODULES}))
        self.assertEqual(done.returncode, 0, f"{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
        return done.stdout

    def labels(self, *words, **changes):
        return json.loads(self.node("labels.js", *words, **changes))

    def test_labels_of_a_photograph(self):
        found = self.labels(CAT)
        cat = next(label for label in found["labels"] if label["Name"] == "Cat")
        self.assertGreater(cat["Confidence"], 80)
        self.assertIn("Animal", [parent["Name"] for parent in cat["Parents"]])
        self.assertEqual(set(cat["Instances"][0]["BoundingBox"]),
                         {"Left", "Top", "Width", "Height"})
        self.assertTrue(found["model"])
        self.aws("s3", "cp", CAT, "s3://heliograph-images/photos/cat.png")
        self.assertEqual(self.labels("heliograph-images", "photos/cat.png"), found)

    def test_errors_have_their_names(self):
        broken = self.write("broken.png", "no picture")
        rows = [("InvalidS3ObjectException", ["heliograph-images", "none"], {}),
                ("InvalidImageFormatException", [broken], {}),
                ("UnrecognizedClientException", [CAT], {"AWS_ACCESS_KEY_ID": "AKIDNOBODY"}),
                ("InvalidSignatureException", [CAT], {"AWS_SECRET_ACCESS_KEY": "nobody's"})]
        for name, words, changes in rows:
            with self.subTest(name):
                self.assertEqual(self.labels(*words, **changes), {"error": name, "status": 400})

    def test_objects(self):
        self.node("objects.js", CAT, "shelf")


if __name__ == "__main__":
    unittest.main()
