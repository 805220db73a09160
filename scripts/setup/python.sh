# shellcheck shell=bash
# The Python environments, each made by the system's python3 from a list pinned by hashes:
# $HELIO_CACHE/venv has the model scripts' packages and the OpenVINO libraries that helio links
# with; $HELIO_CACHE/test-venv has the real clients that the end-to-end tests drive.

install_python() { install_venv venv models/requirements.txt "Python packages"; }
install_test_python() { install_venv test-venv tests/requirements.txt "Test clients"; }

# install_venv NAME REQUIREMENTS TITLE
install_venv() {
  local venv="$HELIO_CACHE/$1" requirements="$HELIO_SOURCE/$2" want
  [[ -x /usr/bin/python3 ]] || die "/usr/bin/python3 is missing; install python3 and" \
    "python3-venv (docs/install.md)."
  want="$(/usr/bin/python3 --version) $(sha256sum <"$requirements")"
  if [[ -x "$venv/bin/python" && "$(cat "$venv/.stamp" 2>/dev/null)" == "$want" ]]; then
    say "$3: up to date"
    return 0
  fi
  say "$3: installing into $venv"
  run_logged "$1" "pip could not install $2" make_venv "$venv" "$requirements"
  echo "$want" >"$venv/.stamp"
}

# A venv of another Python cannot be mended; one of ours without a stamp can.
make_venv() {
  if ! "$1/bin/python" -c '' 2>/dev/null; then rm -rf "$1"; fi
  /usr/bin/python3 -m venv "$1" &&
    "$1/bin/python" -m pip install --disable-pip-version-check --require-hashes -r "$2"
}
