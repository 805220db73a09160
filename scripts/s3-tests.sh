#!/usr/bin/env bash
# usage: scripts/s3-tests.sh [IDS_FILE]
# Runs the public ceph/s3-tests suite against a helio of its own, which must be built (build/dev, or
# $HELIO_BUILD). IDS_FILE lists the tests; without, $HELIO_CONFORMANCE_DIR/s3tests_target.txt does.
# The suite and its packages are fetched into <cache>/s3-tests; $HELIO_S3_TESTS is a checkout to
# take instead. tests/conformance/s3_exceptions.txt lists what is known not to pass, and why.
set -euo pipefail

if [[ ${1:-} == -* ]] || (($# > 1)); then
  sed -n '2,7s/^# //p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
# shellcheck source=scripts/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
ids=${1:-${HELIO_CONFORMANCE_DIR:-}/s3tests_target.txt}
[[ -f "$ids" ]] || die "$ids is not there; name a file of test ids, or set HELIO_CONFORMANCE_DIR."

repository=https://github.com/ceph/s3-tests
commit=8f0ae7b404a3a2fcf7038bf1e6bf29544fe9b6a3
suite=${HELIO_S3_TESTS:-$HELIO_CACHE/s3-tests}

fetch_suite() {
  git init -q "$suite" && git -C "$suite" fetch -q --depth 1 "$repository" "$commit" &&
    git -C "$suite" checkout -q FETCH_HEAD
}
install_suite() {
  /usr/bin/python3 -m venv "$suite/venv" && "$suite/venv/bin/python" -m pip install \
    --disable-pip-version-check -q -r "$suite/requirements.txt" pytest-timeout
}

if [[ ! -f "$suite/s3tests/functional/test_s3.py" ]]; then
  say "s3-tests: fetching into $suite"
  run_logged s3-tests "$repository could not be fetched" fetch_suite
fi
if [[ ! -x "$suite/venv/bin/pytest" ]]; then
  say "s3-tests: installing its packages"
  run_logged s3-tests-packages "the packages of s3-tests could not be installed" install_suite
fi
install_test_python
exec "$HELIO_CACHE/venv/bin/python" "$HELIO_SOURCE/tests/conformance/s3_tests.py" "$suite" "$ids"
