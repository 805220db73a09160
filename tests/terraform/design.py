"""Rules about what the deployment is: each gives its violations as sentences."""

import os
import re

from .configuration import code_of, references, strings_of
from .security import FUNCTIONS

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WORKFLOW = os.path.join(ROOT, "workflows", "image-pipeline.asl.json")

# The original's names, which `helio serve` keeps as well.
TFVARS = {"environment", "aws_region", "rekognition_confidence_threshold", "lambda_memory_size",
          "lambda_timeout", "event_archive_retention_days", "log_retention_days",
          "result_retention_days"}
OUTPUTS = {"step_functions_arn", "api_gateway_url", "bucket_name", "results_table",
           "sns_topic_arn", "frontend_url", "frontend_bucket", "frontend_distribution_id",
           "aws_region", "cognito_user_pool_id", "cognito_client_id", "cognito_domain"}
DEFAULTS = {"rekognition_confidence_threshold": 80, "lambda_memory_size": 512,
            "lambda_timeout": 60, "event_archive_retention_days": 30}


def used(tf):
    """{reference} of everything that is written, but in what declares a variable."""
    found = set()
    for file, parsed in tf.parsed.items():
        if file != "variables.tf":
            for text in strings_of(parsed):
                found |= references(text)
    return found


def variables(tf):
    """Each is described, typed, bounded and used."""
    names = {reference[1] for reference in used(tf) if reference[0] == "var"}
    for name, variable in tf.variables.items():
        if len(variable.text("description")) < 10:
            yield f"variable {name}: no description"
        if not variable.text("type"):
            yield f"variable {name}: no type"
        bounded = variable.one("validation")
        # true and false are all that a bool can be.
        if variable.text("type") != "bool":
            if ("var", name) not in references(bounded.text("condition")):
                yield f"variable {name}: no validation of it"
            if not bounded.text("error_message").endswith("."):
                yield f"variable {name}: no sentence that says what it may be"
        if name not in names:
            yield f"variable {name}: nobody uses it"
    for name, value in DEFAULTS.items():
        if tf.variables.get(name, {}).get("default") != value:
            yield f"variable {name}: its default is not {value}"


def values(tf):
    """terraform.tfvars sets what is declared, and has the original's keys."""
    for name in sorted(set(tf.tfvars) - set(tf.variables)):
        yield f"terraform.tfvars: {name} is not declared"
    for name in sorted(TFVARS - set(tf.tfvars)):
        yield f"terraform.tfvars: {name} is missing"


def outputs(tf):
    for name, output in tf.outputs.items():
        if len(output.text("description")) < 10 or "value" not in output:
            yield f"output {name}: no description, or no value"
    for name in sorted(OUTPUTS - set(tf.outputs)):
        yield f"output {name} is missing"


def resolved(tf):
    """What is named is there, and what is declared is used."""
    seen = set()
    for text in tf.strings():
        seen |= references(text)
    for reference in sorted(seen):
        kind, *name = reference
        there = {"var": tf.variables, "local": tf.locals, "data": tf.data,
                 "resource": tf.resources}[kind]
        if (tuple(name) if len(name) == 2 else name[0]) not in there:
            yield f"{'.'.join(reference)}: there is no such thing"
    for name in sorted(set(tf.locals) - {each[1] for each in seen if each[0] == "local"}):
        yield f"local.{name}: nobody uses it"
    for of, name in tf.data:
        if ("data", of, name) not in seen:
            yield f"data.{of}.{name}: nobody uses it"


