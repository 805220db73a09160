# shellcheck shell=bash
# Sourced by deploy.sh: one picture goes through the pipeline, and its result must come.
#
# Where the API wants a Cognito user's token and HELIO_TOKEN is empty, the API must refuse, and the
# picture goes straight to the bucket; all that is behind the API is tested all the same.

SMOKE_SECONDS_MAX=${SMOKE_SECONDS_MAX:-180}

smoke_test() {
  local picture="$HELIO_SOURCE/examples/poster.png" status
  say "Smoke test"
  case $(output_of api_authorization) in
    AWS_IAM) api=$(output_of api_stage_url) ;;
    *) api=$(output_of api_gateway_url) ;;
  esac
  if [[ $(output_of api_authorization) == COGNITO_USER_POOLS && -z "${HELIO_TOKEN:-}" ]]; then
    strangers_are_refused
    image_id=$(python3 -c 'import uuid; print(uuid.uuid4())')
    aws s3 cp "$picture" "s3://$(output_of bucket_name)/uploads/$image_id/poster.png" \
      --only-show-errors || die "the picture could not be put into the bucket."
    read_status=status_in_table
  else
    upload_by_api "$picture"
    read_status=status_by_api
  fi
  status=$(wait_for_result)
  case $status in
    COMPLETED | LOW_CONFIDENCE) say "The result of $image_id: $status" ;;
    *) die "the result of $image_id is $status; its execution in Step Functions says why." ;;
  esac
}

strangers_are_refused() {
  local code
  code=$(curl --silent --output /dev/null --write-out '%{http_code}' "$api/results") || true
  [[ "$code" == 401 || "$code" == 403 ]] ||
    die "the API answers $code to a caller without a token, and must answer 401."
}

# call METHOD PATH [BODY]: prints the answer's body. Secrets go by a file, not by arguments.
call() {
  local words=(--silent --show-error --fail-with-body --request "$1")
  if (($# > 2)); then words+=(--header 'Content-Type: application/json' --data "$3"); fi
  curl "${words[@]}" --config <(credentials) "$api$2"
}

credentials() {
  if [[ -n "${HELIO_TOKEN:-}" ]]; then
    printf 'header = "Authorization: Bearer %s"\n' "$HELIO_TOKEN"
  elif [[ $(output_of api_authorization) == AWS_IAM ]]; then
    aws configure export-credentials --format process | python3 -c '
import json, sys
keys = json.load(sys.stdin)
print("aws-sigv4 = \"aws:amz:%s:execute-api\"" % sys.argv[1])
print("user = \"%s:%s\"" % (keys["AccessKeyId"], keys["SecretAccessKey"]))
if keys.get("SessionToken"):
    print("header = \"x-amz-security-token: %s\"" % keys["SessionToken"])' "$(output_of aws_region)"
  fi
}

# member NAME: of the JSON object on standard input. Fails where it is none, or has none.
member() {
  python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1" 2>/dev/null
}

upload_by_api() {
  local answer url
  answer=$(call POST /upload-url '{"fileName":"poster.png","fileType":"image/png"}') ||
    die "the API gives no upload URL: ${answer:-no answer}"
  # The URL is a secret for as long as it is good.
  if ! image_id=$(member imageId <<<"$answer") || ! url=$(member uploadUrl <<<"$answer"); then
    die "the API's answer to POST /upload-url is not understood."
  fi
  curl --silent --show-error --fail --request PUT --header 'Content-Type: image/png' \
    --upload-file "$1" --config <(printf 'url = "%s"\n' "$url") ||
    die "S3 does not take the picture at the upload URL."
}

status_by_api() { call GET "/results/$image_id" 2>/dev/null | member status || true; }

status_in_table() {
  aws dynamodb get-item --table-name "$(output_of results_table)" --output text \
    --key "{\"image_id\":{\"S\":\"$image_id\"}}" --query Item.status.S || true
}

# Prints the status once it is settled.
wait_for_result() {
  local status='' end=$((SECONDS + SMOKE_SECONDS_MAX))
  while ((SECONDS < end)); do
    status=$("$read_status")
    case $status in
      '' | None | PROCESSING) sleep 2 ;;
      *)
        printf '%s\n' "$status"
        return 0
        ;;
    esac
  done
  die "no result of $image_id within $SMOKE_SECONDS_MAX seconds; look at the dead letters and the" \
    "executions."
}
