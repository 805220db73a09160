# The results: one item per image, as src/adapters/awscloud/result_store.hpp writes and reads them.
#
# Access patterns
#   a record by its id                        the table, by image_id, strongly consistent
#   put, conditional on what was read         the table, by image_id and `revision`
#   all records, newest first                 created_at-index; record_type is "image" in every item
#   those of a user, newest first             user_id-created_at-index
#   those of a status, newest first           status-created_at-index
#   any of the three within a span of time    the same indexes; created_at is their sort key, as
#                                             RFC 3339 text in UTC, which sorts as time does
#   by label, confidence or words             one of these indexes, judged by what it projects
# An index entry tells who answers a question; whole records are then fetched by their ids. So an
# index holds no analysis, and a write costs a unit or two in each.
# All records are one partition of created_at-index: 1,000 writes a second, far above what
# Rekognition analyses.

locals {
  # index -> its partition key
  results_indexes = {
    created_at-index         = "record_type"
    user_id-created_at-index = "user_id"
    status-created_at-index  = "status"
  }

  # kProjected of result_store.hpp.
  results_projected = [
    "bucket", "confidence", "expires_at", "key", "label_confidences", "status", "timings_ms",
    "user_id", "version_id", "words",
  ]
}

resource "aws_dynamodb_table" "results" {
  name                        = "${local.name}-results"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "image_id"
  deletion_protection_enabled = var.deletion_protection

  attribute {
    name = "image_id"
    type = "S"
  }

  attribute {
    name = "created_at"
    type = "S"
  }

  attribute {
    name = "record_type"
    type = "S"
  }

  attribute {
    name = "user_id"
    type = "S"
  }

  attribute {
    name = "status"
    type = "S"
  }

  dynamic "global_secondary_index" {
    for_each = local.results_indexes

    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value
      range_key       = "created_at"
      projection_type = "INCLUDE"
      # An index has its own key anyway, and may not name it twice.
      non_key_attributes = [
        for name in local.results_projected : name if name != global_secondary_index.value
      ]
    }
  }

  # Seconds since 1970; result_saver sets it to result_retention_days from now.
  ttl {
    attribute_name = "expires_at"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.main.arn
  }

  # A global table copies by its stream.
  stream_enabled   = var.enable_replication
  stream_view_type = var.enable_replication ? "NEW_AND_OLD_IMAGES" : null

  dynamic "replica" {
    for_each = aws_kms_key.replica

    content {
      region_name            = var.replica_region
      kms_key_arn            = replica.value.arn
      point_in_time_recovery = true
    }
  }
}
