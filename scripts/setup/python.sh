# shellcheck shell=bash
# The Python environment of the model scripts, which also carries the OpenVINO libraries that
# helio links with: $HELIO_CACHE/venv, made by the system's python3.

install_python() {
  local venv="$HELIO_CACHE/venv" requirements="$HELIO_SOURCE/models/requirements.txt" want
  [[ -x /usr/bin/python3 ]] || die "/usr/bin/python3 is missing; install python3 and" \
    "python3-venv (docs/install.md)."
  want="$(/usr/bin/python3 --version) $(sha256sum <"$requirements")"
  if [[ -x "$venv/bin/python" && "$(cat "$venv/.stamp" 2>/dev/null)" == "$want" ]]; then
    say "Python packages: up to date"
    return 0
  fi
  say "Python packages: installing into $venv"
  run_logged python "pip could not install models/requirements.txt" \
    make_venv "$venv" "$requirements"
  echo "$want" >"$venv/.stamp"
}

# A venv of another Python cannot be mended; one of ours without a stamp can.
make_venv() {
  if ! "$1/bin/python" -c '' 2>/dev/null; then rm -rf "$1"; fi
  /usr/bin/python3 -m venv "$1" &&
    "$1/bin/python" -m pip install --disable-pip-version-check --require-hashes -r "$2"
}
