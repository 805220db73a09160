# The workflow: the very file that `helio serve` interprets. workflows/README.md has its states and
# its placeholders.

locals {
  pipeline_name = "${local.name}-image-pipeline"
}

resource "aws_sfn_state_machine" "pipeline" {
  name     = local.pipeline_name
  role_arn = aws_iam_role.service["states"].arn
  type     = "STANDARD"

  definition = templatefile("${path.module}/../workflows/image-pipeline.asl.json", {
    ValidateImageFunctionArn       = aws_lambda_function.main["image_processor"].arn
    AnalyzeImageFunctionArn        = aws_lambda_function.main["rekognition_analyzer"].arn
    SaveResultsFunctionArn         = aws_lambda_function.main["result_saver"].arn
    NotificationHandlerFunctionArn = aws_lambda_function.main["notification_handler"].arn
    ConfidenceThreshold            = var.rekognition_confidence_threshold
  })

  # Each transition, but not what travels: it has faces and texts of pictures in it.
  logging_configuration {
    log_destination        = "${aws_cloudwatch_log_group.states.arn}:*"
    include_execution_data = false
    level                  = "ALL"
  }

  tracing_configuration {
    enabled = true
  }

  # A machine is made only if its role may already write logs.
  depends_on = [aws_iam_role_policy.service]
}
