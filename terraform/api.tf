# The REST API: POST /upload-url, GET /results and GET /results/{image_id}, at the stage prod.
# Each route is a function behind the proxy integration (src/functions/proxy.hpp).

locals {
  # route -> its method, function and path, and the parameters that it may and must have
  routes = {
    upload_url = {
      method   = "POST"
      function = "presigned_url_generator"
      path     = "/upload-url"
      queries  = []
      required = []
    }
    results = {
      method   = "GET"
      function = "result_viewer"
      path     = "/results"
      required = []
      queries = [
        "cursor", "from", "label", "limit", "min_confidence", "q", "status", "to", "user_id",
      ]
    }
    result = {
      method   = "GET"
      function = "result_viewer"
      path     = "/results/{image_id}"
      queries  = []
      required = ["image_id"]
    }
  }

  api_resources = {
    upload_url = aws_api_gateway_resource.upload_url.id
    results    = aws_api_gateway_resource.results.id
    result     = aws_api_gateway_resource.result.id
  }

  # Of the API without its stage. Written out: the page's distribution comes before the stage.
  api_host = "${aws_api_gateway_rest_api.main.id}.execute-api.${var.aws_region}.${local.dns_suffix}"
}

resource "aws_api_gateway_rest_api" "main" {
  name        = local.name
  description = "Heliograph: uploads and results"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_resource" "upload_url" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  parent_id   = aws_api_gateway_rest_api.main.root_resource_id
  path_part   = "upload-url"
}

resource "aws_api_gateway_resource" "results" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  parent_id   = aws_api_gateway_rest_api.main.root_resource_id
  path_part   = "results"
}

resource "aws_api_gateway_resource" "result" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  parent_id   = aws_api_gateway_resource.results.id
  path_part   = "{image_id}"
}

# What is malformed is answered here, and costs no invocation.
resource "aws_api_gateway_request_validator" "main" {
  name                        = "body-and-parameters"
  rest_api_id                 = aws_api_gateway_rest_api.main.id
  validate_request_body       = true
  validate_request_parameters = true
}

# As src/functions/presigned_url_generator.cpp reads it.
resource "aws_api_gateway_model" "upload_url" {
  name         = "UploadUrlRequest"
  description  = "The body of POST /upload-url"
  rest_api_id  = aws_api_gateway_rest_api.main.id
  content_type = "application/json"

  schema = jsonencode({
    "$schema" = "http://json-schema.org/draft-04/schema#"
    type      = "object"
    required  = ["fileName", "fileType"]
    properties = {
      fileName = { type = "string", minLength = 1, maxLength = 255 }
      fileType = {
        type = "string"
        enum = [
          "image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff",
          "image/avif", "image/heic", "image/heif",
        ]
      }
      userId = { type = ["string", "null"], maxLength = 128 }
    }
  })
}

resource "aws_api_gateway_authorizer" "cognito" {
  count = local.with_cognito ? 1 : 0

  name          = "cognito"
  rest_api_id   = aws_api_gateway_rest_api.main.id
  type          = "COGNITO_USER_POOLS"
  provider_arns = [aws_cognito_user_pool.main[0].arn]
}

resource "aws_api_gateway_method" "route" {
  for_each = local.routes

  rest_api_id          = aws_api_gateway_rest_api.main.id
  resource_id          = local.api_resources[each.key]
  http_method          = each.value.method
  authorization        = var.api_authorization
  authorizer_id        = local.with_cognito ? aws_api_gateway_authorizer.cognito[0].id : null
  request_validator_id = aws_api_gateway_request_validator.main.id

  request_models = each.key == "upload_url" ? {
    "application/json" = aws_api_gateway_model.upload_url.name
  } : {}

  # The value says whether the parameter must be there.
  request_parameters = merge(
    { for name in each.value.queries : "method.request.querystring.${name}" => false },
    { for name in each.value.required : "method.request.path.${name}" => true },
  )
}

resource "aws_api_gateway_integration" "route" {
  for_each = local.routes

  rest_api_id             = aws_api_gateway_rest_api.main.id
  resource_id             = local.api_resources[each.key]
  http_method             = aws_api_gateway_method.route[each.key].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.main[each.value.function].invoke_arn
  timeout_milliseconds    = 29000
}

resource "aws_lambda_permission" "route" {
  for_each = local.routes

  statement_id  = "api-${each.key}"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.main[each.value.function].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.main.execution_arn}/prod/${each.value.method}${replace(each.value.path, "/\\{[^}]+\\}/", "*")}"
}

