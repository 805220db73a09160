"""Goal: the AWS deployment is what docs/aws.md says, and cannot quietly become less.

Method: each rule reads terraform/ and finds nothing; and finds something in a copy of it that is
broken in one place, so that no rule is asleep. Nothing is sent to AWS, and no tool is needed;
terraform or tofu, where there is one, judges the format.
"""

import os
import re
import shutil
import subprocess
import sys
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests"))

from terraform import configuration, design, layout, security  # noqa: E402

FOLDER = os.path.join(ROOT, "terraform")
FILES, TFVARS = configuration.read(FOLDER)

# (rule, file, what stands there, what a careless hand made of it)
BROKEN = (
    (security.own_roles, "lambda.tf", "aws_iam_role.function[each.key].arn",
     'aws_iam_role.service["states"].arn'),
    (security.own_roles, "iam.tf",
     "result_viewer           = data.aws_iam_policy_document.result_viewer",
     "result_viewer           = data.aws_iam_policy_document.result_saver"),
    (security.own_roles, "lambda.tf", "    image_processor = {", "    image_checker = {"),
    (security.actions, "iam.tf", '"dynamodb:BatchGetItem", ', '"dynamodb:*", '),
    (security.actions, "iam.tf", '["states:StartExecution"]', '["*"]'),
    (security.least_privilege, "iam.tf", '["dynamodb:GetItem", "dynamodb:PutItem"]',
     '["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Scan"]'),
    (security.least_privilege, "iam.tf", '"kms:ViaService"', '"aws:SourceAccount"'),
    (security.wildcard_resources, "iam.tf", '["${local.images}/uploads/*"]', '["*"]'),
    (security.wildcard_resources, "iam.tf",
     "  # X-Ray knows no resources for traces: AWS forces \"*\".\n", ""),
    (security.known_actions, "iam.tf", "rekognition:DetectLabels", "rekognition:DetectLabel"),
    (security.known_actions, "iam.tf", "sns:Publish", "sms:Publish"),
    (security.encrypted, "lambda.tf", "  kms_master_key_id         = aws_kms_key.main.id\n", ""),
    (security.encrypted, "s3.tf", "images  = { kms = true", "images  = { kms = false"),
    (security.encrypted, "dynamodb.tf", "    kms_key_arn = aws_kms_key.main.arn\n", ""),
    (security.encrypted, "monitoring.tf", "kms_key_id        = aws_kms_key.main.arn", ""),
    (security.encrypted, "kms.tf", "enable_key_rotation     = true", ""),
    (security.buckets, "s3.tf", "block_public_policy     = true", ""),
    (security.buckets, "s3.tf", 'resource "aws_s3_bucket_versioning" "main"',
     'resource "aws_s3_bucket_versioning" "other"'),
    (security.buckets, "replication.tf", 'status = "Enabled"', 'status = "Suspended"'),
    (security.tls_alone, "s3.tf", '"aws:SecureTransport"', '"aws:SecureTransports"'),
    (security.tls_alone, "frontend.tf", '"redirect-to-https"', '"allow-all"'),
    (security.strangers, "api.tf", "authorization        = var.api_authorization",
     'authorization        = "NONE"'),
    (security.strangers, "variables.tf", '"COGNITO_USER_POOLS"\n', '"NONE"\n'),
    (security.strangers, "api.tf", "/prod/${each.value.method}", "/*/${each.value.method}"),
    (security.strangers, "vpc.tf",
     "referenced_security_group_id = aws_security_group.endpoints[0].id",
     'cidr_ipv4 = "0.0.0.0/0"'),
    (security.nobodys_own, "lambda.tf", "1209600", "123456789012"),
    (security.nobodys_own, "vpc.tf", "com.amazonaws.${var.aws_region}", "com.amazonaws.us-east-1"),
    (security.nobodys_own, "iam.tf", "arn:${local.partition}:states", "arn:aws:states"),
    (design.variables, "variables.tf", 'description = "Tags of everything', 'comment = "Tags of'),
    (design.variables, "variables.tf", 'variable "log_level"', 'variable "log_levels"'),
    (design.variables, "variables.tf", "condition     = var.alarm_latency_seconds >= 1",
     "condition     = true"),
    (design.variables, "variables.tf", "default     = 512", "default     = 128"),
    (design.values, "variables.tf", 'variable "monthly_budget_usd"', 'variable "budget"'),
    (design.outputs, "outputs.tf", 'output "step_functions_arn"', 'output "states_arn"'),
    (design.outputs, "outputs.tf", '  description = "The table of results."\n', ""),
    (design.resolved, "sns.tf", "aws_kms_key.main.id", "aws_kms_key.topics.id"),
    (design.resolved, "main.tf", "local.tags", "local.labels"),
    (design.resolved, "s3.tf", "var.image_retention_days", "var.images_retention_days"),
    (design.resolved, "iam.tf", "data.aws_iam_policy_document.states.json",
     "data.aws_iam_policy_document.state.json"),
    (design.workflow, "step_functions.tf", "ConfidenceThreshold  ", "Threshold  "),
    (design.workflow, "step_functions.tf", 'main["image_processor"]', 'main["result_saver"]'),
    (design.workflow, "step_functions.tf", "    ConfidenceThreshold            = "
     "var.rekognition_confidence_threshold\n", ""),
    (design.events, "eventbridge.tf", "  target_id = ",
     '  input_path = "$.detail"\n  target_id = '),
    (design.events, "eventbridge.tf", "event_pattern = local.upload_pattern",
     'event_pattern = "{}"'),
    (design.events, "eventbridge.tf", "retention_days   = var.event_archive_retention_days",
     "retention_days   = 1"),
    (design.events, "s3.tf", "eventbridge = true", "eventbridge = false"),
    (design.functions, "lambda.tf", '"Active"', '"PassThrough"'),
    (design.functions, "lambda.tf", "dead_letter_config", "letter_config"),
    (design.functions, "lambda.tf", '"provided.al2023"', '"python3.12"'),
    (design.settings, "lambda.tf", "RETENTION_DAYS", "RETENTION"),
    (design.settings, "lambda.tf", "NOTIFICATION_TOPIC_ARN =", "TOPIC_ARN ="),
    (design.table, "dynamodb.tf", 'attribute_name = "expires_at"', 'attribute_name = "ttl"'),
    (design.table, "dynamodb.tf", 'status-created_at-index  = "status"', ""),
    (design.table, "dynamodb.tf", 'range_key       = "created_at"', 'range_key = "image_id"'),
    (design.adapter, "dynamodb.tf", '"timings_ms",', ""),
    (design.adapter, "dynamodb.tf", "user_id-created_at-index =", "user_id-index ="),
    (design.api, "api.tf", '"/results/{image_id}"', '"/results/{id}"'),
    (design.api, "api.tf", "data_trace_enabled     = false", "data_trace_enabled     = true"),
    (design.api, "api.tf", "validate_request_body       = true", ""),
    (design.monitoring, "monitoring.tf", '"Throttles"\n', '"Invocations"\n'),
    (design.monitoring, "monitoring.tf", '"ExecutionsFailed", "ExecutionsTimedOut", '
     '"ExecutionsAborted"', '"ExecutionsAborted"'),
    (design.monitoring, "monitoring.tf", "alarm_actions       = [aws_sns_topic.alarms.arn]", ""),
    (design.monitoring, "monitoring.tf", "retention_in_days = var.log_retention_days", ""),
    (design.monitoring, "kms.tf", "kms:EncryptionContext:aws:sns:topicArn", "aws:SourceAccount"),
    (design.monitoring, "monitoring.tf", "API-Gateway-Execution-Logs_", "/aws/apigateway/errors/"),
    (design.versions, "main.tf", "~> 5.80", ">= 4"),
    (design.files, "budget.tf", "# A mail", "A = 1\n# A mail"),
    (layout.indents, "sns.tf", "  name  ", "   name  "),
    (layout.alignment, "sns.tf", "  name  ", "  name "),
)


