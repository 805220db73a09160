# From a new object to an execution. The pattern and the input, the whole event, are those of the
# rule "image-uploads" that `helio serve` makes for itself (apps/helio/pipeline.cpp).

locals {
  upload_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created"]
    detail = {
      bucket = { name = [aws_s3_bucket.main["images"].id] }
      object = { key = [{ prefix = "uploads/" }] }
    }
  })
}

# S3 sends its events to the account's default bus, and to no other.
data "aws_cloudwatch_event_bus" "default" {
  name = "default"
}

resource "aws_cloudwatch_event_rule" "uploads" {
  name          = "${local.name}-image-uploads"
  description   = "Each new image runs through the pipeline."
  event_pattern = local.upload_pattern
}

resource "aws_cloudwatch_event_target" "pipeline" {
  rule      = aws_cloudwatch_event_rule.uploads.name
  target_id = "image-pipeline"
  arn       = aws_sfn_state_machine.pipeline.arn
  role_arn  = aws_iam_role.service["events"].arn

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  dead_letter_config {
    arn = aws_sqs_queue.dead_letters["events"].arn
  }
}

# What was uploaded can be analysed anew: `aws events start-replay` (docs/aws.md).
resource "aws_cloudwatch_event_archive" "uploads" {
  name             = "${local.name}-uploads"
  description      = "Uploads of the last days, to be replayed."
  event_source_arn = data.aws_cloudwatch_event_bus.default.arn
  event_pattern    = local.upload_pattern
  retention_days   = var.event_archive_retention_days
}
