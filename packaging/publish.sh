#!/usr/bin/env bash
# Makes what people install: archives of the program, the .NET tool, the package of the client, and their SHA-256; ./build.sh publish does
# the same.
#   publish.sh [FOLDER]    into artifacts/publish, or another folder
set -euo pipefail
target=${1:+$(realpath -m -- "$1")}
cd "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
source tests/install/steps.sh
mkdir -p artifacts
log=$PWD/artifacts/publish.log
# The date of all files, in packages too. Where there is no commit it is the first one that a zip can have.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 315532800)}
export SOURCE_DATE_EPOCH
runtimes=(linux-x64 linux-arm64 win-x64)
staging=artifacts/publish.staging

publish() {
  local to=$1 version runtime
  version=$(sed -nE 's#.*<Version>(.*)</Version>.*#\1#p' Directory.Build.props)
  mkdir -p "$to" src/Canbao.Cli/obj
  rm -rf "$staging" "$to"/canbao{-,.}* "$to"/Canbao.Client.* "$to/SHA256SUMS"
  {
    flock 9 # The launcher's: it must not build the same projects meanwhile.
    pack_all "$to"
    for runtime in "${runtimes[@]}"; do
      quietly "compiling for $runtime" compile "$runtime" "$staging/canbao-$version-$runtime"
    done
  } 9>src/Canbao.Cli/obj/launcher.stamp.lock
  for runtime in "${runtimes[@]}"; do archive "canbao-$version-$runtime" "$to"; done
  rm -rf "$staging"
  (cd "$to" && sha256sum -- *.tar.gz *.zip *.nupkg *.snupkg >SHA256SUMS && ls -sh1)
}

pack_all() {
  quietly 'restoring' dotnet restore src/Canbao.Cli --locked-mode --nologo -v quiet -nodeReuse:false
  quietly 'packing the client' dotnet pack src/Canbao.Api -c Release --no-restore --nologo -v quiet -nodeReuse:false -o "$1"
  quietly 'packing the tool' dotnet pack src/Canbao.Cli -c Release --no-restore --nologo -v quiet -nodeReuse:false -o "$1"
}

# The lock files know no runtime. The restore before this one has checked the packages; this one adds the compiler and what it refers to,
# in the versions that the SDK asks for.
compile() {
  dotnet publish src/Canbao.Cli -c Release -r "$1" --no-self-contained -p:PublishReadyToRun=true -p:NuGetLockFilePath=obj/publish.lock.json \
    --nologo -v quiet -nodeReuse:false -o "$2"
}

# No order, date, owner or rights of this machine.
archive() {
  local name=$1 to=$2
  cp -R README.md README.zh-CN.md CHANGELOG.md docs proto "$staging/$name"
  find . -maxdepth 1 -iname 'licen[cs]e*' -exec cp {} "$staging/$name" \;
  chmod -R u=rwX,go=rX "$staging/$name"
  find "$staging/$name" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  if [[ $name == *-win-* ]]; then
    (cd "$staging" && TZ=UTC python3 -m zipfile -c "$to/$name.zip" "$name")
  else
    tar -C "$staging" --sort=name --owner=0 --group=0 --numeric-owner -cf - "$name" | gzip -9n >"$to/$name.tar.gz"
  fi
}

publish "${target:-$PWD/artifacts/publish}"
