# A copy of everything in a second region (enable_replication): images as they come, results as a
# global table, and the events, archived, so that they can be replayed there. Nothing runs there
# until somebody applies this configuration in that region; docs/aws.md says how.

resource "aws_kms_key" "replica" {
  for_each = toset(var.enable_replication ? ["replica"] : [])
  provider = aws.replica

  description             = "${local.name}: copies of images, results and events"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.key[each.key].json
}

resource "aws_s3_bucket" "replica" {
  count    = var.enable_replication ? 1 : 0
  provider = aws.replica

  bucket        = "${local.name}-replica-${local.account_id}"
  force_destroy = !var.deletion_protection
}

resource "aws_s3_bucket_public_access_block" "replica" {
  count    = var.enable_replication ? 1 : 0
  provider = aws.replica

  bucket                  = aws_s3_bucket.replica[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "replica" {
  count    = var.enable_replication ? 1 : 0
  provider = aws.replica

  bucket = aws_s3_bucket.replica[0].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "replica" {
  count    = var.enable_replication ? 1 : 0
  provider = aws.replica

  bucket = aws_s3_bucket.replica[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "replica" {
  count    = var.enable_replication ? 1 : 0
  provider = aws.replica

  bucket = aws_s3_bucket.replica[0].id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.replica["replica"].arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "replica" {
  count    = var.enable_replication ? 1 : 0
  provider = aws.replica

  bucket = aws_s3_bucket.replica[0].id

  rule {
    id     = "leftovers"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }

  dynamic "rule" {
    for_each = var.image_retention_days > 0 ? [var.image_retention_days] : []

    content {
      id     = "retention"
      status = "Enabled"

      filter {}

      expiration {
        days = rule.value
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.replica]
}

data "aws_iam_policy_document" "replica_bucket" {
  count = var.enable_replication ? 1 : 0

  # A refusal: its "*" narrows.
  statement {
    sid       = "OnlyByTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.replica[0].arn, "${aws_s3_bucket.replica[0].arn}/*"]

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

resource "aws_s3_bucket_policy" "replica" {
  count    = var.enable_replication ? 1 : 0
  provider = aws.replica

  bucket = aws_s3_bucket.replica[0].id
  policy = data.aws_iam_policy_document.replica_bucket[0].json

  depends_on = [aws_s3_bucket_public_access_block.replica]
}

resource "aws_s3_bucket_replication_configuration" "images" {
  count = var.enable_replication ? 1 : 0

  bucket = aws_s3_bucket.main["images"].id
  role   = aws_iam_role.service["replicate"].arn

  rule {
    id     = "uploads"
    status = "Enabled"

    filter {
      prefix = "uploads/"
    }

    # Who deletes an image wants it gone everywhere.
    delete_marker_replication {
      status = "Enabled"
    }

    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }

    destination {
      bucket        = aws_s3_bucket.replica[0].arn
      storage_class = "STANDARD_IA"

      encryption_configuration {
        replica_kms_key_id = aws_kms_key.replica["replica"].arn
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.main, aws_s3_bucket_versioning.replica]
}

data "aws_iam_policy_document" "replicate" {
  count = var.enable_replication ? 1 : 0

  statement {
    sid       = "SeeTheImages"
    actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
    resources = [local.images]
  }

  statement {
    sid = "ReadTheImages"
    actions = [
      "s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging",
    ]
    resources = ["${local.images}/uploads/*"]
  }

  statement {
    sid       = "WriteTheCopies"
    actions   = ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"]
    resources = ["${aws_s3_bucket.replica[0].arn}/uploads/*"]
  }

  statement {
    sid       = "KeyOfTheImages"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.main.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${var.aws_region}.${local.dns_suffix}"]
    }
  }

  # With a bucket key S3 asks for data keys; without one it encrypts.
  statement {
    sid       = "KeyOfTheCopies"
    actions   = ["kms:Encrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.replica["replica"].arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${var.replica_region}.${local.dns_suffix}"]
    }
  }
}

# The same events, on a bus of their own there.
resource "aws_cloudwatch_event_bus" "replica" {
  count    = var.enable_replication ? 1 : 0
  provider = aws.replica

  name = local.name
}

resource "aws_cloudwatch_event_archive" "replica" {
  count    = var.enable_replication ? 1 : 0
  provider = aws.replica

  name             = "${local.name}-uploads"
  description      = "Uploads of the last days, as the first region told them."
  event_source_arn = aws_cloudwatch_event_bus.replica[0].arn
  retention_days   = var.event_archive_retention_days
}

resource "aws_cloudwatch_event_target" "replica" {
  count = var.enable_replication ? 1 : 0

  rule      = aws_cloudwatch_event_rule.uploads.name
  target_id = "replica"
  arn       = aws_cloudwatch_event_bus.replica[0].arn
  role_arn  = aws_iam_role.service["forward"].arn

  dead_letter_config {
    arn = aws_sqs_queue.dead_letters["events"].arn
  }
}

data "aws_iam_policy_document" "forward" {
  count = var.enable_replication ? 1 : 0

  statement {
    sid       = "TellTheSecondRegion"
    actions   = ["events:PutEvents"]
    resources = [aws_cloudwatch_event_bus.replica[0].arn]
  }
}
