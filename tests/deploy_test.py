"""Goal: scripts/deploy.sh does its steps in order, and says in a sentence why it cannot.

Method: a copy of the script among stand-ins for terraform, aws, curl and node, which write down how
they were called and answer as the test tells them. Nothing leaves the machine.
"""

import os
import shutil
import stat
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NEEDED = ("bash", "basename", "cat", "cp", "dirname", "env", "mktemp", "python3", "realpath", "rm",
          "sleep", "touch")

STAND_IN = r"""#!/usr/bin/env bash
called="$(basename "$0") $*"
printf '%s\n' "$called" >>"$STAND_IN_LOG"
if [[ -n "$STAND_IN_FAILS" && "$called" =~ $STAND_IN_FAILS ]]; then
  echo 'the reason' >&2
  exit 1
fi
while (($#)); do
  if [[ $1 == --config ]]; then cat "$2" >>"$STAND_IN_LOG.secrets"; fi
  shift
done
case $called in
  terraform*' output -raw '*) cat "$STAND_IN_OUTPUTS/${called##* }" ;;
  *get-caller-identity*) echo 123456789012 ;;
  *export-credentials*) echo '{"AccessKeyId":"AKID","SecretAccessKey":"hidden-key"}' ;;
  *get-item*) echo "$STAND_IN_STATUS" ;;
  *http_code*) printf '%s' "$STAND_IN_CODE" ;;
  */upload-url*) echo "$STAND_IN_ANSWER" ;;
  */results/*) echo "{\"status\":\"$STAND_IN_STATUS\"}" ;;
esac
"""

ANSWER = '{"imageId":"id-1","uploadUrl":"https://s3/hidden-url"}'
OUTPUTS = {"api_authorization": "NONE", "api_gateway_url": "https://page.example",
           "api_stage_url": "https://api.example/prod", "aws_region": "eu-central-1",
           "bucket_name": "photos", "frontend_bucket": "pages", "frontend_distribution_id": "E1",
           "results_table": "results"}


