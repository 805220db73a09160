# shellcheck shell=bash
# Debian packages: finds which of scripts/packages.txt are missing and installs those.

# What apt-get run through sudo must still know: the way out of this network, and whom to trust.
kept_variables=(http_proxy https_proxy ftp_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY
  SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE DEBIAN_FRONTEND)

distribution() {
  local ID='' VERSION_ID=''
  # shellcheck source=/dev/null
  if [[ -r /etc/os-release ]]; then source /etc/os-release; fi
  echo "${ID:-unknown} ${VERSION_ID:-}"
}

# packages_of GROUP…: their names, without those whose command is already there.
packages_of() {
  local name group
  while read -r name group _; do
    if [[ " $* " != *" $group "* ]]; then continue; fi
    if [[ "$name" == *=* ]] && command -v "${name#*=}" >/dev/null; then continue; fi
    echo "${name%=*}"
  done < <(grep -v -e '^#' -e '^$' "$HELIO_SOURCE/scripts/packages.txt")
}

# missing_of PACKAGE…: those that are not installed.
missing_of() {
  local installed name
  installed=" $(dpkg-query -W -f='${Package}/${db:Status-Status} ' "$@" 2>/dev/null || true)"
  for name in "$@"; do
    if [[ "$installed" != *" $name/installed "* ]]; then echo "$name"; fi
  done
}

as_root() {
  local name keep=''
  if ((EUID == 0)); then
    "$@"
    return
  fi
  for name in "${kept_variables[@]}"; do
    if [[ -n "${!name:-}" ]]; then keep+="${keep:+,}$name"; fi
  done
  sudo ${keep:+--preserve-env="$keep"} "$@"
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  local install=(apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=300)
  # Fresh images carry no package index, and an old one names files that are gone.
  if apt-get install --simulate --no-install-recommends "$@" >/dev/null 2>&1 &&
    as_root "${install[@]}" "$@"; then
    return 0
  fi
  as_root apt-get update && as_root "${install[@]}" "$@"
}

# install_packages GROUP…
install_packages() {
  local system wanted missing=()
  system=$(distribution)
  case $system in
    "debian 12"*) if [[ " $* " == *" test "* ]]; then set -- "$@" test-debian; fi ;;
    "ubuntu 24.04"*) set -- "$@" ubuntu ;;
    *) warn "made for Debian 12 and Ubuntu 24.04; this is $system, package names may differ" \
      "(docs/install.md)." ;;
  esac
  mapfile -t wanted < <(packages_of "$@")
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    say "Packages: no apt-get here; these must be there: ${wanted[*]}"
    return 0
  fi
  mapfile -t missing < <(missing_of "${wanted[@]}")
  if ((${#missing[@]} == 0)); then
    say "Packages: all ${#wanted[@]} are installed"
    return 0
  fi
  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    die "these packages are missing and only root can install them: ${missing[*]}" \
      "(run this as root, or install sudo; docs/install.md has the list)."
  fi
  say "Packages: installing ${#missing[@]} (${missing[*]})"
  run_logged packages "apt-get could not install the packages" apt_install "${missing[@]}"
}
