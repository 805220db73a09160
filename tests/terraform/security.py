"""Rules about who may do what, and how things are kept. Each gives its violations as sentences."""

import functools
import glob
import os
import re
import sys

from .configuration import COMMENT, CACHE, strings_of

FUNCTIONS = {"presigned_url_generator", "image_processor", "rekognition_analyzer", "result_saver",
             "notification_handler", "result_viewer"}

# Documents whose statements name "*" as their resource, with the actions' services: why.
KEY = "in a key's policy it is that key"
WILDCARDS = {
    ("key", "kms"): KEY,
    ("function_base", "xray"): "traces have no resources",
    ("rekognition_analyzer", "rekognition"): "Detect… have no resources",
    ("states", "logs"): "log deliveries have no resources",
    ("states", "xray"): "traces have no resources",
    ("api_logs", "logs"): "API Gateway asks for all groups before it takes the role",
    ("function_vpc", "ec2"): "Lambda asks for all interfaces before it makes one",
    ("endpoint", "dynamodb rekognition s3 sns"): "an endpoint only narrows what roles allow",
}

# All that each function may do besides its log, traces and dead letters. Who gives one more says
# so here too.
RIGHTS = {
    "presigned_url_generator": "kms:GenerateDataKey s3:PutObject",
    "image_processor": "dynamodb:GetItem dynamodb:PutItem kms:Decrypt s3:GetObject "
                       "s3:GetObjectVersion s3:ListBucket",
    "rekognition_analyzer": "kms:Decrypt kms:GenerateDataKey rekognition:DetectFaces "
                            "rekognition:DetectLabels rekognition:DetectModerationLabels "
                            "rekognition:DetectText s3:GetObject s3:GetObjectVersion "
                            "s3:ListBucket s3:PutObject",
    "result_saver": "dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem kms:Decrypt "
                    "s3:GetObject s3:GetObjectVersion s3:ListBucket",
    "notification_handler": "kms:Decrypt kms:GenerateDataKey sns:Publish",
    "result_viewer": "dynamodb:BatchGetItem dynamodb:GetItem dynamodb:Query kms:Decrypt",
}

# IAM's actions that are no operation of the service, or go by another name there.
NOT_OPERATIONS = {
    "kms": {"ReEncryptFrom", "ReEncryptTo"},
    "lambda": {"InvokeFunction"},
    "logs": {"CreateLogDelivery", "DeleteLogDelivery", "GetLogDelivery", "ListLogDeliveries",
             "UpdateLogDelivery"},
    "s3": {"GetObjectVersion", "GetObjectVersionAcl", "GetObjectVersionForReplication",
           "GetObjectVersionTagging", "GetReplicationConfiguration", "ListBucket",
           "ReplicateDelete", "ReplicateObject", "ReplicateTags"},
}
MODELS = {"states": "stepfunctions"}  # IAM's prefix -> botocore's name


def is_deny(statement):
    return statement.text("effect") == "Deny"


def own_roles(tf):
    """Each function has a role and policies that are its own."""
    functions = tf.of_type("aws_lambda_function")
    if set(tf.locals.get("functions", {})) - {"__comments__"} != FUNCTIONS:
        yield "local.functions: not the six functions"
    for name, function in functions.items():
        role = re.search(r"aws_iam_role\.(\w+)\[each\.key\]\.arn", function.text("role"))
        if not role:
            yield f"aws_lambda_function.{name}: its role is shared"
            continue
        if tf.of_type("aws_iam_role")[role[1]].get("for_each") != function.get("for_each"):
            yield f"aws_iam_role.{role[1]}: not one for each function"
    policies = tf.locals.get("function_policies", {})
    for function in sorted(FUNCTIONS):
        if policies.get(function) != f"${{data.aws_iam_policy_document.{function}.json}}":
            yield f"local.function_policies: {function} has not the policy of its name"


