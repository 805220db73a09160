# shellcheck shell=bash
# The default model pack: models/build.py fetches pinned packages, checks and converts them.

make_models() {
  local pack="$HELIO_CACHE/models/default" stamp="$HELIO_CACHE/models/default.stamp" want
  want=$(cd "$HELIO_SOURCE/models" && find . -type f ! -path '*__pycache__*' -print0 |
    sort -z | xargs -0 sha256sum | sha256sum)
  if [[ -f "$pack/pack.json" && "$(cat "$stamp" 2>/dev/null)" == "$want" ]]; then
    say "Models: the pack is up to date"
    return 0
  fi
  say "Models: fetching and converting into $pack (about 150 MB, once)"
  mkdir -p "$HELIO_CACHE/models"
  run_logged models "the model pack could not be made" "$HELIO_CACHE/venv/bin/python" \
    "$HELIO_SOURCE/models/build.py" --out "$pack" --cache "$HELIO_CACHE/downloads"
  echo "$want" >"$stamp"
}
