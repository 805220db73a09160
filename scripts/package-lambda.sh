#!/usr/bin/env bash
# Makes what AWS Lambda runs (docs/lambda.md), and runs it in an empty root folder.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: scripts/package-lambda.sh [--models] [--no-check]

Builds (CMake preset lambda) and makes build/lambda/heliograph-lambda.zip: the six functions with
their own loader and libraries, for the runtime provided.al2023.

  --models    makes build/lambda/image instead: a Dockerfile and its context, the same functions
              with OpenVINO and the model pack, for analysis without Rekognition
  --no-check  does not run the result in an empty root folder, which needs root's rights
TEXT
}

models=() check=1
for argument in "$@"; do
  case $argument in
    -h | --help) usage && exit 0 ;;
    --models) models=(--models) ;;
    --no-check) check=0 ;;
    *) usage >&2 && exit 2 ;;
  esac
done

# shellcheck source=scripts/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
install_packages build
install_python
if ((${#models[@]})); then make_models; fi
build lambda "lambda${models:+-models}"
python="$HELIO_CACHE/venv/bin/python"
say "Package"
"$python" "$HELIO_SOURCE/scripts/lambda/package.py" "${models[@]}"
if ((check)); then
  if ((${#models[@]})); then
    install_test_python # what answers as S3
    python="$HELIO_CACHE/test-venv/bin/python"
  fi
  say "Empty root"
  "$python" "$HELIO_SOURCE/tests/lambda/empty_root.py" "${models[@]}"
fi
