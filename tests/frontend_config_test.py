"""Goal: scripts/update-frontend-config.sh writes what the page reads, or says what is missing.

Method: outputs as terraform prints them, in files and from a terraform of three lines; a built page
of a few lines.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SCRIPT = os.path.join("scripts", "update-frontend-config.sh")
SAY = os.path.join("scripts", "setup", "say.sh")  # which it sources
API = "https://abc123.execute-api.us-east-1.amazonaws.com/prod"
INDEX = '<head>\n<meta charset="utf-8" />\n<meta name="heliograph-api" content="" />\n</head>\n'


def outputs(**changes):
    values = {"api_gateway_url": API, "aws_region": "us-east-1", "bucket_name": "b",
              "cognito_user_pool_id": "", **changes}
    return {name: {"value": value, "type": "string", "sensitive": False}
            for name, value in values.items() if value is not None}


class FrontendConfig(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        os.makedirs(os.path.join(self.folder, "scripts", "setup"))
        os.makedirs(os.path.join(self.folder, "web"))
        os.makedirs(os.path.join(self.folder, "terraform"))
        for name in (SCRIPT, SAY):
            shutil.copy(os.path.join(ROOT, name), os.path.join(self.folder, name))
        self.written = os.path.join(self.folder, "web", ".env.development.local")

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def read(self, path):
        with open(path, encoding="utf-8") as file:
            return file.read()

    def run_script(self, *words, status=0, stdin="", path=None):
        done = subprocess.run([os.path.join(self.folder, SCRIPT), *words], input=stdin, text=True,
                              capture_output=True, check=False, timeout=60, cwd=self.folder,
                              env=dict(os.environ, PATH=path or os.environ["PATH"]))
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def program(self, name, body):
        """A folder for PATH with this program, and with nothing else than what scripts need."""
        path = self.write(f"bin/{name}", f"#!/bin/sh\n{body}\n")
        os.chmod(path, 0o755)
        folder = os.path.dirname(path)
        needed = {name: shutil.which(name)
                  for name in ("bash", "sh", "cat", "dirname", "basename", "env")}
        for name, program in {**needed, "python3": sys.executable}.items():
            if not os.path.lexists(os.path.join(folder, name)):
                os.symlink(program, os.path.join(folder, name))
        return folder

    def test_for_development(self):
        path = self.write("outputs.json", json.dumps(outputs()))
        self.assertIn(API, self.run_script("--outputs", path))
        self.assertIn(f"\nVITE_HELIOGRAPH_API={API}\n", self.read(self.written))
        changed = API.replace("abc", "xyz") + "/"
        self.run_script("--outputs", "-", stdin=json.dumps(outputs(api_gateway_url=changed)))
        self.assertIn(f"={changed[:-1]}\n", self.read(self.written))
        # Plain values, as somebody writes them by hand.
        self.run_script("--outputs", "-", stdin=json.dumps(
            {"api_gateway_url": API, "aws_region": "r", "bucket_name": "b"}))
        self.assertIn(f"={API}\n", self.read(self.written))

    def test_into_the_built_page(self):
        page = self.write("dist/index.html", INDEX)
        words = ("--page", os.path.dirname(page), "--outputs", "-")
        for _ in range(2):
            self.run_script(*words, stdin=json.dumps(outputs()))
            self.assertEqual(self.read(page), INDEX.replace('content=""', f'content="{API}"'))
        shared = "https://d1.cloudfront.net"
        self.run_script(*words, stdin=json.dumps(outputs(frontend_url=shared)))
        self.assertIn(f'content="{shared}"', self.read(page))
        self.assertFalse(os.path.exists(self.written))
        self.write("dist/index.html", "<p>another page</p>")
        self.assertIn("not the page",
                      self.run_script(*words, stdin=json.dumps(outputs()), status=1))
        os.remove(page)
        self.assertIn("Build it first",
                      self.run_script(*words, stdin=json.dumps(outputs()), status=1))

    def test_the_real_page_takes_it(self):
        page = self.write("dist/index.html", self.read(os.path.join(ROOT, "web", "index.html")))
        self.run_script("--page", os.path.dirname(page), "--outputs", "-",
                        stdin=json.dumps(outputs()))
        self.assertIn(f'<meta name="heliograph-api" content="{API}" />', self.read(page))

    def test_what_is_wrong_is_said_and_nothing_is_written(self):
        rows = (("no JSON", "the outputs are no JSON"), ("[]", "must be a JSON object"),
                ("{}", "Run `terraform apply` first"),
                (json.dumps(outputs(bucket_name=None)), "missing: bucket_name"),
                (json.dumps(outputs(api_gateway_url="")), "missing: api_gateway_url"),
                (json.dumps(outputs(api_gateway_url='https://a"><script>')), "no address"),
                (json.dumps(outputs(api_gateway_url="http://example.org")), "no address"))
        for text, sentence in rows:
            with self.subTest(text=text):
                self.assertIn(sentence, self.run_script("--outputs", "-", stdin=text, status=1))
        self.assertIn("cannot be read", self.run_script("--outputs", "nowhere", status=1))
        self.assertIn("needs a value", self.run_script("--outputs", status=1))
        self.assertIn("usage:", self.run_script("--nonsense", status=2))
        self.assertFalse(os.path.exists(self.written))

    def test_terraform_is_asked_or_tofu(self):
        said = self.write("said.json", json.dumps(outputs()))
        for name in ("tofu", "terraform"):
            path = self.program(name, f'[ "$1" = "-chdir={self.folder}/terraform" ] && cat {said}')
            self.run_script(path=path)
            self.assertIn(f"={API}\n", self.read(self.written))
        self.program("terraform", "echo 'Error: no state' >&2; exit 1")
        self.assertIn("gives no outputs", self.run_script(path=path, status=1))
        self.assertIn("there is no folder",
                      self.run_script("--terraform", "no", path=path, status=1))
        os.remove(os.path.join(path, "terraform"))
        os.remove(os.path.join(path, "tofu"))
        self.assertIn("neither terraform nor tofu", self.run_script(path=path, status=1))


if __name__ == "__main__":
    unittest.main()
