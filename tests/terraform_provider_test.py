"""Goal: the AWS provider itself takes the configuration: every resource and argument, all options.

Method: where terraform and the provider are at hand (a mirror of providers on this machine, or in
HELIO_TERRAFORM_PLUGINS), a copy of terraform/ is validated, and planned over moto, which answers
the few questions that a plan asks; those of CloudFront, which it does not know, a script. The
provider of random passwords is not at hand: the copy has a text instead.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [os.path.join(ROOT, "tests", "lambda"), os.path.join(ROOT, "tests", "e2e")]

import aws_clients  # noqa: E402,F401  (moto is importable from here on)
from between import Between  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402

MIRRORS = [os.environ.get("HELIO_TERRAFORM_PLUGINS", ""), "/usr/share/terraform/plugins",
           "/usr/local/share/terraform/plugins", os.path.expanduser("~/.terraform.d/plugins"),
           *glob.glob("/opt/*")]
PROVIDER = "registry.terraform.io/hashicorp/aws"
OVERRIDE = """
provider "aws" {
  region                      = var.aws_region
  s3_use_path_style           = true
  skip_credentials_validation = true
}
"""
IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/heliograph@sha256:" + "0" * 64
# Name -> what is set, and the least number of things that are made of it.
OPTIONS = (
    ("as it comes", {}, 120),
    ("everything", {"enable_vpc": "true", "enable_replication": "true",
                    "enable_cloudtrail": "true", "analyzer": "models",
                    "analyzer_image_uri": IMAGE, "cors_allowed_origin": "https://x.example",
                    "notification_email": "a@x.example", "alarm_email": "a@x.example"}, 170),
    ("little", {"api_authorization": "AWS_IAM", "monthly_budget_usd": "0",
                "image_transition_days": "0", "image_retention_days": "0",
                "enable_frontend": "false", "lambda_concurrency": "{}",
                "manage_api_gateway_account": "false"}, 110),
)


def cloudfront(_method, path, _headers, _body):
    """The managed policies that the page's distribution names."""
    found = re.match(r"/2020-05-31/(cache|origin-request)-policy(/\w+)?", path)
    if not found:
        return None
    kind = found[1].title().replace("-", "") + "Policy"
    names = {"i1": "Managed-CachingOptimized", "i2": "Managed-CachingDisabled",
             "i3": "Managed-AllViewerExceptHostHeader"}
    policies = {number: f"<{kind}><Id>{number}</Id><{kind}Config><Name>{name}</Name>"
                        f"</{kind}Config></{kind}>" for number, name in names.items()}
    if found[2]:
        text = policies[found[2][1:]]
    else:
        items = "".join(f"<{kind}Summary><Type>managed</Type>{policy}</{kind}Summary>"
                        for policy in policies.values())
        text = f"<{kind}List><Items>{items}</Items></{kind}List>"
    return 200, [("Content-Type", "text/xml"), ("ETag", "e")], text.encode()


def mirror():
    return next((path for path in MIRRORS if path and os.path.isdir(os.path.join(path, PROVIDER))),
                None)


def copied(folder):
    """terraform/ and what it reads, with a text for the random password; its folder."""
    target = os.path.join(folder, "terraform")
    shutil.copytree(os.path.join(ROOT, "terraform"), target,
                    ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*"))
    shutil.copytree(os.path.join(ROOT, "workflows"), os.path.join(folder, "workflows"))
    for name, pattern, text in (
            ("main.tf", r"    random = \{.*?\n    \}\n", ""),
            ("lambda.tf", r'resource "random_password" "cursors" \{.*?\n\}\n', ""),
            ("lambda.tf", r"random_password\.cursors\.result", '"' + 40 * "c" + '"')):
        path = os.path.join(target, name)
        with open(path, encoding="utf-8") as file:
            changed, count = re.subn(pattern, text, file.read(), flags=re.S)
        assert count == 1, (name, pattern)
        with open(path, "w", encoding="utf-8") as file:
            file.write(changed)
    with open(os.path.join(target, "moto_override.tf"), "w", encoding="utf-8") as file:
        file.write(OVERRIDE)
    with zipfile.ZipFile(os.path.join(target, "package.zip"), "w") as archive:
        archive.writestr("bootstrap", "")
    return target


@unittest.skipUnless(shutil.which("terraform") and mirror(),
                     "terraform, or a mirror with the AWS provider, is not at hand")
class Provider(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = copied(folder.name)
        moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        moto.start()
        cls.addClassCleanup(moto.stop)
        asked = Between("http://%s:%d" % moto.get_host_and_port(), cloudfront)
        cls.addClassCleanup(asked.close)
        cls.environment = aws_clients.plain_environment(
            AWS_ENDPOINT_URL=asked.url, AWS_ACCESS_KEY_ID="a", AWS_SECRET_ACCESS_KEY="b",
            AWS_EC2_METADATA_DISABLED="true", CHECKPOINT_DISABLE="1",
            TF_CLI_CONFIG_FILE=os.devnull)
        status, said = cls.terraform("init", f"-plugin-dir={mirror()}")
        assert status == 0, said

    @classmethod
    def terraform(cls, command, *words):
        """The exit status, and what was said."""
        options = [] if command == "validate" else ["-input=false"]
        done = subprocess.run(["terraform", f"-chdir={cls.folder}", command, "-no-color", *options,
                               *words], env=cls.environment, check=False, capture_output=True,
                              text=True, timeout=300, stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout + done.stderr

    def test_it_is_valid(self):
        self.assertEqual(self.terraform("validate")[0], 0, self.terraform("validate")[1])

    def test_it_can_be_planned(self):
        for name, values, least in OPTIONS:
            with self.subTest(name):
                status, said = self.terraform(
                    "plan", "-var=lambda_package=package.zip",
                    *(f"-var={key}={value}" for key, value in values.items()))
                self.assertEqual(status, 0, said[-4000:])
                self.assertGreaterEqual(int(re.search(r"Plan: (\d+) to add", said)[1]), least)
                self.assertNotIn("Warning:", said)


if __name__ == "__main__":
    unittest.main()