def replaced(text, old, new):
    """Every place, so that a word that stands twice is broken too."""
    if old not in text:
        raise AssertionError(f"nothing to break: {old!r} does not stand there")
    return text.replace(old, new)


class Terraform(unittest.TestCase):
    def test_the_configuration_keeps_every_rule(self):
        tf = configuration.Configuration(FILES, TFVARS)
        for rule in security.ALL + design.ALL:
            with self.subTest(rule.__name__):
                self.assertEqual(list(rule(tf)), [])
        for rule in layout.ALL:
            with self.subTest(rule.__name__):
                self.assertEqual(list(rule(FILES)), [])

    def test_every_rule_sees_what_breaks_it(self):
        for rule, file, old, new in BROKEN:
            with self.subTest(f"{rule.__name__}: {old}"):
                files = {**FILES, file: replaced(FILES[file], old, new)}
                seen = files if rule in layout.ALL else configuration.Configuration(files, TFVARS)
                self.assertNotEqual(list(rule(seen)), [])
        awake = {rule for rule, *_ in BROKEN}
        self.assertEqual(awake, set(security.ALL + design.ALL + layout.ALL))

    def test_a_plain_text_is_no_reference(self):
        rows = (
            ("${var.a}", {("var", "a")}),
            ('"x-${local.b}-var.c"', {("local", "b")}),
            ('${f("var.a", aws_x.y[each.key].id)}', {("resource", "aws_x", "y")}),
            ('${{ a = "${data.aws_z.w.id}" }}', {("data", "aws_z", "w")}),
            ('"$${var.a}"', set()),
            ('"a \\" ${var.b}"', {("var", "b")}),
        )
        for text, want in rows:
            with self.subTest(text):
                self.assertEqual(configuration.references(text), want)

    def test_the_tool_agrees_on_the_format(self):
        tool = shutil.which("tofu") or shutil.which("terraform")
        if not tool:
            self.skipTest("neither tofu nor terraform is on the PATH")
        done = subprocess.run([tool, "fmt", "-check", "-diff", FOLDER], check=False,
                              capture_output=True, text=True, timeout=120,
                              stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_page_s_addresses(self):
        node = shutil.which("node")
        if not node:
            self.skipTest("node is not on the PATH")
        with open(os.path.join(FOLDER, "page-addresses.js"), encoding="utf-8") as file:
            script = file.read()
        script += """
            const asked = ['/', '/app', '/app/', '/app/images/1', '/app/assets/a.b.js', '/x.js',
                           '/executions'];
            console.log(asked.map((uri) => {
              const answer = handler({request: {uri}});
              if (answer.statusCode === 404) return JSON.parse(answer.body.data).code;
              return answer.statusCode ? answer.headers.location.value : answer.uri;
            }).join(' '));"""
        done = subprocess.run([node, "-e", script], check=True, capture_output=True, text=True,
                              timeout=60, stdin=subprocess.DEVNULL)
        self.assertEqual(done.stdout.split(), [
            "/app/", "/app/", "/app/index.html", "/app/index.html", "/app/assets/a.b.js",
            "NotFound", "NotFound"])

    def test_its_content_security_policy_is_that_of_the_server(self):
        with open(os.path.join(ROOT, "src", "http", "site.cpp"), encoding="utf-8") as file:
            said = re.search(r"std::string policy =(.*?);\n", file.read(), re.S)[1]
        ours = "".join(re.findall(r'"([^"]*)"', said)).split("; ")
        for part in ours:
            self.assertIn(f'"{part}', FILES["frontend.tf"])


if __name__ == "__main__":
    unittest.main()