# Another origin's page asks first, without credentials, whether it may (CORS).
resource "aws_api_gateway_method" "preflight" {
  for_each = local.api_cors_origin == "" ? {} : local.routes

  rest_api_id   = aws_api_gateway_rest_api.main.id
  resource_id   = local.api_resources[each.key]
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "preflight" {
  for_each = aws_api_gateway_method.preflight

  rest_api_id = aws_api_gateway_rest_api.main.id
  resource_id = each.value.resource_id
  http_method = each.value.http_method
  type        = "MOCK"

  request_templates = {
    "application/json" = jsonencode({ statusCode = 204 })
  }
}

resource "aws_api_gateway_method_response" "preflight" {
  for_each = aws_api_gateway_method.preflight

  rest_api_id = aws_api_gateway_rest_api.main.id
  resource_id = each.value.resource_id
  http_method = each.value.http_method
  status_code = "204"

  response_parameters = {
    "method.response.header.Access-Control-Allow-Headers" = true
    "method.response.header.Access-Control-Allow-Methods" = true
    "method.response.header.Access-Control-Allow-Origin"  = true
    "method.response.header.Access-Control-Max-Age"       = true
  }
}

resource "aws_api_gateway_integration_response" "preflight" {
  for_each = aws_api_gateway_method.preflight

  rest_api_id = aws_api_gateway_rest_api.main.id
  resource_id = each.value.resource_id
  http_method = aws_api_gateway_integration.preflight[each.key].http_method
  status_code = aws_api_gateway_method_response.preflight[each.key].status_code

  response_parameters = {
    "method.response.header.Access-Control-Allow-Headers" = "'authorization,content-type'"
    "method.response.header.Access-Control-Allow-Methods" = "'${local.routes[each.key].method},OPTIONS'"
    "method.response.header.Access-Control-Allow-Origin"  = "'${local.api_cors_origin}'"
    "method.response.header.Access-Control-Max-Age"       = "'3000'"
  }
}

# What API Gateway answers by itself has a problem's members too (docs/rest.md). A route that is not
# there it calls a missing token: a 404 says it better, but with AWS_IAM a token may really be missing.
resource "aws_api_gateway_gateway_response" "problem" {
  for_each = merge(
    { DEFAULT_4XX = null, DEFAULT_5XX = null },
    var.api_authorization == "AWS_IAM" ? {} : { MISSING_AUTHENTICATION_TOKEN = "404" },
  )

  rest_api_id   = aws_api_gateway_rest_api.main.id
  response_type = each.key
  status_code   = each.value

  response_templates = {
    "application/json" = "{\"type\":\"about:blank\",\"code\":\"$context.error.responseType\",\"detail\":$context.error.messageString}"
  }

  response_parameters = local.api_cors_origin == "" ? {} : {
    "gatewayresponse.header.Access-Control-Allow-Origin" = "'${local.api_cors_origin}'"
  }
}

resource "aws_api_gateway_deployment" "main" {
  rest_api_id = aws_api_gateway_rest_api.main.id

  # A deployment is a picture of the API: another picture where anything of it is another.
  triggers = {
    api = sha256(jsonencode([
      local.routes,
      aws_api_gateway_method.route,
      aws_api_gateway_integration.route,
      aws_api_gateway_method.preflight,
      aws_api_gateway_integration_response.preflight,
      aws_api_gateway_gateway_response.problem,
      aws_api_gateway_model.upload_url,
      aws_api_gateway_request_validator.main,
    ]))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id          = aws_api_gateway_rest_api.main.id
  deployment_id        = aws_api_gateway_deployment.main.id
  stage_name           = "prod"
  xray_tracing_enabled = true

  # Who asked for what, and how it went; no bodies and no tokens.
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api.arn
    format = jsonencode({
      requestId      = "$context.requestId"
      requestTime    = "$context.requestTime"
      sourceIp       = "$context.identity.sourceIp"
      method         = "$context.httpMethod"
      path           = "$context.resourcePath"
      status         = "$context.status"
      responseLength = "$context.responseLength"
      latency        = "$context.responseLatency"
      error          = "$context.error.message"
    })
  }

  # API Gateway writes logs with the account's role for it, and makes a group for its errors that
  # never ends where there is none.
  depends_on = [aws_api_gateway_account.main, aws_cloudwatch_log_group.api_errors]
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit  = var.api_throttle_rate
    throttling_burst_limit = var.api_throttle_burst
    metrics_enabled        = true
    logging_level          = "ERROR"
    data_trace_enabled     = false
  }
}

# One per account and region: leave it alone where something else has set it.
resource "aws_api_gateway_account" "main" {
  count = var.manage_api_gateway_account ? 1 : 0

  cloudwatch_role_arn = aws_iam_role.api_logs[0].arn

  depends_on = [aws_iam_role_policy.api_logs]
}

resource "aws_iam_role" "api_logs" {
  count = var.manage_api_gateway_account ? 1 : 0

  name               = "${local.name}-api-logs"
  assume_role_policy = data.aws_iam_policy_document.assume_api.json
}

data "aws_iam_policy_document" "assume_api" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["apigateway.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "api_logs" {
  # API Gateway demands these for all groups of the account before it takes the role: AWS forces
  # "*". The role is for its service alone.
  statement {
    actions = [
      "logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogGroups",
      "logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents", "logs:PutLogEvents",
    ]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "api_logs" {
  count = var.manage_api_gateway_account ? 1 : 0

  name   = "own"
  role   = aws_iam_role.api_logs[0].id
  policy = data.aws_iam_policy_document.api_logs.json
}
