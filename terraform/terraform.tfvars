# What you will want to look at first. variables.tf has everything, with its bounds.

project     = "heliograph"
environment = "prod"
aws_region  = "us-east-1"

rekognition_confidence_threshold = 80

lambda_memory_size = 512
lambda_timeout     = 60

event_archive_retention_days = 30
log_retention_days           = 14
result_retention_days        = 90

monthly_budget_usd = 50