def actions(tf):
    """Every action is named in full; only a refusal may say all."""
    for name, statement in tf.documents():
        if not statement.texts("actions") or statement.get("not_actions"):
            yield f"{name}: a statement without a list of actions"
        for action in statement.texts("actions"):
            if "*" in action and not is_deny(statement):
                yield f"{name}: allows {action}"
    for (of, name), body in tf.resources.items():
        for attribute in ("policy", "assume_role_policy"):
            if "jsonencode" in body.text(attribute) or "<<" in body.text(attribute):
                yield f"{of}.{name}: a policy that is no aws_iam_policy_document"


def least_privilege(tf):
    """Each function may do what it does, and the key's use is bound to the service it calls."""
    for function, rights in RIGHTS.items():
        allowed = {action for name, statement in tf.documents() if name == function
                   for action in statement.texts("actions")}
        if allowed != set(rights.split()):
            yield f"{function}: {sorted(allowed ^ set(rights.split()))} is on one side only"
    for name, statement in tf.documents():
        ours = name in RIGHTS or name in ("function_base", "replicate")
        if ours and any(action.startswith("kms:") for action in statement.texts("actions")):
            if not any(condition.text("variable") == "kms:ViaService"
                       for condition in statement.all("condition")):
                yield f"{name}: uses the key for anything"


def wildcard_resources(tf):
    """"*" as a resource needs a place in WILDCARDS, and a comment where it stands."""
    for name, statement in tf.documents():
        if is_deny(statement) or "*" not in statement.texts("resources"):
            continue
        services = " ".join(sorted({action.split(":")[0] for action in statement.texts("actions")}))
        if (name, services) not in WILDCARDS:
            yield f'{name}: allows {services} on "*" and no reason is known'
    for file, text in tf.files.items():
        lines = text.splitlines()
        for number, line in enumerate(lines):
            if re.search(r'resources\s*=\s*\["\*"\]', line):
                start = max(above for above in range(number)
                            if re.search(r"statement|content \{", lines[above]))
                if not any(COMMENT.match(above) for above in lines[max(start - 6, 0):number]):
                    yield f'{file}:{number + 1}: "*" without a comment'


@functools.cache
def operations(service):
    """The names of a service's operations, or None where the models know no such service."""
    sys.path += glob.glob(os.path.join(CACHE, "test-venv", "lib", "python3*", "site-packages"))
    import botocore.loaders  # pylint: disable=import-outside-toplevel,import-error
    try:
        model = botocore.loaders.Loader().load_service_model(MODELS.get(service, service),
                                                             "service-2")
    except botocore.exceptions.UnknownServiceError:
        return None
    return set(model["operations"])


def known_actions(tf):
    """Every action exists: a misspelt one allows nothing, and nobody hears of it."""
    for name, statement in tf.documents():
        for action in statement.texts("actions"):
            service, _, operation = action.partition(":")
            if operation == "*" and is_deny(statement):
                continue
            known = operations(service)
            if known is None or operation not in known | NOT_OPERATIONS.get(service, set()):
                yield f"{name}: there is no action {action}"


def encrypted(tf):
    """Every store has a key, and it is ours where the service can use one."""
    ours = {"aws_sqs_queue": "kms_master_key_id", "aws_sns_topic": "kms_master_key_id",
            "aws_cloudwatch_log_group": "kms_key_id", "aws_lambda_function": "kms_key_arn",
            "aws_cloudtrail": "kms_key_id"}
    for (of, name), body in tf.resources.items():
        if of in ours and not re.search(r"aws_kms_key\.main\.(arn|id)", body.text(ours[of])):
            yield f"{of}.{name}: not encrypted with our key"
        if of == "aws_kms_key" and body.get("enable_key_rotation") is not True:
            yield f"{of}.{name}: the key is never changed"
    for name, table in tf.of_type("aws_dynamodb_table").items():
        encryption = table.one("server_side_encryption")
        if encryption.get("enabled") is not True or "kms_key_arn" not in encryption:
            yield f"aws_dynamodb_table.{name}: not encrypted with our key"
        if not table.one("replica").get("kms_key_arn"):
            yield f"aws_dynamodb_table.{name}: its copy is not encrypted with our key"
    text = tf.locals.get("buckets", "")
    for bucket in ("images", "derived", "trail"):
        if not re.search(bucket + r" = \{\s*kms = true", text):
            yield f"the bucket {bucket} is not encrypted with our key"


