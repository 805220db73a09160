# Logs with an end, alarms for what should not happen, and a dashboard of all of it.

locals {
  log_groups = {
    api    = "/aws/apigateway/${local.name}"
    states = "/aws/vendedlogs/states/${local.pipeline_name}" # the prefix keeps AWS's own policy small
  }

  function_names = { for key, function in aws_lambda_function.main : key => function.function_name }

  # Alarms on one metric each. `above`: how many in five minutes are too many.
  alarms = merge(
    {
      for key, name in local.function_names : "errors-${key}" => {
        about      = "The function ${key} fails."
        namespace  = "AWS/Lambda"
        metric     = "Errors"
        statistic  = "Sum"
        dimensions = { FunctionName = name }
        above      = var.alarm_error_threshold
      }
    },
    {
      for key, name in local.function_names : "throttles-${key}" => {
        about      = "The function ${key} is asked for more often than its concurrency allows."
        namespace  = "AWS/Lambda"
        metric     = "Throttles"
        statistic  = "Sum"
        dimensions = { FunctionName = name }
        above      = 0
      }
    },
    {
      for key, name in local.function_names : "latency-${key}" => {
        about      = "The function ${key} comes close to its time limit."
        namespace  = "AWS/Lambda"
        metric     = "Duration"
        statistic  = "p99"
        dimensions = { FunctionName = name }
        above      = var.lambda_timeout * 800 # milliseconds: four fifths of it
      }
    },
    {
      for key, queue in aws_sqs_queue.dead_letters : "dead-letters-${key}" => {
        about      = "Something was given up: look into the queue ${queue.name}."
        namespace  = "AWS/SQS"
        metric     = "ApproximateNumberOfMessagesVisible"
        statistic  = "Maximum"
        dimensions = { QueueName = queue.name }
        above      = 0
      }
    },
    {
      for metric in ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"] : "pipeline-${metric}" => {
        about      = "Executions of the pipeline end badly: ${metric}."
        namespace  = "AWS/States"
        metric     = metric
        statistic  = "Sum"
        dimensions = { StateMachineArn = aws_sfn_state_machine.pipeline.arn }
        above      = var.alarm_error_threshold
      }
    },
    {
      pipeline-latency = {
        about      = "An image takes long from upload to result."
        namespace  = "AWS/States"
        metric     = "ExecutionTime"
        statistic  = "p95"
        dimensions = { StateMachineArn = aws_sfn_state_machine.pipeline.arn }
        above      = var.alarm_latency_seconds * 1000
      }
      events-failed = {
        about      = "Events cannot start executions."
        namespace  = "AWS/Events"
        metric     = "FailedInvocations"
        statistic  = "Sum"
        dimensions = { RuleName = aws_cloudwatch_event_rule.uploads.name }
        above      = 0
      }
      results-throttled = {
        about      = "DynamoDB refuses requests to the results table."
        namespace  = "AWS/DynamoDB"
        metric     = "ThrottledRequests"
        statistic  = "Sum"
        dimensions = { TableName = aws_dynamodb_table.results.name, Operation = "PutItem" }
        above      = 0
      }
      api-errors = {
        about      = "The API answers 5xx."
        namespace  = "AWS/ApiGateway"
        metric     = "5XXError"
        statistic  = "Sum"
        dimensions = { ApiName = aws_api_gateway_rest_api.main.name, Stage = "prod" }
        above      = var.alarm_error_threshold
      }
      api-latency = {
        about      = "The API is slow."
        namespace  = "AWS/ApiGateway"
        metric     = "Latency"
        statistic  = "p95"
        dimensions = { ApiName = aws_api_gateway_rest_api.main.name, Stage = "prod" }
        above      = 3000
      }
    },
  )
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${local.name}-${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
}

resource "aws_cloudwatch_log_group" "api" {
  name              = local.log_groups.api
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
}

# Its name is API Gateway's own choice.
resource "aws_cloudwatch_log_group" "api_errors" {
  name              = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.main.id}/prod"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
}

resource "aws_cloudwatch_log_group" "states" {
  name              = local.log_groups.states
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
}

resource "aws_cloudwatch_metric_alarm" "main" {
  for_each = local.alarms

  alarm_name        = "${local.name}-${each.key}"
  alarm_description = each.value.about
  namespace         = each.value.namespace
  metric_name       = each.value.metric
  dimensions        = each.value.dimensions
  # CloudWatch keeps percentiles apart from the other statistics.
  statistic           = startswith(each.value.statistic, "p") ? null : each.value.statistic
  extended_statistic  = startswith(each.value.statistic, "p") ? each.value.statistic : null
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.above
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

locals {
  # Rows of the dashboard; each widget is a title, and metrics as CloudWatch writes them.
  widgets = [
    [
      {
        title = "Executions"
        stat  = "Sum"
        metrics = [
          for metric in ["ExecutionsStarted", "ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut"] :
          ["AWS/States", metric, "StateMachineArn", aws_sfn_state_machine.pipeline.arn]
        ]
      },
      {
        title   = "Time of an execution, p95, ms"
        stat    = "p95"
        metrics = [["AWS/States", "ExecutionTime", "StateMachineArn", aws_sfn_state_machine.pipeline.arn]]
      },
      {
        title   = "Dead letters"
        stat    = "Maximum"
        metrics = [for queue in aws_sqs_queue.dead_letters : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue.name]]
      },
    ],
    [
      {
        title   = "Lambda: invocations"
        stat    = "Sum"
        metrics = [for name in local.function_names : ["AWS/Lambda", "Invocations", "FunctionName", name]]
      },
      {
        title   = "Lambda: time, p95, ms"
        stat    = "p95"
        metrics = [for name in local.function_names : ["AWS/Lambda", "Duration", "FunctionName", name]]
      },
      {
        title = "Lambda: errors and throttles"
        stat  = "Sum"
        metrics = concat(
          [for name in local.function_names : ["AWS/Lambda", "Errors", "FunctionName", name]],
          [for name in local.function_names : ["AWS/Lambda", "Throttles", "FunctionName", name]],
        )
      },
    ],
    [
      {
        title = "DynamoDB: capacity used"
        stat  = "Sum"
        metrics = [
          for metric in ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"] :
          ["AWS/DynamoDB", metric, "TableName", aws_dynamodb_table.results.name]
        ]
      },
      {
        title = "DynamoDB: latency, p95, ms"
        stat  = "p95"
        metrics = [
          for operation in ["GetItem", "PutItem", "Query", "BatchGetItem"] :
          ["AWS/DynamoDB", "SuccessfulRequestLatency", "TableName", aws_dynamodb_table.results.name, "Operation", operation]
        ]
      },
      {
        title = "API: requests and errors"
        stat  = "Sum"
        metrics = [
          for metric in ["Count", "4XXError", "5XXError"] :
          ["AWS/ApiGateway", metric, "ApiName", aws_api_gateway_rest_api.main.name, "Stage", "prod"]
        ]
      },
    ],
  ]
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = local.name

  dashboard_body = jsonencode({
    widgets = flatten([
      for row, widgets in local.widgets : [
        for column, widget in widgets : {
          type   = "metric"
          x      = 8 * column
          y      = 6 * row
          width  = 8
          height = 6
          properties = {
            title   = widget.title
            region  = var.aws_region
            period  = 300
            stat    = widget.stat
            view    = "timeSeries"
            metrics = widget.metrics
          }
        }
      ]
    ])
  })
}
