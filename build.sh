#!/usr/bin/env bash
# Everything that CI does, on a Debian machine with the .NET SDK.
#   ./build.sh          restore, build and test
#   ./build.sh build    restore and build only
#   ./build.sh test     install what the tests need, restore, build and test
#   ./build.sh interop-host --port P
#                       serve grpc.testing.TestService on 127.0.0.1:P (HTTP/2 without TLS; 0 takes a free port) until ended
set -euo pipefail
cd "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
export UseSharedCompilation=false DEBIAN_FRONTEND=noninteractive
clients=tests/Canbao.EndToEnd.Tests/clients
interop=tests/GrpcLite.Tests/clients
results=artifacts/test-results
log=artifacts/step.log

fail() {
  echo "build.sh: $*" >&2
  exit 1
}

# Addresses of package registries are the machine's business, not the log's.
show_log() {
  sed -E 's#https?://[^ ]*#(address)#g' "$log"
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
  else fail "root or sudo is needed to install packages: $*"
  fi
}

# gRPC of other people, for the clients and servers that the tests meet: Python's, Ruby's, Go's, C++'s, Java's; and a database server.
packages=(postgresql protobuf-compiler protobuf-compiler-grpc python3-grpcio python3-protobuf python3-google-auth python3-requests
  ruby ruby-grpc golang-go golang-google-grpc-dev golang-goprotobuf-dev protoc-gen-go-grpc
  procps xz-utils g++ pkg-config libgrpc++-dev libprotobuf-dev libabsl-dev
  protobuf-compiler-grpc-java-plugin libgrpc-java libprotobuf-java libnetty-java libguava-java libgoogle-gson-java libperfmark-java
  libgeronimo-annotation-1.3-spec-java)

missing_packages() {
  local package
  for package in "${packages[@]}"; do
    [[ $(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null) == ii* ]] || echo "$package"
  done
  command -v javac >/dev/null || echo default-jdk-headless
  command -v node >/dev/null || echo nodejs
  command -v npm >/dev/null || echo npm
  command -v chromium >/dev/null || echo chromium
}

install_packages() {
  local packages
  mapfile -t packages < <(missing_packages)
  ((${#packages[@]})) || return 0
  quietly 'reading the package lists' as_root apt-get update -q
  quietly "installing ${packages[*]}" as_root apt-get install -q -y --no-install-recommends "${packages[@]}"
}

# The copy of the lock file says what is installed.
install_clients() {
  local installed=$clients/node_modules/.installed.json
  cmp -s "$clients/package-lock.json" "$installed" && return
  quietly 'installing the npm clients' npm ci --prefix "$clients" --ignore-scripts --no-audit --no-fund --loglevel=error
  cp "$clients/package-lock.json" "$installed"
}

# The copy of the script says what is built.
build_interop() {
  local built=artifacts/interop
  cmp -s "$interop/prepare.sh" "$built/.prepared" && return
  quietly "building grpc's own interop clients and servers" "$interop/prepare.sh" "$built"
  cp "$interop/prepare.sh" "$built/.prepared"
}

build() {
  quietly 'restoring' dotnet restore Canbao.slnx --locked-mode --nologo -v quiet -nodeReuse:false
  touch artifacts/build.started
  quietly 'building' dotnet build Canbao.slnx -c Release --no-restore -warnaserror --nologo -v quiet -nodeReuse:false
  # ./canbao need not build again.
  touch -r artifacts/build.started {src/Canbao.Cli,loadtests/Canbao.LoadTests,benchmarks/Canbao.Benchmarks}/obj/launcher.stamp
}

# A test that hangs is named and ends its run after four minutes without news; the run itself may take ten.
test_project() {
  local name
  name=$(basename "$1" .csproj)
  echo "testing $name ..."
  dotnet test "$1" -c Release --no-build --nologo --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
    --blame-hang-timeout 4m --blame-hang-dump-type none \
    -- RunConfiguration.TestSessionTimeout=600000
}

# Sums one counter, such as passed, over the result files.
count() {
  cat "$results"/*.trx 2>/dev/null | sed -nE "s/.*<Counters .*\b$1=\"([0-9]+)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}

run_tests() {
  local project broken=0
  rm -rf "$results"
  for project in tests/*.Tests/*.csproj; do test_project "$project" || broken=$((broken + 1)); done
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

# Nothing but the host's address goes to standard output, and the signal that ends it reaches the host itself.
interop_host() {
  local host=tests/InteropHost
  quietly 'restoring' dotnet restore "$host" --locked-mode --nologo -v quiet -nodeReuse:false >&2
  quietly 'building' dotnet build "$host" -c Release --no-restore -warnaserror --nologo -v quiet -nodeReuse:false >&2
  exec dotnet "$host/bin/Release/net10.0/InteropHost.dll" "$@"
}

main() {
  mkdir -p artifacts
  case ${1:-all} in
    build) build ;;
    interop-host) interop_host "${@:2}" ;;
    all | test)
      install_packages
      install_clients
      quietly 'installing the peers of the benchmarks' benchmarks/peers/install.sh
      build_interop
      build
      run_tests
      ;;
    *) fail "unknown command '$1'; expected build, test, interop-host or nothing" ;;
  esac
}

main "$@"