def buckets(tf):
    """Every bucket is encrypted, versioned, closed to the public, and reached by TLS alone."""
    parts = ("public_access_block", "ownership_controls", "versioning",
             "server_side_encryption_configuration", "lifecycle_configuration", "policy")
    for name, bucket in tf.of_type("aws_s3_bucket").items():
        for part in parts:
            body = tf.of_type("aws_s3_bucket_" + part).get(name)
            if body is None:
                yield f"aws_s3_bucket.{name}: no aws_s3_bucket_{part}"
            elif "for_each" in bucket and body.get("for_each") not in (
                    f"${{aws_s3_bucket.{name}}}", bucket["for_each"]):
                yield f"aws_s3_bucket_{part}.{name}: not for each bucket"
            elif body.get("count") != bucket.get("count"):
                yield f"aws_s3_bucket_{part}.{name}: not there where the bucket is"
    for name, block in tf.of_type("aws_s3_bucket_public_access_block").items():
        for way in ("block_public_acls", "block_public_policy", "ignore_public_acls",
                    "restrict_public_buckets"):
            if block.get(way) is not True:
                yield f"aws_s3_bucket_public_access_block.{name}: {way} is not set"
    for name, block in tf.of_type("aws_s3_bucket_versioning").items():
        if block.one("versioning_configuration").text("status") != "Enabled":
            yield f"aws_s3_bucket_versioning.{name}: off"


def tls_alone(tf):
    """Buckets, queues and topics refuse what comes without TLS."""
    refusing = {name for name, statement in tf.documents()
                if is_deny(statement) and any(
                    condition.text("variable") == "aws:SecureTransport"
                    and condition.texts("values") == ["false"]
                    for condition in statement.all("condition"))}
    for name in sorted({"bucket", "replica_bucket", "dead_letters", "topic"} - refusing):
        yield f"{name}: takes what comes without TLS"
    for name, page in tf.of_type("aws_cloudfront_distribution").items():
        for behaviour in page.all("default_cache_behavior") + page.all("ordered_cache_behavior"):
            if behaviour.text("viewer_protocol_policy") not in ("https-only", "redirect-to-https"):
                yield f"aws_cloudfront_distribution.{name}: serves without TLS"


def strangers(tf):
    """Whoever is let in is named; everybody only where a condition says whom."""
    for name, statement in tf.documents():
        everybody = any("*" in principal.texts("identifiers")
                        for principal in statement.all("principals"))
        if everybody and not statement.all("condition"):
            yield f"{name}: lets everybody in"
    for (of, name), body in tf.resources.items():
        if any("0.0.0.0/0" in text or "::/0" in text for text in strings_of(dict(body))):
            yield f"{of}.{name}: open to every address"
    for name, permission in tf.of_type("aws_lambda_permission").items():
        if "/prod/" not in permission.text("source_arn"):
            yield f"aws_lambda_permission.{name}: not for our API's stage alone"
    for name, method in tf.of_type("aws_api_gateway_method").items():
        if name != "preflight" and method.text("authorization") != "${var.api_authorization}":
            yield f"aws_api_gateway_method.{name}: not guarded by api_authorization"
    if tf.variables["api_authorization"].text("default") != "COGNITO_USER_POOLS":
        yield "api_authorization: the API is open unless somebody closes it"


def nobodys_own(tf):
    """No account and no region stands in the configuration itself."""
    for file, text in tf.files.items():
        if file == "variables.tf":
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(r"(?<!\d)\d{12}(?!\d)", line):
                yield f"{file}:{number}: an account's number"
            if re.search(r"\b(us|eu|ap|sa|ca|me|af|il|cn)-[a-z]+(-[a-z]+)?-\d\b", line):
                yield f"{file}:{number}: a region's name"
            if re.search(r"arn:aws[:-]", line):
                yield f"{file}:{number}: a partition's name"


ALL = (own_roles, actions, least_privilege, wildcard_resources, known_actions, encrypted, buckets,
       tls_alone, strangers, nobodys_own)
