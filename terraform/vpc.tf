# A network of the functions' own, without a way to the internet (enable_vpc): what they call is
# reached by endpoints. An interface endpoint costs by the hour, in each zone.

data "aws_availability_zones" "available" {
  count = var.enable_vpc ? 1 : 0

  state = "available"
}

locals {
  zones = var.enable_vpc ? slice(data.aws_availability_zones.available[0].names, 0, 2) : []

  # Called by functions: S3 and DynamoDB by routes, at no cost; the others by interfaces.
  gateway_endpoints   = var.enable_vpc ? toset(["s3", "dynamodb"]) : toset([])
  interface_endpoints = var.enable_vpc ? toset(["rekognition", "sns"]) : toset([])
}

resource "aws_vpc" "main" {
  count = var.enable_vpc ? 1 : 0

  cidr_block           = var.vpc_cidr
  enable_dns_hostnames = true
  enable_dns_support   = true

  tags = { Name = local.name }
}

# The group that comes with a network allows everything; without rules it allows nothing.
resource "aws_default_security_group" "main" {
  count = var.enable_vpc ? 1 : 0

  vpc_id = aws_vpc.main[0].id
}

# Who talked to whom: in a network without internet everything refused is worth a look.
resource "aws_cloudwatch_log_group" "network" {
  count = var.enable_vpc ? 1 : 0

  name              = "/aws/vpc/${local.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
}

resource "aws_flow_log" "main" {
  count = var.enable_vpc ? 1 : 0

  vpc_id          = aws_vpc.main[0].id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.network[0].arn
  iam_role_arn    = aws_iam_role.service["network"].arn

  tags = { Name = local.name }
}

data "aws_iam_policy_document" "network" {
  count = var.enable_vpc ? 1 : 0

  statement {
    sid       = "WriteTheFlows"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.network[0].arn}:*"]
  }
}

resource "aws_subnet" "private" {
  count = length(local.zones)

  vpc_id            = aws_vpc.main[0].id
  availability_zone = local.zones[count.index]
  cidr_block        = cidrsubnet(var.vpc_cidr, 4, count.index)

  tags = { Name = "${local.name}-private-${count.index}" }
}

resource "aws_route_table" "private" {
  count = var.enable_vpc ? 1 : 0

  vpc_id = aws_vpc.main[0].id

  tags = { Name = "${local.name}-private" }
}

resource "aws_route_table_association" "private" {
  count = length(local.zones)

  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private[0].id
}

resource "aws_security_group" "functions" {
  for_each = toset(var.enable_vpc ? ["functions"] : [])

  name        = "${local.name}-functions"
  description = "The functions: out to endpoints, in from nowhere"
  vpc_id      = aws_vpc.main[0].id
}

resource "aws_security_group" "endpoints" {
  count = var.enable_vpc ? 1 : 0

  name        = "${local.name}-endpoints"
  description = "The interface endpoints: in from the functions"
  vpc_id      = aws_vpc.main[0].id
}

resource "aws_vpc_security_group_egress_rule" "to_interfaces" {
  for_each = aws_security_group.functions

  security_group_id            = each.value.id
  description                  = "TLS to the interface endpoints"
  referenced_security_group_id = aws_security_group.endpoints[0].id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "to_gateways" {
  for_each = aws_vpc_endpoint.gateway

  security_group_id = aws_security_group.functions["functions"].id
  description       = "TLS to ${each.key}"
  prefix_list_id    = each.value.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "from_functions" {
  for_each = aws_security_group.functions

  security_group_id            = aws_security_group.endpoints[0].id
  description                  = "TLS from the functions"
  referenced_security_group_id = each.value.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_endpoint" "gateway" {
  for_each = local.gateway_endpoints

  vpc_id            = aws_vpc.main[0].id
  service_name      = "com.amazonaws.${var.aws_region}.${each.key}"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private[0].id]
  policy            = data.aws_iam_policy_document.endpoint.json

  tags = { Name = "${local.name}-${each.key}" }
}

resource "aws_vpc_endpoint" "interface" {
  for_each = local.interface_endpoints

  vpc_id              = aws_vpc.main[0].id
  service_name        = "com.amazonaws.${var.aws_region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = aws_subnet.private[*].id
  security_group_ids  = [aws_security_group.endpoints[0].id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.endpoint.json

  tags = { Name = "${local.name}-${each.key}" }
}

# Through an endpoint go the functions' own roles alone; what those may do is theirs to say, so
# that the "*" of resources here allows nothing by itself.
data "aws_iam_policy_document" "endpoint" {
  statement {
    sid = "OnlyTheFunctions"
    actions = [
      "dynamodb:BatchGetItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem",
      "dynamodb:Query", "rekognition:DetectFaces", "rekognition:DetectLabels",
      "rekognition:DetectModerationLabels", "rekognition:DetectText", "s3:GetObject",
      "s3:GetObjectVersion", "s3:ListBucket", "s3:PutObject", "sns:Publish",
    ]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:PrincipalArn"
      values   = [for key in keys(local.functions) : "arn:${local.partition}:iam::${local.account_id}:role/${local.name}-${key}"]
    }
  }
}
