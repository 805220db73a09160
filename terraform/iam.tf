# Who may do what. Each function has a role of its own, which allows what that function calls and
# no more; each service that acts for us has one too.
#
# Where a resource is "*", AWS offers no narrower one for the action; the comment says so.

locals {
  images  = aws_s3_bucket.main["images"].arn
  derived = aws_s3_bucket.main["derived"].arn
  results = aws_dynamodb_table.results.arn

  # Written out: the machine itself waits for the roles.
  pipeline_arn = "arn:${local.partition}:states:${var.aws_region}:${local.account_id}:stateMachine:${local.pipeline_name}"
}

data "aws_iam_policy_document" "assume_lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "function" {
  for_each = local.functions

  name               = "${local.name}-${each.key}"
  description        = each.value.description
  assume_role_policy = data.aws_iam_policy_document.assume_lambda.json
}

# What every function does: its log, its traces, its dead letters.
data "aws_iam_policy_document" "function_base" {
  for_each = local.functions

  # The streams of its own log group.
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.function[each.key].arn}:*"]
  }

  # X-Ray knows no resources for traces: AWS forces "*".
  statement {
    sid       = "Traces"
    actions   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    resources = ["*"]
  }

  statement {
    sid       = "DeadLetters"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.dead_letters["functions"].arn]
  }

  statement {
    sid       = "KeyOfDeadLetters"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.main.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["sqs.${var.aws_region}.${local.dns_suffix}"]
    }
  }
}

resource "aws_iam_role_policy" "function_base" {
  for_each = local.functions

  name   = "base"
  role   = aws_iam_role.function[each.key].id
  policy = data.aws_iam_policy_document.function_base[each.key].json
}

# It signs uploads with its own rights, so it has the right to upload, and none to read.
data "aws_iam_policy_document" "presigned_url_generator" {
  statement {
    sid       = "Upload"
    actions   = ["s3:PutObject"]
    resources = ["${local.images}/uploads/*"]
  }

  statement {
    sid       = "KeyOfImages"
    actions   = ["kms:GenerateDataKey"]
    resources = [aws_kms_key.main.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${var.aws_region}.${local.dns_suffix}"]
    }
  }
}

data "aws_iam_policy_document" "image_processor" {
  statement {
    sid       = "ReadImages"
    actions   = ["s3:GetObject", "s3:GetObjectVersion"]
    resources = ["${local.images}/uploads/*"]
  }

  # Without it S3 says of an image that is gone "403" instead of "404".
  statement {
    sid       = "KnowThatAnImageIsGone"
    actions   = ["s3:ListBucket"]
    resources = [local.images]
  }

  statement {
    sid       = "Record"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [local.results]
  }

  statement {
    sid       = "KeyOfImagesAndResults"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.main.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values = [
        "dynamodb.${var.aws_region}.${local.dns_suffix}",
        "s3.${var.aws_region}.${local.dns_suffix}",
      ]
    }
  }
}

data "aws_iam_policy_document" "rekognition_analyzer" {
  # Rekognition reads the image in S3 with this role's rights.
  statement {
    sid       = "ReadImages"
    actions   = ["s3:GetObject", "s3:GetObjectVersion"]
    resources = ["${local.images}/uploads/*"]
  }

  # As for image_processor.
  statement {
    sid       = "KnowThatAnImageIsGone"
    actions   = ["s3:ListBucket"]
    resources = [local.images]
  }

  statement {
    sid       = "SpillLargeAnalyses"
    actions   = ["s3:PutObject"]
    resources = ["${local.derived}/derived/*"]
  }

  statement {
    sid       = "KeyOfImagesAndAnalyses"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.main.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${var.aws_region}.${local.dns_suffix}"]
    }
  }

  # These four know no resources: AWS forces "*". With models of one's own none is needed.
  dynamic "statement" {
    for_each = var.analyzer == "rekognition" ? ["Rekognition"] : []

    content {
      sid = statement.value
      actions = [
        "rekognition:DetectFaces", "rekognition:DetectLabels",
        "rekognition:DetectModerationLabels", "rekognition:DetectText",
      ]
      resources = ["*"]
    }
  }
}

data "aws_iam_policy_document" "result_saver" {
  # It looks whether the image is still there, and reads what was spilled.
  statement {
    sid     = "LookAtImagesAndAnalyses"
    actions = ["s3:GetObject", "s3:GetObjectVersion"]
    resources = [
      "${local.derived}/derived/*",
      "${local.images}/uploads/*",
    ]
  }

  # As for image_processor.
  statement {
    sid       = "KnowThatTheyAreGone"
    actions   = ["s3:ListBucket"]
    resources = [local.derived, local.images]
  }

  # It takes a record away again where the image was deleted meanwhile.
  statement {
    sid       = "Record"
    actions   = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [local.results]
  }

  statement {
    sid       = "KeyOfImagesAndResults"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.main.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values = [
        "dynamodb.${var.aws_region}.${local.dns_suffix}",
        "s3.${var.aws_region}.${local.dns_suffix}",
      ]
    }
  }
}

