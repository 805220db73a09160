# What others need to know: scripts/update-frontend-config.sh, scripts/deploy.sh, and you.

output "aws_region" {
  description = "Region of everything."
  value       = var.aws_region
}

# By the page's name where there is one: to the page it is then the same origin.
output "api_gateway_url" {
  description = "The REST API, for clients and the page."
  value       = var.enable_frontend ? local.frontend_url : aws_api_gateway_stage.prod.invoke_url
}

output "api_stage_url" {
  description = "The REST API at API Gateway itself, as callers with AWS signatures need it."
  value       = aws_api_gateway_stage.prod.invoke_url
}

output "api_authorization" {
  description = "Who may call the API."
  value       = var.api_authorization
}

output "step_functions_arn" {
  description = "The workflow."
  value       = aws_sfn_state_machine.pipeline.arn
}

output "bucket_name" {
  description = "The bucket of images; what is put under uploads/ is analysed."
  value       = aws_s3_bucket.main["images"].id
}

output "derived_bucket_name" {
  description = "The bucket of analyses that are too large for the workflow's data."
  value       = aws_s3_bucket.main["derived"].id
}

output "results_table" {
  description = "The table of results."
  value       = aws_dynamodb_table.results.name
}

output "sns_topic_arn" {
  description = "The topic that tells of results; subscribe to it."
  value       = aws_sns_topic.notifications.arn
}

output "alarm_topic_arn" {
  description = "The topic that tells of alarms."
  value       = aws_sns_topic.alarms.arn
}

output "lambda_functions" {
  description = "The names of the six functions."
  value       = { for key, function in aws_lambda_function.main : key => function.function_name }
}

output "event_rule" {
  description = "The rule that starts the workflow."
  value       = aws_cloudwatch_event_rule.uploads.name
}

output "event_archive_arn" {
  description = "The archive of uploads, for replays."
  value       = aws_cloudwatch_event_archive.uploads.arn
}

output "dead_letter_urls" {
  description = "The queues of what was given up."
  value       = { for key, queue in aws_sqs_queue.dead_letters : key => queue.url }
}

output "dashboard_name" {
  description = "The dashboard in CloudWatch."
  value       = aws_cloudwatch_dashboard.main.dashboard_name
}

output "frontend_url" {
  description = "The page, and under the same name the API; empty without enable_frontend."
  value       = local.frontend_url
}

output "frontend_bucket" {
  description = "The bucket of the page's files; empty without enable_frontend."
  value       = try(aws_s3_bucket.main["frontend"].id, "")
}

output "frontend_distribution_id" {
  description = "The page's distribution in CloudFront; empty without enable_frontend."
  value       = try(aws_cloudfront_distribution.page["frontend"].id, "")
}

output "cognito_user_pool_id" {
  description = "The users; empty without Cognito."
  value       = try(aws_cognito_user_pool.main[0].id, "")
}

output "cognito_client_id" {
  description = "The page as a client of the user pool; empty without Cognito."
  value       = try(aws_cognito_user_pool_client.page[0].id, "")
}

output "cognito_domain" {
  description = "Host of the sign-in page; empty without Cognito."
  value       = try("${aws_cognito_user_pool_domain.main[0].domain}.auth.${var.aws_region}.amazoncognito.com", "")
}

output "replica_bucket_name" {
  description = "The copy of the images in the second region; empty without enable_replication."
  value       = try(aws_s3_bucket.replica[0].id, "")
}
