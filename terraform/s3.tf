# The buckets: all private, encrypted, versioned, and reached by TLS alone.
#
#   images     what is uploaded; each new object under uploads/ starts the workflow
#   derived    analyses too large for the workflow's data (src/functions/spill.hpp)
#   logs       who asked for which object of these two
#   frontend   the page's files                                    (enable_frontend)
#   trail      what was called in this account                     (enable_cloudtrail)

locals {
  # kms: encrypted with our own key. S3's access logs and CloudFront's reader cannot use one.
  # days: objects go after so many; 0: they stay.
  buckets = merge(
    {
      images  = { kms = true, days = var.image_retention_days }
      derived = { kms = true, days = var.result_retention_days }
      logs    = { kms = false, days = var.access_log_retention_days }
    },
    var.enable_frontend ? { frontend = { kms = false, days = 0 } } : {},
    var.enable_cloudtrail ? { trail = { kms = true, days = var.access_log_retention_days } } : {},
  )

  # Whose reads and writes are logged.
  logged = toset(["images", "derived"])

  # What a bucket's policy says besides "by TLS alone".
  bucket_policies = merge(
    { logs = [data.aws_iam_policy_document.access_logs.json] },
    { for key, document in data.aws_iam_policy_document.frontend : key => [document.json] },
    { for key, document in data.aws_iam_policy_document.trail : key => [document.json] },
  )
}

resource "aws_s3_bucket" "main" {
  for_each = local.buckets

  # The account's number makes the name the only one in the world.
  bucket        = "${local.name}-${each.key}-${local.account_id}"
  force_destroy = !var.deletion_protection
}

resource "aws_s3_bucket_public_access_block" "main" {
  for_each = aws_s3_bucket.main

  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "main" {
  for_each = aws_s3_bucket.main

  bucket = each.value.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "main" {
  for_each = aws_s3_bucket.main

  bucket = each.value.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "main" {
  for_each = local.buckets

  bucket = aws_s3_bucket.main[each.key].id

  rule {
    bucket_key_enabled = each.value.kms

    apply_server_side_encryption_by_default {
      sse_algorithm     = each.value.kms ? "aws:kms" : "AES256"
      kms_master_key_id = each.value.kms ? aws_kms_key.main.arn : null
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "main" {
  for_each = local.buckets

  bucket = aws_s3_bucket.main[each.key].id

  rule {
    id     = "leftovers"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }

  dynamic "rule" {
    for_each = each.value.days > 0 ? [each.value.days] : []

    content {
      id     = "retention"
      status = "Enabled"

      filter {}

      expiration {
        days = rule.value
      }
    }
  }

  # Images are looked at when they are new.
  dynamic "rule" {
    for_each = each.key == "images" && var.image_transition_days > 0 ? [var.image_transition_days] : []

    content {
      id     = "cheaper"
      status = "Enabled"

      filter {
        # Below this the cheaper class costs more.
        object_size_greater_than = 131072
      }

      transition {
        days          = rule.value
        storage_class = "STANDARD_IA"
      }
    }
  }

  # A rule about old versions needs a bucket that has them.
  depends_on = [aws_s3_bucket_versioning.main]
}

data "aws_iam_policy_document" "bucket" {
  for_each = aws_s3_bucket.main

  source_policy_documents = lookup(local.bucket_policies, each.key, [])

  # A refusal: its "*" narrows.
  statement {
    sid       = "OnlyByTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [each.value.arn, "${each.value.arn}/*"]

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
}

resource "aws_s3_bucket_policy" "main" {
  for_each = aws_s3_bucket.main

  bucket = each.value.id
  policy = data.aws_iam_policy_document.bucket[each.key].json

  # S3 looks at a policy with the access block that holds at that moment.
  depends_on = [aws_s3_bucket_public_access_block.main]
}

# Every object of this bucket is told to EventBridge; the rule in eventbridge.tf picks uploads/.
resource "aws_s3_bucket_notification" "images" {
  bucket      = aws_s3_bucket.main["images"].id
  eventbridge = true
}

# A page uploads from another origin than the bucket's.
resource "aws_s3_bucket_cors_configuration" "images" {
  count = var.enable_frontend || var.cors_allowed_origin != "" ? 1 : 0

  bucket = aws_s3_bucket.main["images"].id

  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = local.page_origins
    allowed_headers = ["content-type"]
    expose_headers  = ["ETag"]
    max_age_seconds = 3000
  }
}

resource "aws_s3_bucket_logging" "main" {
  for_each = local.logged

  bucket        = aws_s3_bucket.main[each.key].id
  target_bucket = aws_s3_bucket.main["logs"].id
  target_prefix = "${each.key}/"

  # Without the policy S3 may not write there.
  depends_on = [aws_s3_bucket_policy.main]
}

data "aws_iam_policy_document" "access_logs" {
  dynamic "statement" {
    for_each = local.logged

    content {
      sid       = "AccessLogsOf${title(statement.value)}"
      actions   = ["s3:PutObject"]
      resources = ["${aws_s3_bucket.main["logs"].arn}/${statement.value}/*"]

      principals {
        type        = "Service"
        identifiers = ["logging.s3.amazonaws.com"]
      }

      condition {
        test     = "ArnEquals"
        variable = "aws:SourceArn"
        values   = [aws_s3_bucket.main[statement.value].arn]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [local.account_id]
      }
    }
  }
}
