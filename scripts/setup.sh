# shellcheck shell=bash
# Set-up, sourced by ./quickstart and ./test: packages, Python, models, build. Every step looks
# first whether it is done, so that running it again is safe and takes a second.
#
# Everything that is fetched or made outside build/ goes to $HELIO_CACHE; deleting that folder and
# build/ undoes set-up, but for the Debian packages.

set -euo pipefail

HELIO_SOURCE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export HELIO_SOURCE
export HELIO_CACHE=${HELIO_CACHE:-${XDG_CACHE_HOME:-${HOME:?must be set}/.cache}/heliograph}

for part in say packages python javascript models build photographs; do
  # shellcheck source=/dev/null
  source "$HELIO_SOURCE/scripts/setup/$part.sh"
done

require_x86_64() {
  [[ "$(uname -s) $(uname -m)" == "Linux x86_64" ]] ||
    die "Heliograph runs on Linux on x86-64; this is $(uname -s) on $(uname -m)."
}
