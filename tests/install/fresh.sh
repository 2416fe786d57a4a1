#!/usr/bin/env bash
# Does what a stranger does, on a Debian 12 where nothing was installed but the .NET SDK; ./build.sh fresh does the same. To be run as root.
#   fresh.sh           installs, checks, proves that no name of the list can be left out, builds and runs the demonstration
#   fresh.sh --test    runs all tests there as well: before every release, as what is not on the list at all shows only then
# Debian is made by debootstrap in a temporary folder. It has the committed tree, and of this machine what reaches packages: see root.sh.
set -euo pipefail
cd "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.."
source tests/install/steps.sh
mkdir -p artifacts
log=$PWD/artifacts/fresh.log
release=bookworm

options() {
  case ${1:-} in
    '' | --test) ;;
    *) fail "unknown option '$1'; expected --test or nothing" ;;
  esac
}

prerequisites() {
  [[ $(id -u) == 0 ]] || fail 'root is needed, to make another root'
  [[ $(. /etc/os-release && echo "${VERSION_CODENAME:-}") == "$release" ]] || fail "the package sources of this machine are not those of Debian 12"
  command -v dotnet >/dev/null || fail 'the .NET SDK is not there; it is to be installed before'
  quietly 'reading the package lists' apt-get update -q
  command -v debootstrap >/dev/null && command -v git >/dev/null ||
    DEBIAN_FRONTEND=noninteractive quietly 'installing debootstrap' apt-get install -q -y --no-install-recommends debootstrap git
}

# Its processes have a world of their own, which ends with its first process: whatever happens here, no process and no mount is left.
enter() {
  unshare --mount --pid --fork --kill-child --propagation private tests/install/root.sh "$folder/root" "$release" "$@" &
  inside=$!
  wait "$inside"
}

# The last processes may take a moment to end.
clean_up() {
  [[ -z $inside ]] || kill -KILL "$inside" 2>/dev/null || true
  rm -rf --one-file-system -- "$folder" 2>/dev/null || { sleep 2; rm -rf --one-file-system -- "$folder"; }
}

main() {
  options "$@"
  prerequisites
  folder=$(mktemp -d "${TMPDIR:-/var/tmp}/canbao-fresh-XXXXXX")
  inside=
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  set -m # Otherwise what is started here would ignore Ctrl-C, and so would the programs under test.
  enter "$@"
}

main "$@"
