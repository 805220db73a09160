#!/usr/bin/env bash
# Brings Heliograph to AWS, or takes it away again; docs/aws.md is the guide.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: scripts/deploy.sh [--plan | --smoke-test | --destroy] [--yes] [--package ZIP]
                         [-- OPTIONS OF TERRAFORM…]

Makes the functions' package, shows what would change, asks, changes it, puts the page there, and
sends one picture through the whole. Safe to run again: what is there already is left as it is.

  --plan         shows what would change, and changes nothing
  --smoke-test   only sends a picture through what is there
  --destroy      takes everything away
  --yes          does not ask
  --package ZIP  takes this package instead of making one
  -- OPTIONS…    for terraform plan and destroy, such as -var=environment=dev

  HELIO_TOKEN    a Cognito user's id token, for the smoke test by way of the API
TEXT
}

usage_error() {
  printf 'error: %s\n' "$1" >&2
  usage >&2
  exit 2
}

action=deploy yes=0 package='' scratch='' options=()
while (($#)); do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --plan | --smoke-test | --destroy)
      [[ $action == deploy ]] || usage_error "--$action and $1 exclude each other."
      action=${1#--}
      ;;
    --yes) yes=1 ;;
    --package)
      (($# > 1)) || usage_error "--package needs the path of a zip."
      package=$2
      shift
      ;;
    --)
      shift
      options=("$@")
      break
      ;;
    *) usage_error "$1 is no option of this script." ;;
  esac
  shift
done

HELIO_SOURCE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scripts/setup/say.sh
source "$HELIO_SOURCE/scripts/setup/say.sh"
# shellcheck source=scripts/deploy/needs.sh
source "$HELIO_SOURCE/scripts/deploy/needs.sh"
# shellcheck source=scripts/deploy/page.sh
source "$HELIO_SOURCE/scripts/deploy/page.sh"
# shellcheck source=scripts/deploy/smoke_test.sh
source "$HELIO_SOURCE/scripts/deploy/smoke_test.sh"

in_terraform() { "$terraform" -chdir="$HELIO_SOURCE/terraform" "$@"; }

output_of() { in_terraform output -raw "$1"; }

ask() {
  if ((yes)); then return 0; fi
  [[ -t 0 ]] || die "nobody is there to be asked; say --yes to go on without."
  local answer
  read -r -p "$1 Type yes: " answer
  [[ "$answer" == yes ]] || die "nothing was changed."
}

make_package() {
  if [[ -z "$package" ]]; then
    say "Package"
    "$HELIO_SOURCE/scripts/package-lambda.sh"
    package="$HELIO_SOURCE/build/lambda/heliograph-lambda.zip"
  fi
  [[ -r "$package" ]] || die "$package cannot be read; leave --package out to have it made."
  options+=("-var=lambda_package=$(realpath "$package")")
}

init() {
  say "terraform init"
  in_terraform init -input=false >/dev/null ||
    die "terraform init failed; above is why. It needs the registry, and the state's backend."
}

deploy() {
  scratch=$(mktemp)
  make_package
  init
  say "terraform plan"
  in_terraform plan -input=false -out="$scratch" "${options[@]}" ||
    die "terraform plan failed; above is why. Nothing was changed."
  if [[ $action == plan ]]; then return 0; fi
  ask "Make these changes?"
  say "terraform apply"
  in_terraform apply -input=false "$scratch" ||
    die "terraform apply failed half way; above is why. Mend it and run this again."
  put_page
  smoke_test
  say "Done: $(output_of api_gateway_url)"
}

destroy() {
  ask "Take everything away, with all images and results?"
  # Of a package only that there is one matters now.
  scratch=$(mktemp --suffix=.zip)
  options+=("-var=lambda_package=$scratch")
  init
  in_terraform destroy -input=false -auto-approve "${options[@]}" ||
    die "terraform destroy failed; above is why. While deletion_protection is true, the table," \
      "users and full buckets stay: deploy with -- -var=deletion_protection=false first."
}

main() {
  trap 'rm -f "$scratch"' EXIT
  case $action in
    destroy) require_tools aws ;;
    smoke-test) require_tools aws curl python3 ;;
    *) require_tools aws curl node python3 ;;
  esac
  require_credentials
  case $action in
    destroy) destroy ;;
    smoke-test) smoke_test ;;
    *) deploy ;;
  esac
}

main
