# For scripts that do one step after another: a line for each, and what it said only if it fails. They set log to a file.

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# Addresses of package registries are the machine's business, not the log's.
without_addresses() {
  sed -E 's#https?://[^ ]*#(address)#g' "$@"
}

show_log() {
  without_addresses "$log"
}

# quietly WHAT COMMAND...: one line, and the command's output only if it fails.
quietly() {
  local what=$1
  shift
  echo "$what ..."
  "$@" >"$log" 2>&1 && return
  show_log
  fail "$what failed"
}

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"
  elif command -v sudo >/dev/null; then sudo --preserve-env=DEBIAN_FRONTEND "$@"
  else fail "root or sudo is needed: $*"
  fi
}