def workflow(tf):
    """The workflow file's placeholders are all filled, each by its function, and nothing else."""
    with open(WORKFLOW, encoding="utf-8") as file:
        wanted = set(re.findall(r"\$\{(\w+)\}", file.read()))
    machine = tf.of_type("aws_sfn_state_machine")["pipeline"]
    definition = machine.text("definition")
    filled = dict(re.findall(r"(\w+)\s*=\s*([^,}\n]+)", definition))
    if "../workflows/image-pipeline.asl.json" not in definition:
        yield "aws_sfn_state_machine.pipeline: not the workflow of workflows/"
    for name in sorted(wanted ^ set(filled)):
        yield f"aws_sfn_state_machine.pipeline: the placeholder {name} is on one side only"
    functions = {"ValidateImage": "image_processor", "AnalyzeImage": "rekognition_analyzer",
                 "SaveResults": "result_saver", "NotificationHandler": "notification_handler"}
    for name, function in functions.items():
        value = filled.get(name + "FunctionArn", "").strip()
        if value != f'aws_lambda_function.main["{function}"].arn':
            yield f"aws_sfn_state_machine.pipeline: {name} is not {function}"
    if filled.get("ConfidenceThreshold", "").strip() != "var.rekognition_confidence_threshold":
        yield "aws_sfn_state_machine.pipeline: the threshold is not the one that is set"
    if machine.one("logging_configuration").get("include_execution_data") is not False:
        yield "aws_sfn_state_machine.pipeline: what is found in images goes into the log"
    if machine.one("tracing_configuration").get("enabled") is not True:
        yield "aws_sfn_state_machine.pipeline: not traced"


def events(tf):
    """The whole event starts the workflow; the archive has the same events, for 30 days."""
    rule = tf.of_type("aws_cloudwatch_event_rule")["uploads"]
    target = tf.of_type("aws_cloudwatch_event_target")["pipeline"]
    archive = tf.of_type("aws_cloudwatch_event_archive")["uploads"]
    if rule.get("event_pattern") != archive.get("event_pattern"):
        yield "aws_cloudwatch_event_archive.uploads: keeps other events than start the workflow"
    if archive.text("retention_days") != "${var.event_archive_retention_days}":
        yield "aws_cloudwatch_event_archive.uploads: not kept as long as is set"
    if "data.aws_cloudwatch_event_bus.default" not in archive.text("event_source_arn"):
        yield "aws_cloudwatch_event_archive.uploads: not of the bus that S3 tells"
    if target.text("arn") != "${aws_sfn_state_machine.pipeline.arn}" or "role_arn" not in target:
        yield "aws_cloudwatch_event_target.pipeline: does not start the workflow"
    for change in ("input", "input_path", "input_transformer"):
        if change in target:
            yield f"aws_cloudwatch_event_target.pipeline: {change} changes the event"
    for name, other in tf.of_type("aws_cloudwatch_event_target").items():
        if not other.one("dead_letter_config"):
            yield f"aws_cloudwatch_event_target.{name}: what fails is lost"
    if tf.of_type("aws_s3_bucket_notification")["images"].get("eventbridge") is not True:
        yield "aws_s3_bucket_notification.images: S3 tells EventBridge nothing"


def functions(tf):
    """As the issue has them: runtime, limits, dead letters, traces, logs."""
    wanted = {"timeout": "${var.lambda_timeout}", "filename": "var.lambda_package",
              "runtime": '"provided.al2023"', "handler": "each.key",
              "memory_size": "var.lambda_memory_size", "source_code_hash": "filebase64sha256",
              "reserved_concurrent_executions": "var.lambda_concurrency"}
    for name, function in tf.of_type("aws_lambda_function").items():
        for attribute, text in wanted.items():
            if text not in function.text(attribute):
                yield f"aws_lambda_function.{name}: {attribute} is not {text}"
        if "dead_letters" not in function.one("dead_letter_config").text("target_arn"):
            yield f"aws_lambda_function.{name}: no dead letters"
        if function.one("tracing_config").text("mode") != "Active":
            yield f"aws_lambda_function.{name}: not traced"
        if function.one("logging_config").text("log_format") != "JSON":
            yield f"aws_lambda_function.{name}: its log is no JSON"
        if "aws_cloudwatch_log_group.function" not in function.one("logging_config").text(
                "log_group"):
            yield f"aws_lambda_function.{name}: its log has no group with an end"


def settings(tf):
    """Each function is told what apps/lambda asks for, and nothing that nobody reads."""
    path = os.path.join(ROOT, "apps", "lambda", "wiring.cpp")
    with open(path, encoding="utf-8") as file:
        wiring = file.read()
    makers = dict(re.findall(r"::make_(\w+)\(Variables const&[^{]*\{(.*?)\n\}", wiring, re.S))
    results = re.search(r"::open_results\(Variables const&[^{]*\{(.*?)\n\}", wiring, re.S)[1]
    for function in sorted(FUNCTIONS):
        body = makers[function] + (results if "open_results" in makers[function] else "")
        told = set(tf.locals["functions"].get(function, {}).get("environment", {}))
        for name in sorted(set(re.findall(r'required\("(\w+)"', body)) - told):
            yield f"local.functions: {function} is not told {name}"
        for name in sorted(told - set(re.findall(r'"([A-Z_]+)"', body))):
            if not name.startswith("__"):
                yield f"local.functions: {function} does not read {name}"


