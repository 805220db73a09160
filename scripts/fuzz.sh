#!/usr/bin/env bash
# usage: scripts/fuzz.sh SECONDS [TARGET…]
# Fuzzes each target for that long, keeping what it learns in <cache>/corpus; stops at a finding.
set -euo pipefail

if [[ ! "${1:-}" =~ ^[0-9]+$ ]]; then
  sed -n '2,3s/^# //p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
seconds=$1
shift

# shellcheck source=scripts/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
install_packages build test
install_python
build fuzz

for program in "$HELIO_SOURCE"/build/fuzz/fuzz/*_fuzz; do
  name=$(basename "$program")
  if (($#)) && [[ " $* " != *" $name "* ]]; then continue; fi
  corpus="$HELIO_CACHE/corpus/$name"
  findings="$program.findings"
  mkdir -p "$corpus" "$findings"
  say "$name: $seconds s"
  "$program" "$corpus" "-max_total_time=$seconds" -timeout=10 -rss_limit_mb=2048 \
    "-artifact_prefix=$findings/" -print_final_stats=1
done
