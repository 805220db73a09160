# What can be set. Each has a meaning, and bounds that are looked at before anything is made.
# Names that `helio serve` has too mean the same there (docs/serve.md).

# General

variable "project" {
  description = "First part of every name."
  type        = string
  default     = "heliograph"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.project))
    error_message = "project has 3 to 20 lower-case letters, digits and hyphens, and begins with a letter."
  }
}

variable "environment" {
  description = "Second part of every name, such as dev or prod."
  type        = string
  default     = "prod"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,9}$", var.environment))
    error_message = "environment has 2 to 10 lower-case letters and digits, and begins with a letter."
  }
}

variable "aws_region" {
  description = "Region of everything but what is copied."
  type        = string
  default     = "us-east-1"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.aws_region))
    error_message = "aws_region is a region's name, such as \"eu-central-1\"."
  }
}

variable "tags" {
  description = "Tags of everything, besides Project, Environment and ManagedBy."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(setintersection(keys(var.tags), ["Project", "Environment", "ManagedBy"])) == 0
    error_message = "tags must not name Project, Environment or ManagedBy: those are set already."
  }
}

variable "deletion_protection" {
  description = "Whether the table, the users and buckets with objects in them refuse to be destroyed."
  type        = bool
  default     = true
  nullable    = false
}

# Functions

variable "lambda_package" {
  description = "The zip that scripts/package-lambda.sh makes, as seen from this folder."
  type        = string
  default     = "../build/lambda/heliograph-lambda.zip"
  nullable    = false

  validation {
    condition     = endswith(var.lambda_package, ".zip")
    error_message = "lambda_package is a .zip file; scripts/package-lambda.sh makes it."
  }
}

variable "lambda_architecture" {
  description = "Processor that the package was built for."
  type        = string
  default     = "x86_64"
  nullable    = false

  validation {
    condition     = contains(["x86_64", "arm64"], var.lambda_architecture)
    error_message = "lambda_architecture is \"x86_64\" or \"arm64\"."
  }
}

variable "lambda_memory_size" {
  description = "MB of each function; its share of a processor grows with it."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = var.lambda_memory_size >= 128 && var.lambda_memory_size <= 10240 && floor(var.lambda_memory_size) == var.lambda_memory_size
    error_message = "lambda_memory_size is a whole number, 128 to 10240."
  }
}

variable "lambda_timeout" {
  description = "Seconds that a function may take."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.lambda_timeout >= 1 && var.lambda_timeout <= 300 && floor(var.lambda_timeout) == var.lambda_timeout
    error_message = "lambda_timeout is a whole number, 1 to 300: the workflow waits 300 seconds for a step."
  }
}

variable "lambda_concurrency" {
  description = "Invocations of each function at a time, reserved of the account's; -1 or no entry: no limit of its own."
  type        = map(number)
  default = {
    presigned_url_generator = 20
    image_processor         = 20
    rekognition_analyzer    = 20
    result_saver            = 20
    notification_handler    = 20
    result_viewer           = 20
  }
  nullable = false

  validation {
    condition     = alltrue([for name, count in var.lambda_concurrency : contains(["presigned_url_generator", "image_processor", "rekognition_analyzer", "result_saver", "notification_handler", "result_viewer"], name) && count >= -1 && floor(count) == count])
    error_message = "lambda_concurrency maps names of the six functions to whole numbers, -1 and up."
  }
}

variable "log_level" {
  description = "The least that functions log."
  type        = string
  default     = "INFO"
  nullable    = false

  validation {
    condition     = contains(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], var.log_level)
    error_message = "log_level is TRACE, DEBUG, INFO, WARN, ERROR or FATAL."
  }
}

# Analysis

variable "analyzer" {
  description = "Who looks at images: Amazon Rekognition, or the models of your own in a container image."
  type        = string
  default     = "rekognition"
  nullable    = false

  validation {
    condition     = contains(["rekognition", "models"], var.analyzer)
    error_message = "analyzer is \"rekognition\" or \"models\"."
  }
}

variable "analyzer_image_uri" {
  description = "With analyzer = models: the container image in ECR, by its digest."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.analyzer_image_uri == "" || can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9._/-]+(@sha256:[0-9a-f]{64}|:[A-Za-z0-9._-]+)$", var.analyzer_image_uri))
    error_message = "analyzer_image_uri is ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME@sha256:DIGEST, or with a tag."
  }
}

variable "analyzer_memory_size" {
  description = "With analyzer = models: MB of the analysing function."
  type        = number
  default     = 3008
  nullable    = false

  validation {
    condition     = var.analyzer_memory_size >= 1024 && var.analyzer_memory_size <= 10240 && floor(var.analyzer_memory_size) == var.analyzer_memory_size
    error_message = "analyzer_memory_size is a whole number, 1024 to 10240."
  }
}

variable "rekognition_confidence_threshold" {
  description = "Percent below which a result is LOW_CONFIDENCE."
  type        = number
  default     = 80
  nullable    = false

  validation {
    condition     = var.rekognition_confidence_threshold >= 0 && var.rekognition_confidence_threshold <= 100
    error_message = "rekognition_confidence_threshold is a number from 0 to 100."
  }
}

# Retention

variable "image_transition_days" {
  description = "Days until an image goes to a cheaper class of storage; 0: never."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.image_transition_days == 0 || (var.image_transition_days >= 30 && floor(var.image_transition_days) == var.image_transition_days)
    error_message = "image_transition_days is 0, or a whole number from 30: S3 takes no less."
  }
}

variable "image_retention_days" {
  description = "Days that images are kept; 0: for good."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = var.image_retention_days >= 0 && floor(var.image_retention_days) == var.image_retention_days && (var.image_retention_days == 0 || var.image_retention_days > var.image_transition_days)
    error_message = "image_retention_days is 0, or a whole number above image_transition_days."
  }
}

