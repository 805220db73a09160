"""Goal: the server does what its OpenAPI document says, whatever it is sent.

Method: schemathesis makes requests out of the document, good ones and bad ones, and compares the
answers with it. Half of the ids in them are of things that are there. Seeded and bounded.
"""

import json
import os
import subprocess
import unittest
import urllib.parse

import harness
import server as serving

SCHEMATHESIS = os.path.join(harness.CACHE, "test-venv", "bin", "schemathesis")
SEED = 4
EXAMPLES_MAX = 20
SECONDS_MAX = 700

# What no schema can say, so that a request which fits the schema may still be refused: a cursor is
# one that this question gave, "from" is before "to", and a prefix needs its bucket.
BEYOND_SCHEMAS = ("GET /results", "GET /executions", "GET /logs/{function}", "POST /replays",
                  "GET /stats", "POST /keys")


def settings(known):
    """schemathesis.toml: `known` has values for path parameters of GET."""
    lines = []
    for name, value in known.items():
        lines += [f"[dictionaries.{name}]", f"values = [{json.dumps(value)}]"]
    for operation in BEYOND_SCHEMAS:
        lines += ["[[operations]]", f'include-name = "{operation}"',
                  "checks.positive_data_acceptance.enabled = false"]
    for name in known:
        lines += ["[[operations]]", 'include-method = "GET"',
                  f'include-path-regex = "[{{]{name}[}}]"',
                  f'parameters."path.{name}" = {{ dictionary = "{name}", probability = 0.5 }}']
    return "\n".join(lines) + "\n"


class Document(serving.ServerTest):
    def test_schemathesis_finds_nothing(self):
        image_id = self.server.upload(harness.POSTER, "image/png", userId="ann")
        record = self.server.result(image_id)
        known = {"image_id": image_id, "function": "image_processor",
                 "arn": urllib.parse.quote(record["execution_arn"], safe="")}
        out, _ = self.run_helio("env", "--data", self.server.data)
        key = serving.exports_of(out)["HELIO_API_KEY"]
        config = self.write("schemathesis.toml", settings(known))
        done = subprocess.run(
            [SCHEMATHESIS, "--config-file", config, "run", self.server.url + "/openapi.json",
             "--no-color", "--seed", str(SEED), "--max-examples", str(EXAMPLES_MAX),
             "--request-timeout", "60", "--header", f"Authorization: Bearer {key}",
             "--continue-on-failure",
             "--suppress-health-check", "all",
             "--exclude-path", "/events/stream"],  # it never ends; feed_test.py reads it
            check=False, capture_output=True, text=True, timeout=SECONDS_MAX, cwd=self.folder,
            stdin=subprocess.DEVNULL, env=self.environment(NO_PROXY="127.0.0.1"))
        self.assertEqual(done.returncode, 0, f"{done.stdout[-12000:]}\n{done.stderr[-2000:]}")
        self.assertEqual(self.server.request("GET", "/livez")[0], 200)


if __name__ == "__main__":
    unittest.main()
