# setup.sh: what ./run and ./check share: words, packages, folders
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash

: "${source_root:?is set by the script that reads this one}"

say ()
{
  printf '%s\n' "$*" >&2
}

fail ()
{
  say "$*"
  exit 1
}

# Sets packager to the package manager's family, "" for none that is known.
find_packager ()
{
  packager=
  if command -v apt-get >/dev/null; then packager=debian
  elif command -v dnf >/dev/null; then packager=fedora
  elif command -v pacman >/dev/null; then packager=arch
  fi
}

list_missing ()
{
  case $packager in
    debian)
      local installed
      installed=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' |
                  sed -n 's/^installed //p')
      printf '%s\n' "$@" | grep -vxF -f <(printf '%s\n' "$installed") || true
      ;;
    fedora)
      local package
      for package; do
        rpm --query --quiet --whatprovides "$package" || printf '%s\n' "$package"
      done
      ;;
    arch)
      pacman --deptest "$@" || true
      ;;
  esac
}

as_root ()
{
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    say "This needs an administrator, and sudo is not installed. As root, run:"
    fail "  $*"
  fi
}

install ()
{
  case $packager in
    debian)
      as_root apt-get -qq update
      as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -y -o Dpkg::Use-Pty=0 install --no-install-recommends "$@"
      ;;
    fedora)
      as_root dnf -q -y --setopt=install_weak_deps=False install "$@"
      ;;
    arch)
      as_root pacman -S --quiet --noconfirm --needed "$@"
      ;;
  esac
}

# Installs what is missing from the lists "packages.FAMILY" in the folders given.
install_missing ()
{
  local folder packages=() missing=()

  find_packager
  if [ -z "$packager" ]; then
    say "Neither apt, dnf nor pacman is here: going on with what is installed."
    return
  fi

  for folder; do
    mapfile -t -O "${#packages[@]}" packages < "$source_root/$folder/packages.$packager"
  done
  mapfile -t missing < <(list_missing "${packages[@]}")
  if [ "${#missing[@]}" -eq 0 ]; then
    return
  fi

  say "Installing, this can take some minutes: ${missing[*]}"
  install "${missing[@]}" >/dev/null || fail "The packages could not be installed."
}

# Sets build_root: in the tree when that can be written, else in the cache.
find_build_root ()
{
  build_root=$source_root/build
  if ! mkdir -p "$build_root" 2>/dev/null || [ ! -w "$build_root" ] || [ ! -O "$build_root" ]; then
    build_root=${XDG_CACHE_HOME:-$HOME/.cache}/keyrack/build
    mkdir -p "$build_root"
  fi
}

# Runs a command with its output in a log, which is shown when it fails.
quietly ()
{
  local log=$1
  shift
  mkdir -p "${log%/*}"
  if ! "$@" > "$log" 2>&1; then
    tail -n 60 "$log" >&2
    say "Failed: $*"
    say "The whole log is in $log"
    return 1
  fi
}

# build FOLDER [MESON OPTIONS]: configures once, then builds what has changed.
build ()
{
  local folder=$1
  shift
  if [ ! -f "$folder/build.ninja" ]; then
    say "Configuring $folder"
    rm -rf "$folder"
    quietly "$folder.setup.log" meson setup "$folder" "$source_root" "$@" || return
  fi
  say "Building $folder"
  quietly "$folder.build.log" meson compile -C "$folder"
}