data "aws_iam_policy_document" "notification_handler" {
  statement {
    sid       = "Tell"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.notifications.arn]
  }

  statement {
    sid       = "KeyOfTheTopic"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.main.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["sns.${var.aws_region}.${local.dns_suffix}"]
    }
  }
}

data "aws_iam_policy_document" "result_viewer" {
  statement {
    sid       = "ReadRecords"
    actions   = ["dynamodb:BatchGetItem", "dynamodb:GetItem"]
    resources = [local.results]
  }

  statement {
    sid       = "AskIndexes"
    actions   = ["dynamodb:Query"]
    resources = [for index in keys(local.results_indexes) : "${local.results}/index/${index}"]
  }

  statement {
    sid       = "KeyOfResults"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.main.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["dynamodb.${var.aws_region}.${local.dns_suffix}"]
    }
  }
}

locals {
  function_policies = {
    presigned_url_generator = data.aws_iam_policy_document.presigned_url_generator.json
    image_processor         = data.aws_iam_policy_document.image_processor.json
    rekognition_analyzer    = data.aws_iam_policy_document.rekognition_analyzer.json
    result_saver            = data.aws_iam_policy_document.result_saver.json
    notification_handler    = data.aws_iam_policy_document.notification_handler.json
    result_viewer           = data.aws_iam_policy_document.result_viewer.json
  }
}

resource "aws_iam_role_policy" "function" {
  for_each = local.functions

  name   = "own"
  role   = aws_iam_role.function[each.key].id
  policy = local.function_policies[each.key]
}

# In a network of its own (vpc.tf) Lambda gives a function network interfaces in its name.
data "aws_iam_policy_document" "function_vpc" {
  statement {
    sid = "NetworkInterfaces"
    # Lambda demands these for "*": which interfaces it makes is known only afterwards.
    actions = [
      "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
    ]
    resources = ["*"]
  }

  # Lambda itself does it; the function's own code must not. The "*" is a refusal's.
  statement {
    sid    = "NotByTheFunctionItself"
    effect = "Deny"
    actions = [
      "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
    ]
    resources = ["*"]

    condition {
      test     = "ArnLike"
      variable = "lambda:SourceFunctionArn"
      values   = ["arn:${local.partition}:lambda:${var.aws_region}:${local.account_id}:function:*"]
    }
  }
}

resource "aws_iam_role_policy" "function_vpc" {
  for_each = var.enable_vpc ? local.functions : {}

  name   = "network"
  role   = aws_iam_role.function[each.key].id
  policy = data.aws_iam_policy_document.function_vpc.json
}

# The services that act for us: which, and what their role allows.
locals {
  services = merge(
    {
      states = { principal = "states", policy = data.aws_iam_policy_document.states.json }
      events = { principal = "events", policy = data.aws_iam_policy_document.events.json }
    },
    var.enable_replication ? {
      forward   = { principal = "events", policy = data.aws_iam_policy_document.forward[0].json }
      replicate = { principal = "s3", policy = data.aws_iam_policy_document.replicate[0].json }
    } : {},
    var.enable_vpc ? {
      network = { principal = "vpc-flow-logs", policy = data.aws_iam_policy_document.network[0].json }
    } : {},
  )
}

data "aws_iam_policy_document" "assume_service" {
  for_each = toset(["states", "events", "s3", "vpc-flow-logs"])

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["${each.key}.amazonaws.com"]
    }

    # Not for somebody else's state machine, rule or network. S3 does not say for whom it replicates.
    dynamic "condition" {
      for_each = each.key == "s3" ? [] : [local.account_id]

      content {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [condition.value]
      }
    }
  }
}

resource "aws_iam_role" "service" {
  for_each = local.services

  name               = "${local.name}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.assume_service[each.value.principal].json
}

resource "aws_iam_role_policy" "service" {
  for_each = local.services

  name   = "own"
  role   = aws_iam_role.service[each.key].id
  policy = each.value.policy
}

data "aws_iam_policy_document" "states" {
  statement {
    sid     = "InvokeTheFourSteps"
    actions = ["lambda:InvokeFunction"]
    resources = [
      for name in ["image_processor", "rekognition_analyzer", "result_saver", "notification_handler"] :
      aws_lambda_function.main[name].arn
    ]
  }

  # Step Functions sets up the delivery of its logs; these know no resources: AWS forces "*".
  statement {
    sid = "LogDelivery"
    actions = [
      "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups",
      "logs:DescribeResourcePolicies", "logs:GetLogDelivery", "logs:ListLogDeliveries",
      "logs:PutResourcePolicy", "logs:UpdateLogDelivery",
    ]
    resources = ["*"]
  }

  # X-Ray knows no resources for traces: AWS forces "*".
  statement {
    sid = "Traces"
    actions = [
      "xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords",
      "xray:PutTraceSegments",
    ]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "events" {
  statement {
    sid       = "StartThePipeline"
    actions   = ["states:StartExecution"]
    resources = [local.pipeline_arn]
  }
}
