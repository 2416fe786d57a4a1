#!/usr/bin/env bash
# The part of fresh.sh that runs in its own mount and process namespace: root.sh ROOT RELEASE [--test].
# Of this machine the root gets, when it runs and to read only or as copies: the SDK, and what reaches packages (sources, keys, proxies and
# certificates, settings of npm and NuGet, names of hosts). It gets no device, no process and no setting of the kernel.
set -euo pipefail
cd "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.."
source tests/install/steps.sh
log=$PWD/artifacts/fresh.log
root=$1 release=$2
scratch=$(dirname -- "$root")
tree=/canbao
bare=/var/lib/dpkg/status.bare # what was installed at first
trap 'exit 130' INT TERM       # the first process of a namespace ends only by signals that it expects

# Settings that clients of registries take from the environment.
settings=()
while IFS= read -r name; do settings+=("$name=${!name}"); done < <(
  compgen -e | grep -iE '^((https?|ftp|all|no)_proxy|ssl_cert_(file|dir)|node_extra_ca_certs|npm_config_.*|nuget_.*)$')

# Where this machine has Debian from.
mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' "Codename: $release" | awk 'NR == 1'
}

make_debian() {
  local from
  from=$(mirror)
  [[ -n $from ]] || fail "no package source of this machine has Debian's $release"
  quietly "making a Debian 12 in $root" debootstrap --variant=minbase "$release" "$root" "$from"
  cp "$root/var/lib/dpkg/status" "$root$bare"
}

take_tree() {
  echo "taking the tree of $(git log -1 --format='%h, %s')"
  git archive --prefix="${tree#/}/" HEAD | tar -x -C "$root"
}

# Files at their usual places, if they are there.
copy_settings() {
  local path
  for path in /etc/{hosts,resolv.conf,ssl/certs,npmrc} /usr/etc/npmrc /usr/share/keyrings /usr/local/share/ca-certificates /etc/opt/NuGet \
    /etc/apt/{sources.list,sources.list.d,keyrings,trusted.gpg,trusted.gpg.d,auth.conf,auth.conf.d}; do
    copy "$path" "$path"
  done
  for path in .npmrc .nuget/NuGet .config/NuGet; do copy "$HOME/$path" "/root/$path"; done
  # How packages are fetched, not what else happens when they are installed.
  apt-config dump | grep '^Acquire::' >"$root/etc/apt/apt.conf"
  printf 'Package: *\nPin: release o=Debian\nPin-Priority: 500\n\nPackage: *\nPin: release o=*\nPin-Priority: -1\n' >"$root/etc/apt/preferences"
}

copy() {
  rm -rf -- "${root:?}$2"
  [[ -e $1 ]] || return 0
  mkdir -p "$(dirname -- "$root$2")"
  cp -rL --preserve=mode -- "$1" "$root$2"
}

# Services are not started, as there is nothing that starts them; and what is written need not outlive the machine.
prepare_packages() {
  echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/fresh"
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod +x "$root/usr/sbin/policy-rc.d"
}

# A place for it, in the PATH; it is mounted there.
give_sdk() {
  mkdir -p "$root/opt/dotnet"
  ln -s /opt/dotnet/dotnet "$root/usr/local/bin/dotnet"
}

# mount_system FOLDER: its own processes and devices, and the SDK.
mount_system() {
  local name
  mount -t proc proc "$1/proc"
  for name in sys sysrq-trigger irq bus fs; do [[ ! -e $1/proc/$name ]] || read_only "$1/proc/$name" "$1/proc/$name"; done
  read_only /sys "$1/sys"
  mount -t tmpfs -o mode=755,size=64k tmpfs "$1/dev"
  mkdir "$1"/dev/{pts,shm}
  for name in 'null 1 3' 'zero 1 5' 'full 1 7' 'random 1 8' 'urandom 1 9' 'tty 5 0'; do
    read -r name major minor <<<"$name"
    mknod -m 666 "$1/dev/$name" c "$major" "$minor"
  done
  ln -s /proc/self/fd "$1/dev/fd"
  for name in stdin:0 stdout:1 stderr:2; do ln -s "/proc/self/fd/${name#*:}" "$1/dev/${name%:*}"; done
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$1/dev/pts"
  ln -s pts/ptmx "$1/dev/ptmx"
  mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
  read_only "$(dirname -- "$(readlink -f -- "$(command -v dotnet)")")" "$1/opt/dotnet"
}

read_only() {
  mount --bind "$1" "$2"
  mount -o remount,bind,ro "$2"
}

# inside FOLDER COMMAND...: in the tree.
inside() {
  local place=$1
  shift
  env -i HOME=/root LANG=C.UTF-8 TERM="${TERM:-dumb}" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${settings[@]}" \
    chroot "$place" /bin/bash -c 'cd "$0" && exec "$@"' "$tree" "$@"
}

# step WHAT COMMAND...: a line, what the command says, and the seconds it took.
step() {
  local start=$SECONDS
  echo "fresh: $1 ..."
  "${@:2}" || fail "$1 failed"
  echo "fresh: $1 took $((SECONDS - start)) s"
}

# would_install NAME...: all packages that they would bring to the bare Debian.
would_install() {
  inside "$root" apt-get --simulate -o "Dir::State::status=$bare" --no-install-recommends install "$@" | awk '$1 == "Inst" { print $2 }' | sort
}

prove_names() {
  local name names
  mapfile -t names < <(inside "$root" tests/install/install.sh --list)
  would_install "${names[@]}" >"$scratch/all"
  for name in "${names[@]}"; do prove_name "$name" "${names[@]}"; done
  echo "without any one of ${#names[@]} names, the check fails and says which"
}

# Without the name some packages would not be there; without their files the check must fail, and name it, and no other.
prove_name() {
  local name=$1 others
  mapfile -t others < <(printf '%s\n' "${@:2}" | grep -vxF -- "$name")
  would_install "${others[@]}" >"$scratch/others"
  comm -23 "$scratch/all" "$scratch/others" >"$scratch/lost"
  [[ -s $scratch/lost ]] || fail "$name comes with another name of the list; take it out"
  damage
  if inside "$scratch/damaged" tests/install/install.sh --check >"$log" 2>&1; then fail "nobody misses $name; take it out"; fi
  [[ $(grep -oP "\(Debian's package \K[^)]*" "$log" | sort -u) == "$name" ]] || { show_log; fail "the check does not name $name, or not it alone"; }
  umount -R "$scratch/damaged"
}

# A layer over the root takes what is removed. What leads to a folder stays: packages name /bin and /lib, which are links.
damage() {
  rm -rf "$scratch"/{removed,work}
  mkdir -p "$scratch"/{removed,work,damaged}
  mount -t overlay overlay -o "lowerdir=$root,upperdir=$scratch/removed,workdir=$scratch/work" "$scratch/damaged"
  mount_system "$scratch/damaged"
  inside "$root" xargs dpkg -L <"$scratch/lost" |
    inside "$scratch/damaged" bash -c 'while IFS= read -r path; do [[ -d $path ]] || printf "%s\0" "$path"; done | xargs -0 rm -f --'
}

main() {
  make_debian
  copy_settings
  give_sdk
  prepare_packages
  take_tree
  mount_system "$root"
  step 'the installation' inside "$root" ./build.sh install
  step 'the proof of the list' prove_names
  step 'the build' inside "$root" ./build.sh build
  step 'the demonstration' inside "$root" ./canbao demo --residents 1000
  [[ ${1:-} != --test ]] || step 'the test' inside "$root" ./build.sh test
  echo 'fresh: a machine where nothing was installed has all that it needs'
}

main "${@:3}"
