#!/usr/bin/env bash
# Builds grpc's own interop clients and servers (C++, Go, Python) from Debian's source packages, which go with the
# libraries that are installed. Ruby's come in its package; npm's library has none. Argument: the folder to build in.
set -euo pipefail
rm -rf "${1:?a folder}"
mkdir -p "$1/bin"
cd "$1"

# The machine's own package sources, with "deb" turned into "deb-src"; what the machine knows of packages stays as it is.
fetch_sources() {
  local options
  mkdir -p apt/parts apt/lists/partial apt/cache
  sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >apt/sources.list 2>/dev/null || true
  sed 's/^Types: .*/Types: deb-src/' /etc/apt/sources.list.d/debian.sources >apt/parts/debian.sources 2>/dev/null || true
  options=(-q -o "Dir::Etc::sourcelist=$PWD/apt/sources.list" -o "Dir::Etc::sourceparts=$PWD/apt/parts"
    -o "Dir::State::lists=$PWD/apt/lists" -o "Dir::Cache=$PWD/apt/cache" -o APT::Sandbox::User= -o Acquire::Languages=none)
  apt-get "${options[@]}" update
  apt-get "${options[@]}" source --download-only grpc golang-google-grpc
  mkdir -p grpc go/src/google.golang.org/grpc-source
  tar -xf grpc_*.orig.tar.* -C grpc --strip-components=1
  tar -xf golang-google-grpc_*.orig.tar.* -C go/src/google.golang.org/grpc-source --strip-components=1
}

# on_loopback FILE TEXT BETTER: the servers listen everywhere; in a test they listen on loopback only.
on_loopback() {
  grep -qF "$2" "$1"
  sed -i "s/${2//./\\.}/$3/" "$1"
}

# The package leaves out the programs, and their internal imports ask for one tree.
build_go() {
  local grpc=google.golang.org/grpc
  cd go/src
  cp -rL /usr/share/gocode/src/$grpc google.golang.org/
  mv google.golang.org/grpc-source/interop $grpc/interop
  rm -f $grpc/interop/grpc_testing/*.pb.go
  protoc -I. --go_out=. --go-grpc_out=require_unimplemented_servers=false:. $grpc/interop/grpc_testing/test.proto
  on_loopback $grpc/interop/server/server.go 'net.Listen("tcp", "' 'net.Listen("tcp", "127.0.0.1'
  cd ../..
  export GO111MODULE=off GOFLAGS='' GOPATH=$PWD/go:/usr/share/gocode GOCACHE=$PWD/go/cache
  go build -o bin/ $grpc/interop/client $grpc/interop/server
  mv bin/client bin/go-client
  mv bin/server bin/go-server
}

build_python() {
  mkdir -p python
  cp -r grpc/src/python/grpcio_tests/tests python/
  # Theirs loads the whole test suite.
  : >python/tests/__init__.py
  protoc -I grpc --python_out=python --grpc_out=python --plugin=protoc-gen-grpc=/usr/bin/grpc_python_plugin \
    grpc/src/proto/grpc/testing/{empty,messages,test}.proto
}

build_cpp() {
  local shared client server flags libraries
  mkdir -p cpp
  protoc -I grpc --cpp_out=grpc --grpc_out=grpc --plugin=protoc-gen-grpc=/usr/bin/grpc_cpp_plugin \
    grpc/src/proto/grpc/testing/{empty,messages,test}.proto
  on_loopback grpc/test/cpp/interop/interop_server.cc '"0.0.0.0:' '"127.0.0.1:'
  shared=(src/proto/grpc/testing/{{empty,messages,test}.pb,test.grpc.pb} test/core/util/{histogram,test_config,build,stack_tracer}
    test/cpp/util/{create_test_channel,test_credentials_provider,test_config_cc} test/core/event_engine/test_init
    test/core/security/oauth2_utils test/core/end2end/data/{client_certs,server1_cert,server1_key,test_root_cert})
  client=(test/cpp/interop/{client,client_helper,interop_client})
  server=(test/cpp/interop/{interop_server,interop_server_bootstrap,server_helper})
  flags='-std=c++17 -O0 -w -Igrpc -Igrpc/include -Igrpc/third_party/upb -Igrpc/src/core/ext/upb-generated'
  printf '%s\n' "${shared[@]}" "${client[@]}" "${server[@]}" |
    xargs -P "$(nproc)" -I{} bash -c "mkdir -p cpp/\$(dirname {}) && g++ $flags -c grpc/{}.cc -o cpp/{}.o"
  libraries=$(pkg-config --libs absl_flags absl_flags_parse absl_failure_signal_handler absl_symbolize absl_str_format absl_strings \
    absl_synchronization absl_debugging_internal absl_status absl_statusor absl_cord absl_time)
  libraries="-lgrpc++ -lgrpc -lgpr -lprotobuf $libraries -lupb -laddress_sorting -lpthread -ldl"
  link cpp-client "${shared[@]}" "${client[@]}"
  link cpp-server "${shared[@]}" "${server[@]}"
}

link() {
  local program=$1 objects
  shift
  objects=("${@/#/cpp/}")
  # shellcheck disable=SC2086 # the libraries are words
  g++ -o "bin/$program" "${objects[@]/%/.o}" $libraries
}

fetch_sources
build_python
build_go
build_cpp
# What the programs need is in bin and python.
rm -rf apt cpp go grpc grpc_* golang-*