variable "result_retention_days" {
  description = "Days that results are kept."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.result_retention_days >= 1 && var.result_retention_days <= 36500 && floor(var.result_retention_days) == var.result_retention_days
    error_message = "result_retention_days is a whole number, 1 to 36500."
  }
}

variable "event_archive_retention_days" {
  description = "Days that uploads can be replayed."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.event_archive_retention_days >= 1 && floor(var.event_archive_retention_days) == var.event_archive_retention_days
    error_message = "event_archive_retention_days is a whole number, 1 and up."
  }
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is one that CloudWatch knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

variable "access_log_retention_days" {
  description = "Days that access logs and the trail are kept."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.access_log_retention_days >= 1 && floor(var.access_log_retention_days) == var.access_log_retention_days
    error_message = "access_log_retention_days is a whole number, 1 and up."
  }
}

# API

variable "api_authorization" {
  description = "Who may call the API: users of a Cognito pool, callers with AWS signatures, or everybody."
  type        = string
  default     = "COGNITO_USER_POOLS"
  nullable    = false

  validation {
    condition     = contains(["COGNITO_USER_POOLS", "AWS_IAM", "NONE"], var.api_authorization)
    error_message = "api_authorization is COGNITO_USER_POOLS, AWS_IAM or NONE."
  }
}

variable "api_throttle_rate" {
  description = "Requests a second that the API takes."
  type        = number
  default     = 50
  nullable    = false

  validation {
    condition     = var.api_throttle_rate > 0 && var.api_throttle_rate <= 10000
    error_message = "api_throttle_rate is above 0, and at most 10000."
  }
}

variable "api_throttle_burst" {
  description = "Requests at once that the API takes."
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition     = var.api_throttle_burst >= 1 && var.api_throttle_burst <= 5000 && floor(var.api_throttle_burst) == var.api_throttle_burst
    error_message = "api_throttle_burst is a whole number, 1 to 5000."
  }
}

variable "upload_url_expiry" {
  description = "Seconds that an upload URL is good for."
  type        = number
  default     = 300
  nullable    = false

  validation {
    condition     = var.upload_url_expiry >= 60 && var.upload_url_expiry <= 3600 && floor(var.upload_url_expiry) == var.upload_url_expiry
    error_message = "upload_url_expiry is a whole number, 60 to 3600."
  }
}

variable "cors_allowed_origin" {
  description = "Origin of another page that may upload, and call the API by the name of enable_frontend's page."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.cors_allowed_origin == "" || can(regex("^https?://[A-Za-z0-9.-]+(:[0-9]+)?$", var.cors_allowed_origin))
    error_message = "cors_allowed_origin is an origin such as \"https://photos.example.org\", without a path."
  }
}

variable "manage_api_gateway_account" {
  description = "Whether the account's role for API Gateway's logs is set here; it is one per region."
  type        = bool
  default     = true
  nullable    = false
}

# Who is told

variable "notification_email" {
  description = "Address that is told of results; empty: none."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.notification_email == "" || can(regex("^[^@ ]+@[^@ ]+$", var.notification_email))
    error_message = "notification_email is an address, or empty."
  }
}

variable "alarm_email" {
  description = "Address that is told of alarms and of the budget; empty: none."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.alarm_email == "" || can(regex("^[^@ ]+@[^@ ]+$", var.alarm_email))
    error_message = "alarm_email is an address, or empty."
  }
}

variable "alarm_error_threshold" {
  description = "Errors in five minutes above which an alarm rings."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.alarm_error_threshold >= 0 && floor(var.alarm_error_threshold) == var.alarm_error_threshold
    error_message = "alarm_error_threshold is a whole number, 0 and up."
  }
}

variable "alarm_latency_seconds" {
  description = "Seconds from upload to result (p95) above which an alarm rings."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.alarm_latency_seconds >= 1
    error_message = "alarm_latency_seconds is 1 or more."
  }
}

variable "monthly_budget_usd" {
  description = "Dollars a month at 80 % of which a budget warns; 0: none."
  type        = number
  default     = 50
  nullable    = false

  validation {
    condition     = var.monthly_budget_usd >= 0
    error_message = "monthly_budget_usd is 0 or more."
  }
}

# Optional parts

variable "enable_frontend" {
  description = "The page, on S3 and CloudFront."
  type        = bool
  default     = true
  nullable    = false
}

variable "frontend_price_class" {
  description = "Where CloudFront serves the page from."
  type        = string
  default     = "PriceClass_100"
  nullable    = false

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.frontend_price_class)
    error_message = "frontend_price_class is PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "enable_cloudtrail" {
  description = "A trail of calls in this account, and of reads and writes of images."
  type        = bool
  default     = false
  nullable    = false
}

variable "enable_vpc" {
  description = "A network of the functions' own, without internet, with endpoints."
  type        = bool
  default     = false
  nullable    = false
}

variable "vpc_cidr" {
  description = "Addresses of that network."
  type        = string
  default     = "10.42.0.0/20"
  nullable    = false

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0)) && can(cidrsubnet(var.vpc_cidr, 4, 1)) && try(tonumber(split("/", var.vpc_cidr)[1]) <= 24, false)
    error_message = "vpc_cidr is a block of addresses, /16 to /24, such as \"10.42.0.0/20\"."
  }
}

variable "enable_replication" {
  description = "Copies of images, results and events in a second region."
  type        = bool
  default     = false
  nullable    = false
}

variable "replica_region" {
  description = "The second region."
  type        = string
  default     = "us-west-2"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.replica_region)) && (!var.enable_replication || var.replica_region != var.aws_region)
    error_message = "replica_region is a region's name, and another than aws_region."
  }
}
