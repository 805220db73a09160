# The six functions. One program, apps/lambda, is all of them: the handler's name says which.

locals {
  # What each function is told. Every name is read in apps/lambda/wiring.cpp.
  functions = {
    presigned_url_generator = {
      description = "POST /upload-url: a URL that takes one upload"
      environment = {
        IMAGE_BUCKET      = aws_s3_bucket.main["images"].id
        UPLOAD_URL_EXPIRY = tostring(var.upload_url_expiry)
      }
    }
    image_processor = {
      description = "ValidateImage: is it a picture that is taken?"
      environment = {
        RESULTS_TABLE = aws_dynamodb_table.results.name
      }
    }
    rekognition_analyzer = {
      description = "AnalyzeWithRekognition: labels, faces, text, moderation, properties"
      environment = {
        DERIVED_BUCKET = aws_s3_bucket.main["derived"].id
        ANALYZER       = var.analyzer
      }
    }
    result_saver = {
      description = "SaveResults: the record as the workflow ends with it"
      environment = {
        RESULTS_TABLE  = aws_dynamodb_table.results.name
        RETENTION_DAYS = tostring(var.result_retention_days)
      }
    }
    notification_handler = {
      description = "ParallelNotifications: tells the topic's subscribers"
      environment = {
        NOTIFICATION_TOPIC_ARN = aws_sns_topic.notifications.arn
      }
    }
    result_viewer = {
      description = "GET /results and GET /results/{image_id}"
      environment = {
        RESULTS_TABLE = aws_dynamodb_table.results.name
        CURSOR_SECRET = random_password.cursors.result
      }
    }
  }

  # Own models need OpenVINO and the model pack, which only a container image has room for.
  container_functions = var.analyzer == "models" ? ["rekognition_analyzer"] : []
}

# Signs the cursors of GET /results. It stands in the state: keep that encrypted.
resource "random_password" "cursors" {
  length  = 40
  special = false
}

resource "aws_lambda_function" "main" {
  for_each = local.functions

  function_name = "${local.name}-${each.key}"
  description   = each.value.description
  role          = aws_iam_role.function[each.key].arn
  architectures = [var.lambda_architecture]

  package_type     = contains(local.container_functions, each.key) ? "Image" : "Zip"
  image_uri        = contains(local.container_functions, each.key) ? var.analyzer_image_uri : null
  filename         = contains(local.container_functions, each.key) ? null : var.lambda_package
  source_code_hash = contains(local.container_functions, each.key) ? null : filebase64sha256(var.lambda_package)
  runtime          = contains(local.container_functions, each.key) ? null : "provided.al2023"
  handler          = contains(local.container_functions, each.key) ? null : each.key

  memory_size                    = contains(local.container_functions, each.key) ? var.analyzer_memory_size : var.lambda_memory_size
  timeout                        = var.lambda_timeout
  reserved_concurrent_executions = lookup(var.lambda_concurrency, each.key, -1)
  kms_key_arn                    = aws_kms_key.main.arn

  environment {
    variables = each.value.environment
  }

  dynamic "image_config" {
    for_each = contains(local.container_functions, each.key) ? [each.key] : []

    content {
      command = [image_config.value]
    }
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.dead_letters["functions"].arn
  }

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.function[each.key].name
    application_log_level = var.log_level
    system_log_level      = "WARN"
  }

  dynamic "vpc_config" {
    for_each = aws_security_group.functions

    content {
      subnet_ids         = aws_subnet.private[*].id
      security_group_ids = [vpc_config.value.id]
    }
  }

  # A function whose role may not yet write logs, or send dead letters, cannot be made.
  depends_on = [aws_iam_role_policy.function_base, aws_iam_role_policy.function_vpc]

  lifecycle {
    precondition {
      condition     = var.analyzer != "models" || var.analyzer_image_uri != ""
      error_message = "analyzer = \"models\" needs analyzer_image_uri: push the image that docs/aws.md describes, and name it."
    }
  }
}

# What functions were given asynchronously and could not do, and events that no execution took.
resource "aws_sqs_queue" "dead_letters" {
  for_each = toset(["functions", "events"])

  name                      = "${local.name}-${each.key}-dead-letters"
  message_retention_seconds = 1209600 # the most there is: 14 days to look at it
  kms_master_key_id         = aws_kms_key.main.id
}

data "aws_iam_policy_document" "dead_letters" {
  for_each = aws_sqs_queue.dead_letters

  statement {
    sid       = "OnlyByTls"
    effect    = "Deny"
    actions   = ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage"]
    resources = [each.value.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  dynamic "statement" {
    for_each = each.key == "events" ? [aws_cloudwatch_event_rule.uploads.arn] : []

    content {
      sid       = "EventsThatNoExecutionTook"
      actions   = ["sqs:SendMessage"]
      resources = [each.value.arn]

      principals {
        type        = "Service"
        identifiers = ["events.amazonaws.com"]
      }

      condition {
        test     = "ArnEquals"
        variable = "aws:SourceArn"
        values   = [statement.value]
      }
    }
  }
}

resource "aws_sqs_queue_policy" "dead_letters" {
  for_each = aws_sqs_queue.dead_letters

  queue_url = each.value.id
  policy    = data.aws_iam_policy_document.dead_letters[each.key].json
}
