#!/usr/bin/env bash
# Installs what the peers need, if it is not there: ./install.sh [PEER...]; without names, for all of them.
set -euo pipefail
cd "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")"
export DEBIAN_FRONTEND=noninteractive

fail() {
  echo "benchmarks/peers: $*" >&2
  exit 1
}

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"
  elif command -v sudo >/dev/null; then sudo --preserve-env=DEBIAN_FRONTEND "$@"
  else fail "root or sudo is needed to install packages: $*"
  fi
}

# Addresses of package registries are the machine's business, not the log's.
without_addresses() {
  sed -E 's#https?://[^ ]*#(address)#g' >&2
}

needs() {
  case $1 in
    numpy) echo 'python3 python3-numpy' ;;
    postgres) echo 'python3 postgresql' ;;
    duckdb | zen) command -v node >/dev/null && command -v npm >/dev/null || echo 'nodejs npm' ;;
    *) fail "'$1' is no peer; expected numpy, duckdb, postgres, zen" ;;
  esac
}

install_packages() {
  local package log updated=
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null) == ii* ]] && continue
    [[ $updated ]] || log=$(as_root apt-get update -q 2>&1) || { without_addresses <<<"$log"; fail 'the package lists could not be read'; }
    updated=yes
    log=$(as_root apt-get install -q -y --no-install-recommends "$package" 2>&1) ||
      { without_addresses <<<"$log"; fail "Debian's package $package could not be installed"; }
  done
}

# The copy of the lock file says what is installed. Not npm ci: it refuses a lock file without the packages for processors and systems that a
# registry may not have; --no-save installs what the lock file names just so, and leaves it alone.
install_modules() {
  local log
  cmp -s package-lock.json node_modules/.installed.json && return
  log=$(npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error 2>&1) ||
    { without_addresses <<<"$log"; fail 'the npm packages @duckdb/node-api and @gorules/zen-engine could not be installed'; }
  cp package-lock.json node_modules/.installed.json
}

(($#)) || set -- numpy duckdb postgres zen
packages=python3
for peer in "$@"; do packages+=" $(needs "$peer")"; done
# shellcheck disable=SC2086 # one word for each package
install_packages $packages
[[ " $* " != *' duckdb '* && " $* " != *' zen '* ]] || install_modules
