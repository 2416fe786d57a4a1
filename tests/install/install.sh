#!/usr/bin/env bash
# Installs what the tests use besides the .NET SDK, and checks that it is there; ./build.sh install does the same.
#   install.sh             everything: the Debian packages of the list, the npm modules of every folder
#   install.sh WHAT...     only these names of the list, or folders with a package.json
#   install.sh --check     installs nothing
#   install.sh --list      prints the names of the list
set -euo pipefail
cd "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.."
source tests/install/steps.sh

export DEBIAN_FRONTEND=noninteractive
list=tests/install/packages
folders=(tests/Canbao.EndToEnd.Tests/clients benchmarks/peers)
log=artifacts/install.log
names=()         # of the list, in its order
declare -A uses  # of a name: what its package must have brought
declare -A other # of a name: whether somebody else may have brought it
missing=0

read_list() {
  local line name
  while IFS= read -r line; do
    [[ -n $line && $line != '#'* ]] || continue
    if [[ $line != ' '* ]]; then
      name=${line%% *} line=${line#* }
      [[ $name != *'?' ]] || { name=${name%'?'}; other[$name]=yes; }
      names+=("$name")
    fi
    uses[$name]+=" $line"
  done <"$list"
}

# One file of a pattern is enough.
is_file() {
  local path
  # shellcheck disable=SC2086 # a pattern
  for path in $1; do [[ ! -e $path ]] || return 0; done
  return 1
}

# A folder alone can be imported too, and has no file.
is_there() {
  case $1 in
    python:*) /usr/bin/python3 -c "import ${1#python:} as module; assert module.__file__" ;;
    /*) is_file "$1" ;;
    *) command -v "$1" ;;
  esac >/dev/null 2>&1
}

# what_is_missing NAME: of what its package brings, one a line.
what_is_missing() {
  local thing things
  read -ra things <<<"${uses[$1]}"
  for thing in "${things[@]}"; do is_there "$thing" || echo "$thing"; done
}

is_for_debian() {
  [[ $1 != - ]] && [[ -z ${other[$1]:-} || -n $(what_is_missing "$1") ]]
}

# Asking costs a second and needs no root.
are_installed() {
  local plan
  plan=$(apt-get --simulate --no-install-recommends --no-upgrade install "$@" 2>/dev/null) && [[ $plan != *$'\nInst '* ]]
}

install_packages() {
  local name packages=()
  for name; do ! is_for_debian "$name" || packages+=("$name"); done
  ((${#packages[@]})) && ! are_installed "${packages[@]}" || return 0
  quietly 'reading the package lists' as_root apt-get update -q
  quietly "installing ${packages[*]}" as_root apt-get install -q -y --no-install-recommends --no-upgrade "${packages[@]}"
}

# The copy of the lock file says what is installed. Not npm ci: it refuses a lock file without the packages for processors and systems that a
# registry may not have; --no-save installs what the lock file names just so, and leaves it alone.
install_modules() {
  local installed=$1/node_modules/.installed.json
  cmp -s "$1/package-lock.json" "$installed" && return
  quietly "installing the npm modules of $1" npm install --prefix "$1" --no-save --ignore-scripts --no-audit --no-fund --loglevel=error
  cp "$1/package-lock.json" "$installed"
}

miss() {
  echo "missing: $*" >&2
  missing=$((missing + 1))
}

check_package() {
  local thing origin="Debian's package $1"
  [[ $1 != - ]] || origin='every Debian has it'
  while IFS= read -r thing; do miss "$thing ($origin)"; done < <(what_is_missing "$1")
}

check_modules() {
  local module
  while IFS= read -r module; do miss "$module ($1)"; done < <(node tests/install/modules.mjs "$1" 2>&1 || true)
}

# The SDK may be there and not be what global.json asks for.
check_sdk() {
  dotnet --version >"$log" 2>&1 || miss "the .NET SDK that global.json asks for; it is to be installed before: $(tail -n 1 "$log" | without_addresses)"
}

check_browser() {
  timeout 60 node tests/Canbao.EndToEnd.Tests/clients/browser/visit.js 'data:text/html,<title>done</title>' >"$log" 2>&1 ||
    miss "a page in chromium: $(grep -m 1 . "$log")"
}

check_everything() {
  local each
  check_sdk
  for each in "${names[@]}"; do check_package "$each"; done
  for each in "${folders[@]}"; do check_modules "$each"; done
  check_browser
}

install_everything() {
  local each
  install_packages "${names[@]}"
  for each in "${folders[@]}"; do install_modules "$each"; done
  check_everything
}

# Names first: npm is one of them.
install_some() {
  local each chosen=() modules=()
  for each; do
    if [[ -f $each/package.json ]]; then modules+=("$each")
    elif [[ $each != - && -n ${uses[$each]:-} ]]; then chosen+=("$each")
    else fail "'$each' is no name of $list, and no folder with a package.json"
    fi
  done
  install_packages "${chosen[@]}"
  for each in "${modules[@]}"; do install_modules "$each"; done
  for each in "${chosen[@]}"; do check_package "$each"; done
  for each in "${modules[@]}"; do check_modules "$each"; done
}

command -v apt-get >/dev/null || fail 'apt-get is not there; the tests need a Debian'
mkdir -p artifacts
read_list
case ${1:-} in
  --list) printf '%s\n' "${names[@]:1}" ;;
  --check) check_everything ;;
  '')
    install_everything
    ((missing > 0)) || echo 'all that the tests use is there'
    ;;
  *) install_some "$@" ;;
esac
((missing == 0)) || fail "$missing of what the tests use is not there"
