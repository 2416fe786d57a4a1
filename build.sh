#!/usr/bin/env bash
# Everything that CI does, on a Debian machine with the .NET SDK.
#   ./build.sh          restore, build and test
#   ./build.sh build    restore and build only
#   ./build.sh install  install what the tests use, and check that it is there
#   ./build.sh test     install, restore, build and test
#   ./build.sh publish [FOLDER]
#                       make what people install: archives, the .NET tool, the client's package (artifacts/publish)
#   ./build.sh try      build, and try each of these in a folder of its own
#   ./build.sh image    build the Dockerfile as an image, as root, and try it; see packaging/image.sh
#   ./build.sh fresh    do so on a Debian where nothing was installed; see tests/install/fresh.sh
set -euo pipefail
cd "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
export UseSharedCompilation=false
results=artifacts/test-results
log=artifacts/step.log
tests=

source tests/install/steps.sh

build() {
  local project
  # A folder that is new later would look like a change to ./canbao.
  for project in {src,loadtests,benchmarks}/*/*.csproj; do mkdir -p "${project%/*}"/{bin,obj}; done
  quietly 'restoring' dotnet restore Canbao.slnx --locked-mode --nologo -v quiet -nodeReuse:false
  touch artifacts/build.started
  quietly 'building' dotnet build Canbao.slnx -c Release --no-restore -warnaserror --nologo -v quiet -nodeReuse:false
  # ./canbao need not build again.
  touch -r artifacts/build.started {src/Canbao.Cli,loadtests/Canbao.LoadTests,benchmarks/Canbao.Benchmarks}/obj/launcher.stamp
}

# A test that hangs is named and ends its run after four minutes without news; the run itself may take fourteen, for busy machines. A process
# that it leaves behind is named and ended, and the project has failed. In the background, so that a signal does not wait for the end.
test_project() {
  local name
  name=$(basename "$1" .csproj)
  echo "testing $name ..."
  tests/guard.sh timeout --kill-after=30 15m dotnet test "$1" -c Release --no-build --nologo --filter "$2" \
    --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
    --blame-hang-timeout 4m --blame-hang-dump-type none \
    -- RunConfiguration.TestSessionTimeout=840000 &
  tests=$!
  wait "$tests"
}

# Tests at work end with this script, and all that they have started with them.
stop_tests() {
  trap '' HUP INT TERM
  kill -TERM "$tests" && wait "$tests" || true
  exit $((128 + $1))
}

# Sums one counter, such as passed, over the result files.
count() {
  cat "$results"/*.trx 2>/dev/null | sed -nE "s/.*<Counters .*\b$1=\"([0-9]+)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}

# run_tests FILTER PROJECT...
run_tests() {
  local project broken=0 filter=$1
  shift
  rm -rf "$results"
  trap 'stop_tests 1' HUP
  trap 'stop_tests 2' INT
  trap 'stop_tests 15' TERM
  for project; do test_project "$project" "$filter" || broken=$((broken + 1)); done
  report "$broken"
}

# A project that broke off without a failed test counts as a failure.
report() {
  local broken=$1 passed failed skipped
  passed=$(count passed) failed=$(count failed)
  ((failed >= broken)) || failed=$broken
  skipped=$(($(count total) - $(count executed)))
  echo "$passed passed, $failed failed$( ((skipped == 0)) || echo ", $skipped skipped")"
  ((broken == 0 && failed == 0 && passed > 0))
}

main() {
  mkdir -p artifacts
  case ${1:-all} in
    build) build ;;
    install) tests/install/install.sh ;;
    publish) packaging/publish.sh "${@:2}" ;;
    try)
      build
      run_tests 'Needs=published' tests/Canbao.EndToEnd.Tests/Canbao.EndToEnd.Tests.csproj
      ;;
    image) packaging/image.sh ;;
    fresh) tests/install/fresh.sh "${@:2}" ;;
    all | test)
      tests/install/install.sh
      build
      run_tests 'Needs!=published' tests/*.Tests/*.csproj
      ;;
    *) fail "unknown command '$1'; expected install, build, test, publish, try, image, fresh or nothing" ;;
  esac
}

main "$@"
