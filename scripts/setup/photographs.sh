# shellcheck shell=bash
# Photographs to try: four that nobody holds rights in, out of the scikit-image package.

fetch_photographs() {
  local folder="$HELIO_CACHE/examples"
  if [[ -f "$folder/astronaut.png" && -f "$folder/rocket.jpg" ]]; then return 0; fi
  say "Photographs: fetching into $folder (14 MB, once)"
  run_logged photographs "the example photographs could not be fetched" \
    "$HELIO_CACHE/venv/bin/python" "$HELIO_SOURCE/examples/fetch_photographs.py" "$folder"
}
