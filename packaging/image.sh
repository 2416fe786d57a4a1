#!/usr/bin/env bash
# Really builds the Dockerfile, with buildah, as `docker build .` would without arguments, and tries the image; ./build.sh image does the same.
# To be run as root. Nothing is kept.
# The base images have their public names but are made here: a minimal Debian with this machine's .NET.
set -euo pipefail
cd "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
source tests/install/steps.sh
mkdir -p artifacts
log=$PWD/artifacts/image.log
tools=(buildah debootstrap iproute2 jq procps)
sdk_image=mcr.microsoft.com/dotnet/sdk:10.0
runtime_image=mcr.microsoft.com/dotnet/aspnet:10.0
app_uid=1654

make_and_try() {
  [[ $(id -u) == 0 ]] || fail 'an image is built as root: a Debian is unpacked with its owners'
  install_tools
  work=$(mktemp -d "${TMPDIR:-/tmp}/canbao-image.XXXXXX")
  trap clean_up EXIT
  quietly 'making a minimal Debian' debian "$work/debian"
  quietly 'making the base images' base_images
  quietly 'building the image' build_image
  # Nothing but itself can be reached there: the image may listen on all addresses, as it does in a container.
  unshare --net -- packaging/image.sh --try "$work"
}

install_tools() {
  local package missing=()
  for package in "${tools[@]}"; do
    [[ $(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null) == ii* ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  quietly 'reading the package lists' apt-get update -q
  quietly "installing ${missing[*]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# All images and containers of this run, and no others.
builder() {
  buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs "$@"
}

# Whatever is still mounted below is somebody else's: it is left alone, and said.
clean_up() {
  builder rm --all >/dev/null 2>&1 || true
  if grep -q " $work" /proc/self/mounts; then fail "$work: something is mounted there, nothing was removed"; fi
  rm -rf --one-file-system -- "$work"
}

debian() {
  local release from icu
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  from=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' "Codename: $release" | awk 'NR == 1')
  icu=$(apt-cache pkgnames libicu | grep -E '^libicu[0-9]+$' | sort -V | tail -n 1)
  debootstrap --variant=minbase --include="ca-certificates,$icu,libssl3,libstdc++6,zlib1g" "$release" "$1" "$from"
  chroot "$1" useradd --uid "$app_uid" --create-home app
}

base_images() {
  local dotnet
  dotnet=$(dirname -- "$(readlink -f -- "$(command -v dotnet)")")
  base_image "$runtime_image" "$dotnet"/{dotnet,host,shared}
  base_image "$sdk_image" "$dotnet"/*
}

base_image() {
  local name=$1 container root
  shift
  container=$(builder from scratch)
  root=$(builder mount "$container")
  cp -a --reflink=auto "$work/debian/." "$root"
  mkdir "$root/usr/share/dotnet"
  cp -a --reflink=auto "$@" "$root/usr/share/dotnet"
  ln -s /usr/share/dotnet/dotnet "$root/usr/bin/dotnet"
  builder umount "$container"
  builder config --env "APP_UID=$app_uid" --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
  builder commit --rm "$container" "$name"
}

# How this machine reaches its package registry is lent to the build and no part of the image.
build_image() {
  local settings=() folder
  for folder in /etc/ssl/certs /usr/share/ca-certificates /usr/local/share/ca-certificates "$HOME/.nuget/NuGet"; do
    [[ ! -d $folder ]] || settings+=(--volume "$folder:${folder/#$HOME\/.nuget//root/.nuget}:ro")
  done
  builder build --isolation chroot --format docker --pull-never "${settings[@]}" -t canbao .
}

# One word a line of what the image says it runs.
image_words() {
  builder inspect --type image canbao | jq -r ".Docker.config.$1[]"
}

in_container() {
  builder run --isolation chroot "$container" -- "$@"
}

# Starts the service as the image says, asks for its health as the image says, lets it quote, and ends it.
try_image() {
  local entry health container user
  work=$1
  ip link set lo up
  mapfile -t entry < <(image_words Entrypoint)
  mapfile -t health < <(image_words Healthcheck.Test | tail -n +2)
  container=$(builder from --pull-never canbao)
  user=$(in_container id -u)
  [[ $user == "$app_uid" ]] || fail "the image runs as user $user, not as $app_uid"
  echo 'starting it where nobody else can be reached ...'
  in_container "${entry[@]}" >"$work/service.log" 2>&1 &
  service=$!
  trap 'kill -KILL "$(innermost "$service")" 2>/dev/null || true' EXIT
  wait_for_health "${health[@]}"
  quietly 'quoting there' quote_residents
  head -n 1 "$log"
  kill -TERM "$(innermost "$service")"
  wait "$service" || fail "the service ended with $?"
  trap - EXIT
  echo "the image starts as user $user, is healthy, quotes and ends; $(image_size)"
}

# The last process of a chain of children: the service, and not the builder around it.
innermost() {
  local process=$1 child
  while child=$(pgrep -P "$process"); do process=$child; done
  echo "$process"
}

wait_for_health() {
  local tries
  for ((tries = 0; tries < 30; tries++)); do
    if in_container "$@" 2>>"$work/service.log"; then return; fi
    sleep 1
  done
  cat "$work/service.log"
  fail 'the image does not become healthy'
}

quote_residents() {
  in_container dotnet /app/canbao.dll generate --residents 1000 -o /tmp/residents.csv >/dev/null
  in_container dotnet /app/canbao.dll recalculate --server 127.0.0.1:5080 --in /tmp/residents.csv --out /tmp/quotes.csv
}

image_size() {
  du -sh "$(builder mount "$container")" | cut -f 1
}

case ${1:-} in
  '') make_and_try ;;
  --try) try_image "$2" ;;
  *) fail "unknown option '$1'" ;;
esac
