#!/usr/bin/env bash
# guard.sh COMMAND...: runs a command of which no process is left behind, whatever happens to it.
#
# All that the command starts inherits a mark in its environment. What still has it when the command has ended is named, ended, and makes
# the exit code 1. A signal that ends this script ends the command and all that it has started.
set -uo pipefail

patience=30 # tenths of a second
mark=CANBAO_TEST_RUN
run=${!mark:+${!mark}/}$(</proc/sys/kernel/random/uuid)

# Processes with the mark. The names of those of other guards within this run begin with it.
marked() {
  grep -lsF "$mark=$run" /proc/[0-9]*/environ | cut -d / -f 3
}

# Those, and what they have started: some programs write over their environment.
family() {
  local process
  for process in "$@"; do
    echo "$process"
    # Without quotes: numbers. A process may have ended since.
    # shellcheck disable=SC2046
    family $(cat /proc/"$process"/task/*/children 2>/dev/null)
  done
}

left() {
  # shellcheck disable=SC2046
  family $(marked) | sort -nu
}

# What ends by itself at this moment is not left behind. A process that is just becoming another program has no environment for an instant:
# nobody is there only if nobody is there twice.
wait_for_the_last() {
  local tenths nobody=0
  for ((tenths = 0; tenths < patience; tenths++)); do
    if [[ -n $(marked) ]]; then nobody=0; else ((++nobody)); fi
    ((nobody < 2)) || return 0
    sleep 0.1
  done
  return 1
}

name_them() {
  local process
  for process in $(left); do
    echo "left behind: $process $(tr '\0' ' ' 2>/dev/null <"/proc/$process/cmdline")" >&2
  done
}

end_them() {
  local processes signal
  for signal in TERM KILL; do
    processes=$(left)
    [[ -n $processes ]] || return 0
    # shellcheck disable=SC2086
    kill -"$signal" $processes 2>/dev/null
    wait_for_the_last && return 0
  done
}

end_by() {
  trap '' HUP INT TERM
  end_them
  exit $((128 + $1))
}

trap 'end_by 1' HUP
trap 'end_by 2' INT
trap 'end_by 15' TERM

# In the background, where a signal does not have to wait for its end; but with a signal's usual effect, and without this script's input.
env --default-signal=HUP,INT,QUIT,PIPE,TERM "$mark=$run" "$@" </dev/null &
wait $!
code=$?
wait_for_the_last && exit "$code"
name_them
end_them
exit 1