def table(tf):
    """The keys that the adapter asks by, and records that go when their time is over."""
    results = tf.of_type("aws_dynamodb_table")["results"]
    if results.text("hash_key") != "image_id" or "range_key" in results:
        yield "aws_dynamodb_table.results: its key is not image_id"
    if results.one("ttl") != {"attribute_name": '"expires_at"', "enabled": True,
                              "__is_block__": True}:
        yield "aws_dynamodb_table.results: records never expire"
    if results.one("point_in_time_recovery").get("enabled") is not True:
        yield "aws_dynamodb_table.results: no way back"
    if "deletion_protection_enabled" not in results:
        yield "aws_dynamodb_table.results: one wrong command deletes it"
    indexes = {name: value.strip('"') for name, value in tf.locals["results_indexes"].items()
               if not name.startswith("__")}
    wanted = {"created_at-index": "record_type", "user_id-created_at-index": "user_id",
              "status-created_at-index": "status"}
    if indexes != wanted:
        yield f"local.results_indexes: {indexes}, not {wanted}"
    index = results.one("global_secondary_index")
    if index.text("range_key") != "created_at" or index.text("projection_type") != "INCLUDE":
        yield "aws_dynamodb_table.results: indexes are not in the order of time"
    keys = {"image_id", "created_at", *wanted.values()}
    if {each.text("name") for each in results.all("attribute")} != keys:
        yield f"aws_dynamodb_table.results: declares other attributes than its keys, {keys}"


def api(tf):
    """Three routes at the stage prod; throttled, logged, traced, and what comes is looked at."""
    routes = code_and_texts(tf.locals.get("routes"))
    for path in ("/upload-url", "/results", "/results/{image_id}"):
        if f'"{path}"' not in routes:
            yield f"local.routes: no {path}"
    if len(re.findall(r'"(?:GET|POST|PUT|DELETE)"', routes)) != 3:
        yield "local.routes: other than three"
    stage = tf.of_type("aws_api_gateway_stage")["prod"]
    if stage.text("stage_name") != "prod" or stage.get("xray_tracing_enabled") is not True:
        yield "aws_api_gateway_stage.prod: another name, or not traced"
    if "destination_arn" not in stage.one("access_log_settings"):
        yield "aws_api_gateway_stage.prod: no access log"
    settings = tf.of_type("aws_api_gateway_method_settings")["all"].one("settings")
    for limit in ("throttling_rate_limit", "throttling_burst_limit"):
        if "var.api_throttle" not in settings.text(limit):
            yield f"aws_api_gateway_method_settings.all: no {limit}"
    if settings.get("data_trace_enabled") is not False:
        yield "aws_api_gateway_method_settings.all: bodies go into the log"
    validator = tf.of_type("aws_api_gateway_request_validator")["main"]
    for what in ("validate_request_body", "validate_request_parameters"):
        if validator.get(what) is not True:
            yield f"aws_api_gateway_request_validator.main: {what} is off"
    route = tf.of_type("aws_api_gateway_method")["route"]
    if "aws_api_gateway_request_validator.main" not in route.text("request_validator_id"):
        yield "aws_api_gateway_method.route: what comes is not looked at"
    if "aws_api_gateway_integration_response" not in tf.of_type(
            "aws_api_gateway_deployment")["main"].text("triggers") + repr(
                tf.of_type("aws_api_gateway_deployment")["main"]):
        yield "aws_api_gateway_deployment.main: changes are not deployed"


def adapter(tf):
    """The table's indexes are those that the adapter asks, with what it reads from them."""
    path = os.path.join(ROOT, "src", "adapters", "awscloud", "result_store.hpp")
    with open(path, encoding="utf-8") as file:
        header = file.read()
    asked = set(re.findall(r'k\w+Index = "([^"]+)"', header))
    if asked != {name for name in tf.locals["results_indexes"] if not name.startswith("__")}:
        yield f"local.results_indexes: the adapter asks {sorted(asked)}"
    read = set(re.findall(r'"(\w+)"', re.search(r"kProjected = \{(.*?)\};", header, re.S)[1]))
    if read != {name.strip('"') for name in tf.locals["results_projected"]}:
        yield f"local.results_projected: the adapter reads {sorted(read)}"


