# The page on S3 behind CloudFront (enable_frontend), and the API behind the same name: to a browser
# both are one origin. scripts/deploy.sh builds the page and puts it there.

locals {
  frontend     = toset(var.enable_frontend ? ["frontend"] : [])
  frontend_url = var.enable_frontend ? "https://${aws_cloudfront_distribution.page["frontend"].domain_name}" : ""

  # Who may upload from a page: our own, and the one of cors_allowed_origin.
  page_origins = compact([local.frontend_url, var.cors_allowed_origin])
  # Who may call the API from another origin.
  api_cors_origin = var.cors_allowed_origin
  # Where sign-in comes back to; a page under development without one.
  sign_in_origins = coalescelist(local.page_origins, ["http://localhost:5173"])

  # What a page may connect to besides its own origin: the bucket for uploads, the API at its own
  # name, sign-in.
  connect_origins = concat(
    [
      "https://${aws_s3_bucket.main["images"].bucket_regional_domain_name}",
      "https://${local.api_host}",
    ],
    local.with_cognito ? [
      "https://cognito-idp.${var.aws_region}.${local.dns_suffix}",
      "https://${aws_cognito_user_pool_domain.main[0].domain}.auth.${var.aws_region}.amazoncognito.com",
    ] : [],
  )

  # That of src/http/site.cpp, with AWS's origins.
  content_security_policy = join("; ", [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob: data:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "connect-src 'self' ${join(" ", local.connect_origins)}",
  ])
}

resource "aws_cloudfront_origin_access_control" "page" {
  for_each = local.frontend

  name                              = local.name
  description                       = "CloudFront signs what it asks the bucket."
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

# CloudFront, for our distribution alone, may read the page's files.
data "aws_iam_policy_document" "frontend" {
  for_each = local.frontend

  statement {
    sid       = "CloudFrontReads"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.main[each.key].arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudfront_distribution.page[each.key].arn]
    }
  }
}

# "/" goes to the page; an address within it (/app/images/ID) is for the page to show.
resource "aws_cloudfront_function" "page" {
  for_each = local.frontend

  name    = "${local.name}-page"
  comment = "Addresses of the page"
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/page-addresses.js")
}

resource "aws_cloudfront_response_headers_policy" "page" {
  for_each = local.frontend

  name = "${local.name}-page"

  security_headers_config {
    content_security_policy {
      content_security_policy = local.content_security_policy
      override                = true
    }

    content_type_options {
      override = true
    }

    frame_options {
      frame_option = "DENY"
      override     = true
    }

    referrer_policy {
      referrer_policy = "no-referrer"
      override        = true
    }

    strict_transport_security {
      access_control_max_age_sec = 31536000
      include_subdomains         = true
      override                   = true
    }
  }

  custom_headers_config {
    items {
      header   = "Cross-Origin-Opener-Policy"
      value    = "same-origin"
      override = true
    }
  }
}

# What is said with the API's answers; another origin's page may read them only if it is named.
resource "aws_cloudfront_response_headers_policy" "api" {
  for_each = local.frontend

  name = "${local.name}-api"

  dynamic "cors_config" {
    for_each = compact([var.cors_allowed_origin])

    content {
      access_control_allow_credentials = false
      access_control_max_age_sec       = 3000
      origin_override                  = true

      access_control_allow_headers {
        items = ["authorization", "content-type"]
      }

      access_control_allow_methods {
        items = ["GET", "OPTIONS", "POST"]
      }

      access_control_allow_origins {
        items = [cors_config.value]
      }
    }
  }

  security_headers_config {
    content_type_options {
      override = true
    }

    strict_transport_security {
      access_control_max_age_sec = 31536000
      include_subdomains         = true
      override                   = true
    }
  }
}

data "aws_cloudfront_cache_policy" "files" {
  for_each = local.frontend

  name = "Managed-CachingOptimized"
}

data "aws_cloudfront_cache_policy" "none" {
  for_each = local.frontend

  name = "Managed-CachingDisabled"
}

# The API knows itself by its own name: the browser's Host must not reach it.
data "aws_cloudfront_origin_request_policy" "api" {
  for_each = local.frontend

  name = "Managed-AllViewerExceptHostHeader"
}

resource "aws_cloudfront_distribution" "page" {
  for_each = local.frontend

  comment         = local.name
  enabled         = true
  is_ipv6_enabled = true
  http_version    = "http2and3"
  price_class     = var.frontend_price_class

  origin {
    origin_id                = "page"
    domain_name              = aws_s3_bucket.main[each.key].bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.page[each.key].id
  }

  origin {
    origin_id   = "api"
    domain_name = local.api_host
    origin_path = "/prod"

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id           = "page"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = data.aws_cloudfront_cache_policy.files[each.key].id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.page[each.key].id

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.page[each.key].arn
    }
  }

  dynamic "ordered_cache_behavior" {
    for_each = ["/upload-url", "/results", "/results/*"]

    content {
      path_pattern               = ordered_cache_behavior.value
      target_origin_id           = "api"
      viewer_protocol_policy     = "https-only"
      allowed_methods            = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
      cached_methods             = ["GET", "HEAD"]
      compress                   = true
      cache_policy_id            = data.aws_cloudfront_cache_policy.none[each.key].id
      origin_request_policy_id   = data.aws_cloudfront_origin_request_policy.api[each.key].id
      response_headers_policy_id = aws_cloudfront_response_headers_policy.api[each.key].id
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  # CloudFront's own name and certificate. A name of your own brings its certificate here.
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}