class Deploy(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.tree = os.path.join(self.folder, "tree")
        for part in ("scripts/deploy.sh", "scripts/setup/say.sh", "examples/poster.png"):
            self.copy(part)
        shutil.copytree(os.path.join(ROOT, "scripts", "deploy"),
                        os.path.join(self.tree, "scripts", "deploy"))
        self.write("tree/scripts/package-lambda.sh", "#!/usr/bin/env bash\necho package "
                   '>>"$STAND_IN_LOG"\nbase=$(dirname "$0")/..\n'
                   'touch "$base/build/lambda/heliograph-lambda.zip"\n')
        self.write("tree/scripts/update-frontend-config.sh",
                   '#!/usr/bin/env bash\necho page-config "$*" >>"$STAND_IN_LOG"\n')
        self.write("tree/build/lambda/.keep", "")
        self.write("given.zip", "")
        for name, value in OUTPUTS.items():
            self.write(f"outputs/{name}", value)
        for tool in ("terraform", "aws", "curl", "node"):
            self.write(f"bin/{tool}", STAND_IN)
        for tool in NEEDED:
            os.symlink(shutil.which(tool, path="/usr/bin:/bin"),
                       os.path.join(self.folder, "bin", tool))

    def copy(self, part):
        target = os.path.join(self.tree, part)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy(os.path.join(ROOT, part), target)

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)
        os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)

    def deploy(self, *words, status=0, fails="", result="COMPLETED", code="401", **variables):
        """Runs it; returns what it said, and sets self.calls."""
        log = os.path.join(self.folder, "log")
        environment = {
            "PATH": os.path.join(self.folder, "bin"), "HOME": self.folder, "TMPDIR": self.folder,
            "STAND_IN_LOG": log, "STAND_IN_FAILS": fails, "STAND_IN_STATUS": result,
            "STAND_IN_CODE": code, "STAND_IN_ANSWER": ANSWER,
            "STAND_IN_OUTPUTS": os.path.join(self.folder, "outputs"),
            **variables}
        for path in (log, log + ".secrets"):
            with open(path, "w", encoding="utf-8"):
                pass
        done = subprocess.run([os.path.join(self.tree, "scripts", "deploy.sh"), *words],
                              check=False, capture_output=True, text=True, timeout=120,
                              stdin=subprocess.DEVNULL, env=environment)
        said = done.stdout + done.stderr
        with open(log, encoding="utf-8") as file:
            self.calls = file.read().splitlines()
        with open(log + ".secrets", encoding="utf-8") as file:
            self.secrets = file.read()
        self.assertEqual(done.returncode, status, said)
        return said

    def steps(self):
        """The calls that change or show something, by their first telling words."""
        words = ("package", "init", " plan ", "apply", "destroy", "build.mjs", "page-config",
                 "s3 sync", "s3 cp", "create-invalidation", "/upload-url", "--upload-file")
        return [word.strip() for call in self.calls for word in words
                if word in call and not ("package" == word and call != "package")]

    def test_arguments(self):
        rows = (
            (("--help",), 0, "usage: scripts/deploy.sh"),
            (("--fast",), 2, "--fast is no option"),
            (("production",), 2, "production is no option"),
            (("--plan", "--destroy"), 2, "--plan and --destroy exclude each other"),
            (("--package",), 2, "--package needs the path of a zip"),
            (("--package", "/nowhere.zip", "--plan"), 1, "/nowhere.zip cannot be read"),
        )
        for words, status, sentence in rows:
            with self.subTest(words):
                self.assertIn(sentence, self.deploy(*words, status=status))
                self.assertNotIn("apply", self.steps())

    def test_what_is_missing(self):
        for tool in ("terraform", "node"):
            os.remove(os.path.join(self.folder, "bin", tool))
        self.assertIn("missing: terraform 1.9 (or tofu), node.", self.deploy("--plan", status=1))
        self.assertEqual(self.calls, [])

    def test_tofu_will_do(self):
        os.rename(os.path.join(self.folder, "bin", "terraform"),
                  os.path.join(self.folder, "bin", "tofu"))
        self.deploy("--plan")
        self.assertTrue(any(call.startswith("tofu ") and " plan " in call for call in self.calls))

    def test_no_credentials(self):
        said = self.deploy("--plan", status=1, fails="get-caller-identity")
        self.assertIn("AWS takes no credentials from here", said)
        self.assertEqual(self.steps(), [])

    def test_plan_changes_nothing(self):
        self.deploy("--plan", "--", "-var=environment=dev")
        self.assertEqual(self.steps(), ["package", "init", "plan"])
        plan, = [call for call in self.calls if " plan " in call]
        self.assertRegex(plan, r"-chdir=\S+/terraform .* -var=environment=dev "
                               r"-var=lambda_package=\S+/heliograph-lambda.zip$")

    def test_nobody_is_there_to_be_asked(self):
        for words in ((), ("--destroy",)):
            with self.subTest(words):
                self.assertIn("say --yes", self.deploy(*words, status=1))
                self.assertEqual({"apply", "destroy"} & set(self.steps()), set())

    def test_the_whole(self):
        said = self.deploy("--yes", "--package", os.path.join(self.folder, "given.zip"))
        self.assertEqual(self.steps(), [
            "init", "plan", "apply", "build.mjs", "page-config", "s3 sync", "s3 cp",
            "create-invalidation", "/upload-url", "--upload-file"])
        plan, apply = [call for call in self.calls if " plan " in call or " apply " in call]
        saved = plan.split("-out=")[1].split()[0]
        self.assertTrue(apply.endswith(saved), apply)
        self.assertFalse(os.path.exists(saved), "the plan has secrets in it, and was left")
        configured, = [call for call in self.calls if call.startswith("page-config")]
        self.assertRegex(configured, r"--page \S+/build/web/dist --outputs /dev/fd/\d+$")
        self.assertIn("The result of id-1: COMPLETED", said)
        self.assertIn("Done: https://page.example", said)

    def test_without_a_page(self):
        self.write("outputs/frontend_bucket", "")
        self.deploy("--yes")
        self.assertNotIn("build.mjs", self.steps())
        self.assertIn("/upload-url", self.steps())

    def test_failures_stop_it_with_a_sentence(self):
        rows = (
            (" init ", "terraform init failed", []),
            (" plan ", "Nothing was changed", []),
            (" apply ", "terraform apply failed half way", ["apply"]),
            ("build.mjs", "the page could not be built", ["apply", "build.mjs"]),
            ("/upload-url", "the API gives no upload URL", ["apply", "/upload-url"]),
            ("--upload-file", "S3 does not take the picture", ["--upload-file"]),
        )
        for fails, sentence, done in rows:
            with self.subTest(fails):
                said = self.deploy("--yes", status=1, fails=fails)
                self.assertIn(sentence, said)
                self.assertEqual([step for step in done if step not in self.steps()], [])
                self.assertNotIn("Done:", said)

    def test_what_the_smoke_test_finds(self):
        rows = (("COMPLETED", 0, "COMPLETED"), ("LOW_CONFIDENCE", 0, "LOW_CONFIDENCE"),
                ("FAILED", 1, "the result of id-1 is FAILED"),
                ("REJECTED", 1, "the result of id-1 is REJECTED"),
                ("PROCESSING", 1, "no result of id-1 within 1 seconds"))
        for result, status, sentence in rows:
            with self.subTest(result):
                said = self.deploy("--smoke-test", status=status, result=result,
                                   SMOKE_SECONDS_MAX="1")
                self.assertIn(sentence, said)
                self.assertNotIn("init", self.steps())

    def test_an_answer_that_is_none(self):
        said = self.deploy("--smoke-test", status=1, STAND_IN_ANSWER="<html>hidden")
        self.assertIn("the API's answer to POST /upload-url is not understood", said)
        self.assertNotIn("hidden", said)

    def test_an_api_for_cognito_s_users(self):
        self.write("outputs/api_authorization", "COGNITO_USER_POOLS")
        self.deploy("--smoke-test")
        self.assertEqual(self.steps(), ["s3 cp"])
        said = self.deploy("--smoke-test", status=1, code="200")
        self.assertIn("answers 200 to a caller without a token", said)
        self.assertEqual(self.steps(), [])
        self.deploy("--smoke-test", HELIO_TOKEN="hidden-token")
        self.assertEqual(self.steps(), ["/upload-url", "--upload-file"])

    def test_secrets_are_no_arguments(self):
        for authorization, variables, secret in (
                ("COGNITO_USER_POOLS", {"HELIO_TOKEN": "hidden-token"}, "hidden-token"),
                ("AWS_IAM", {}, "hidden-key"), ("NONE", {}, "hidden-url")):
            with self.subTest(authorization):
                self.write("outputs/api_authorization", authorization)
                said = self.deploy("--smoke-test", **variables)
                self.assertIn(secret, self.secrets)
                self.assertNotIn("hidden", said + "".join(self.calls))

    def test_destroy(self):
        self.deploy("--destroy", "--yes", "--", "-var=environment=dev")
        self.assertEqual(self.steps(), ["init", "destroy"])
        self.assertIn("-auto-approve -var=environment=dev -var=lambda_package=",
                      [call for call in self.calls if " destroy " in call][0])
        said = self.deploy("--destroy", "--yes", status=1, fails=" destroy ")
        self.assertIn("deletion_protection=false", said)

    def test_shellcheck(self):
        if not shutil.which("shellcheck"):
            self.skipTest("shellcheck is not on the PATH")
        done = subprocess.run(["shellcheck", "-x", "scripts/deploy.sh"], cwd=ROOT, check=False,
                              capture_output=True, text=True, stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 0, done.stdout)


if __name__ == "__main__":
    unittest.main()