def code_and_texts(value):
    return " ".join(strings_of(value)) if value is not None else ""


def monitoring(tf):
    """Alarms on what the issue names, told to somebody; logs that end; the dashboard's widgets."""
    alarms = code_and_texts(tf.locals.get("alarms"))
    for metric in ("Errors", "Throttles", "Duration", "ApproximateNumberOfMessagesVisible",
                   "ExecutionsFailed", "ExecutionsTimedOut", "ExecutionTime", "5XXError",
                   "Latency", "FailedInvocations", "ThrottledRequests"):
        if f'"{metric}"' not in alarms:
            yield f"local.alarms: none on {metric}"
    if alarms.count("in local.function_names") != 3:
        yield "local.alarms: not errors, throttles and latency of every function"
    alarm = tf.of_type("aws_cloudwatch_metric_alarm")["main"]
    if alarm.get("for_each") != "${local.alarms}":
        yield "aws_cloudwatch_metric_alarm.main: not one for each of local.alarms"
    if alarm.texts("alarm_actions") != ["${aws_sns_topic.alarms.arn}"]:
        yield "aws_cloudwatch_metric_alarm.main: rings unheard"
    for name, statement in tf.documents():
        told = any("cloudwatch.amazonaws.com" in principal.texts("identifiers")
                   for principal in statement.all("principals"))
        if told and "kms:Decrypt" in statement.texts("actions") and any(
                condition.text("variable").startswith("aws:Source")
                for condition in statement.all("condition")):
            yield f"{name}: CloudWatch does not tell a key for whom it asks: alarms are lost"
    for name, group in tf.of_type("aws_cloudwatch_log_group").items():
        if group.text("retention_in_days") != "${var.log_retention_days}":
            yield f"aws_cloudwatch_log_group.{name}: kept for good"
    groups = [group.text("name") for group in tf.of_type("aws_cloudwatch_log_group").values()]
    if not any(name.startswith("API-Gateway-Execution-Logs_") for name in groups):
        yield "aws_cloudwatch_log_group: API Gateway makes its own for errors, which never ends"
    if tf.of_type("aws_cloudwatch_log_group")["function"].get("for_each") != "${local.functions}":
        yield "aws_cloudwatch_log_group.function: not one for each function"
    widgets = code_and_texts(tf.locals.get("widgets"))
    for namespace in ("AWS/States", "AWS/Lambda", "AWS/DynamoDB"):
        if namespace not in widgets:
            yield f"local.widgets: nothing of {namespace}"


def versions(tf):
    """Terraform and the providers are pinned to what was looked at."""
    terraform = tf.parsed["main.tf"]["terraform"][0]
    if not re.search(r">= [\d.]+, < \d", terraform.get("required_version", "")):
        yield "main.tf: required_version has no upper bound"
    providers = code_and_texts(terraform["required_providers"])
    for name, version in (("aws", "~> 5."), ("random", "~> 3.")):
        if f"hashicorp/{name}" not in providers or version not in providers:
            yield f"main.tf: the provider {name} is not {version}"


def files(tf):
    """File by file as the issue lists them."""
    wanted = """main s3 dynamodb eventbridge step_functions lambda api iam monitoring sns cognito
        cloudtrail vpc replication frontend budget variables outputs""".split()
    for name in wanted:
        if name + ".tf" not in tf.files:
            yield f"{name}.tf is missing"
    for name in FUNCTIONS:
        if not re.search(rf"\b{name}\b", tf.files.get("lambda.tf", "")):
            yield f"lambda.tf: no {name}"
    for file, text in tf.files.items():
        if not text.startswith("# "):
            yield f"{file}: does not begin with what it is for"
        for text in strings_of(tf.parsed[file]):
            if "count.index" in code_of(text) and file != "vpc.tf":
                yield f"{file}: numbered by place"


ALL = (variables, values, outputs, resolved, workflow, events, functions,
       settings, table, adapter, api, monitoring, versions, files)
