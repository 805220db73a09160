# shellcheck shell=bash
# What set-up says, all of it on stderr: one "==> " line per step, the command's latest line below
# it on a terminal, and one sentence when it cannot go on.

say() { printf '==> %s\n' "$*" >&2; }
warn() { printf 'warning: %s\n' "$*" >&2; }
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# run_logged NAME FAILURE COMMAND…: runs it with its output in a log file. When it fails, the end of
# the log and the sentence FAILURE are the last words of set-up.
run_logged() {
  local log="$HELIO_CACHE/logs/$1.log" failure=$2
  shift 2
  mkdir -p "$HELIO_CACHE/logs" || die "$HELIO_CACHE cannot be written; set HELIO_CACHE to a" \
    "folder that can."
  if "$@" 2>&1 </dev/null | tee "$log" | follow; then return 0; fi
  tail -n 12 "$log" | sed 's/^/    /' >&2
  die "$failure; all it said is in $log."
}

# Shows the latest line in place on a terminal; elsewhere one line every 20 seconds, so that a
# log of the log stays short and nobody thinks that it hangs.
follow() {
  local line shown_at=$SECONDS columns=80
  if [[ -t 2 ]]; then columns=$(tput cols 2>/dev/null || echo 80); fi
  while IFS= read -r line; do
    line=${line##*$'\r'}
    if [[ -t 2 ]]; then
      printf '\r\033[K    %s' "${line:0:columns - 5}" >&2
    elif ((SECONDS - shown_at >= 20)); then
      printf '    %s\n' "${line:0:100}" >&2
      shown_at=$SECONDS
    fi
  done
  if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
}
