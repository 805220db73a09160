# What was called in this account, and who read which image (enable_cloudtrail).

locals {
  # Written out: the bucket's and the key's policies name the trail before it is there.
  trail_arn = "arn:${local.partition}:cloudtrail:${var.aws_region}:${local.account_id}:trail/${local.name}"
}

resource "aws_cloudtrail" "main" {
  count = var.enable_cloudtrail ? 1 : 0

  name                          = local.name
  s3_bucket_name                = aws_s3_bucket.main["trail"].id
  kms_key_id                    = aws_kms_key.main.arn
  enable_log_file_validation    = true
  include_global_service_events = true
  is_multi_region_trail         = true

  advanced_event_selector {
    name = "Management"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  advanced_event_selector {
    name = "Objects of the images and of what is derived from them"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }

    field_selector {
      field = "resources.ARN"
      starts_with = [
        "${aws_s3_bucket.main["images"].arn}/",
        "${aws_s3_bucket.main["derived"].arn}/",
      ]
    }
  }

  # CloudTrail looks whether it may write there.
  depends_on = [aws_s3_bucket_policy.main]
}

data "aws_iam_policy_document" "trail" {
  for_each = { for key, bucket in aws_s3_bucket.main : key => bucket.arn if key == "trail" }

  statement {
    sid       = "TrailLooks"
    actions   = ["s3:GetBucketAcl"]
    resources = [each.value]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [local.trail_arn]
    }
  }

  statement {
    sid       = "TrailWrites"
    actions   = ["s3:PutObject"]
    resources = ["${each.value}/AWSLogs/${local.account_id}/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [local.trail_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "s3:x-amz-acl"
      values   = ["bucket-owner-full-control"]
    }
  }
}
