# shellcheck shell=bash
# The AWS SDK for JavaScript that the end-to-end tests drive, in $HELIO_CACHE/test-node; the list
# is tests/e2e/javascript/package-lock.json, with hashes.

install_test_javascript() {
  local folder="$HELIO_CACHE/test-node" list="$HELIO_SOURCE/tests/e2e/javascript" want
  want=$(cat "$list/package.json" "$list/package-lock.json" | sha256sum)
  if [[ "$(cat "$folder/.stamp" 2>/dev/null)" == "$want" ]]; then
    say "Test packages of npm: up to date"
    return 0
  fi
  say "Test packages of npm: installing into $folder"
  mkdir -p "$folder"
  cp "$list/package.json" "$list/package-lock.json" "$folder"
  run_logged test-node "npm could not install tests/e2e/javascript/package-lock.json" \
    npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error
  echo "$want" >"$folder/.stamp"
}
