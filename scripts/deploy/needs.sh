# shellcheck shell=bash
# Sourced by deploy.sh: what must be there before anything begins.

# Each missing tool by its name, all at once.
require_tools() {
  local tool missing=()
  terraform=$(command -v tofu || command -v terraform || true)
  if [[ -z "$terraform" ]]; then missing+=("terraform 1.9 (or tofu)"); fi
  for tool in "$@"; do
    if ! command -v "$tool" >/dev/null; then missing+=("$tool"); fi
  done
  if ((${#missing[@]})); then
    printf -v tool '%s, ' "${missing[@]}"
    die "missing: ${tool%, }. Install what is named and run this again."
  fi
}

require_credentials() {
  local account
  if ! account=$(aws sts get-caller-identity --query Account --output text 2>/dev/null); then
    die "AWS takes no credentials from here: set AWS_PROFILE, or run \`aws configure\` or" \
      "\`aws sso login\`."
  fi
  say "Account $account"
}
