"""Goal: a value out of its bounds is refused by its sentence, before anything is made.

Method: terraform or tofu, where there is one, plans variables.tf alone, which needs no provider and
no account.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests"))

from terraform import configuration  # noqa: E402

FILES, TFVARS = configuration.read(os.path.join(ROOT, "terraform"))
TF = configuration.Configuration(FILES, TFVARS)
VERSION_MIN = (1, 9)

# Of each variable, what it must not be; one more per plan.
REFUSED = {
    "project": ("X", "ab-", "a", "a" * 21), "environment": ("prod-eu", "p"),
    "aws_region": ("frankfurt", "eu_central_1"), "tags": ('{Project="x"}',),
    "lambda_package": ("a.tar",), "lambda_architecture": ("arm",),
    "lambda_memory_size": ("100", "512.5", "10241"), "lambda_timeout": ("0", "301"),
    "lambda_concurrency": ("{nobody=1}", "{result_saver=-2}", "{result_saver=0.5}"),
    "log_level": ("LOUD",), "analyzer": ("magic",),
    "analyzer_image_uri": ("x", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/h"),
    "analyzer_memory_size": ("512",), "rekognition_confidence_threshold": ("101", "-1"),
    "image_transition_days": ("10", "-30"),
    "result_retention_days": ("0", "1.5"), "event_archive_retention_days": ("0",),
    "log_retention_days": ("15",), "access_log_retention_days": ("0",),
    "api_authorization": ("OPEN",), "api_throttle_rate": ("0", "10001"),
    "api_throttle_burst": ("0", "5001"), "upload_url_expiry": ("10", "3601"),
    "cors_allowed_origin": ("*", "https://x.org/app", "x.org"),
    "notification_email": ("me",), "alarm_email": ("me",), "alarm_error_threshold": ("-1",),
    "alarm_latency_seconds": ("0",), "monthly_budget_usd": ("-1",),
    "frontend_price_class": ("All",), "vpc_cidr": ("x", "10.0.0.0/28"),
}
# Those whose bounds depend on another variable: each in a plan of its own.
TOGETHER = (
    ("image_retention_days", {"image_retention_days": "-1"}),
    ("image_retention_days", {"image_transition_days": "100", "image_retention_days": "90"}),
    ("replica_region", {"replica_region": "x"}),
    ("replica_region", {"enable_replication": "true", "replica_region": "us-east-1"}),
)


def tool():
    """The path of a Terraform that is new enough, or None."""
    path = shutil.which("tofu") or shutil.which("terraform")
    if not path:
        return None
    said = subprocess.run([path, "version", "-json"], check=False, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL).stdout
    version = json.loads(said)["terraform_version"].split(".")
    return path if (int(version[0]), int(version[1])) >= VERSION_MIN else None


@unittest.skipUnless(tool(), "there is no terraform or tofu of version 1.9 on the PATH")
class Values(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        with open(os.path.join(self.folder, "variables.tf"), "w", encoding="utf-8") as file:
            file.write(FILES["variables.tf"])

    def plan(self, values):
        """The exit status, and what was said on one line."""
        words = [f"-var={name}={value}" for name, value in values.items()]
        done = subprocess.run([tool(), f"-chdir={self.folder}", "plan", "-input=false", "-no-color",
                               *words], check=False, capture_output=True, text=True, timeout=120,
                              stdin=subprocess.DEVNULL)
        return done.returncode, re.sub(r"[\s│]+", " ", done.stdout + done.stderr)

    def test_what_is_set_and_the_defaults_are_good(self):
        for values in ({}, {name: str(value).strip('"') for name, value in TF.tfvars.items()}):
            with self.subTest(values):
                self.assertEqual(self.plan(values)[0], 0)

    def refused(self, name, said):
        sentence = TF.variables[name].one("validation").text("error_message").replace('\\"', '"')
        self.assertTrue(sentence in said, f"nobody says: {sentence}")

    def test_each_has_a_row(self):
        bounded = {name for name, variable in TF.variables.items() if variable.all("validation")}
        self.assertEqual(set(REFUSED) | {name for name, _ in TOGETHER}, bounded)

    def test_out_of_bounds(self):
        for turn in range(max(len(values) for values in REFUSED.values())):
            values = {name: bad[turn] for name, bad in REFUSED.items() if turn < len(bad)}
            status, said = self.plan(values)
            self.assertEqual(status, 1, said)
            for name, value in values.items():
                with self.subTest(f"{name} = {value}"):
                    self.refused(name, said)

    def test_together(self):
        for name, values in TOGETHER:
            with self.subTest(values):
                status, said = self.plan(values)
                self.assertEqual(status, 1, said)
                self.refused(name, said)


if __name__ == "__main__":
    unittest.main()
