#!/usr/bin/env bash
# Installs what the peers need, if it is not there: ./install.sh [PEER...]; without names, for all of them.
set -euo pipefail
here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")

# The names are those of tests/install/packages. Python comes with python3-numpy.
needs() {
  case $1 in
    numpy) ;;
    postgres) echo postgresql ;;
    duckdb | zen) echo npm benchmarks/peers ;;
    *) echo "benchmarks/peers: '$1' is no peer; expected numpy, duckdb, postgres, zen" >&2; exit 1 ;;
  esac
}

(($#)) || set -- numpy duckdb postgres zen
all=python3-numpy
for peer in "$@"; do
  needed=$(needs "$peer")
  all+=" $needed"
done
# shellcheck disable=SC2086 # one word for each
exec "$here/../../tests/install/install.sh" $all
