# Who may use the API and the page (api_authorization = "COGNITO_USER_POOLS"). Nobody signs up by
# themselves: `aws cognito-idp admin-create-user` invites (docs/aws.md).

resource "aws_cognito_user_pool" "main" {
  count = local.with_cognito ? 1 : 0

  name                     = local.name
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OPTIONAL"
  deletion_protection      = var.deletion_protection ? "ACTIVE" : "INACTIVE"

  admin_create_user_config {
    allow_admin_create_user_only = true
  }

  software_token_mfa_configuration {
    enabled = true
  }

  password_policy {
    minimum_length                   = 12
    require_lowercase                = true
    require_numbers                  = true
    require_symbols                  = false
    require_uppercase                = true
    temporary_password_validity_days = 3
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }
}

# The page: a public client, which has no secret to keep; the code flow with PKCE.
resource "aws_cognito_user_pool_client" "page" {
  count = local.with_cognito ? 1 : 0

  name                                 = "${local.name}-page"
  user_pool_id                         = aws_cognito_user_pool.main[0].id
  generate_secret                      = false
  supported_identity_providers         = ["COGNITO"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "email"]
  callback_urls                        = [for origin in local.sign_in_origins : "${origin}/app/"]
  logout_urls                          = [for origin in local.sign_in_origins : "${origin}/app/"]
  # The admin's flow needs rights in this account: it is how a program gets a token.
  explicit_auth_flows = [
    "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH",
  ]

  prevent_user_existence_errors = "ENABLED"
  enable_token_revocation       = true
  access_token_validity         = 1
  id_token_validity             = 1
  refresh_token_validity        = 30

  token_validity_units {
    access_token  = "hours"
    id_token      = "hours"
    refresh_token = "days"
  }
}

resource "aws_cognito_user_pool_domain" "main" {
  count = local.with_cognito ? 1 : 0

  # The account's number makes it the only one of its region.
  domain       = "${local.name}-${local.account_id}"
  user_pool_id = aws_cognito_user_pool.main[0].id
}
