# One key for everything that is stored here. Its policy names the services that use it by
# themselves; functions get it in iam.tf, and only by way of the service that they call.

resource "aws_kms_key" "main" {
  description             = "${local.name}: images, results, logs, queues, topics"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.key["main"].json
}

resource "aws_kms_alias" "main" {
  name          = "alias/${local.name}"
  target_key_id = aws_kms_key.main.key_id
}

locals {
  # region of each key
  key_regions = merge(
    { main = var.aws_region },
    var.enable_replication ? { replica = var.replica_region } : {},
  )
}

data "aws_iam_policy_document" "key" {
  for_each = local.key_regions

  # In a key's policy the resource "*" is that key: there is no other way to write it.
  statement {
    sid = "TheAccountByItsOwnPolicies"
    actions = [
      "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:CreateGrant", "kms:Decrypt",
      "kms:DeleteAlias", "kms:DescribeKey", "kms:DisableKey", "kms:DisableKeyRotation",
      "kms:EnableKey", "kms:EnableKeyRotation", "kms:Encrypt", "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus",
      "kms:ListGrants", "kms:ListKeyPolicies", "kms:ListResourceTags", "kms:PutKeyPolicy",
      "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:RetireGrant", "kms:RevokeGrant",
      "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:UpdateAlias",
      "kms:UpdateKeyDescription",
    ]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${local.partition}:iam::${local.account_id}:root"]
    }
  }

  # As above: this key. The condition holds it to this account's log groups.
  statement {
    sid = "LogGroups"
    actions = [
      "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo",
    ]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.${each.value}.${local.dns_suffix}"]
    }

    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:${local.partition}:logs:${each.value}:${local.account_id}:log-group:*"]
    }
  }

  # As above: this key. Alarms and budgets reach an encrypted topic with it. CloudWatch does not tell
  # a key for whom it asks, but SNS says for which topic; who may publish there is the topic's to say.
  statement {
    sid       = "Topics"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "kms:EncryptionContext:aws:sns:topicArn"
      values   = ["arn:${local.partition}:sns:${each.value}:${local.account_id}:${local.name}-alarms"]
    }
  }

  # As above: this key. EventBridge puts dead letters into an encrypted queue with it. It does not
  # tell a key for whom it asks; which rule may send is the queue's to say (lambda.tf).
  statement {
    sid       = "Queues"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
  }

  # As above: this key, for this trail alone.
  dynamic "statement" {
    for_each = var.enable_cloudtrail && each.key == "main" ? [local.trail_arn] : []

    content {
      sid       = "Trail"
      actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = ["cloudtrail.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceArn"
        values   = [statement.value]
      }
    }
  }
}
