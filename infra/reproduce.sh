#!/usr/bin/env bash
# Publishes the host twice from the committed source, as two strangers would, and compares every byte. The second one has another folder of another depth, another home and
# time, another time zone, language and umask, packages fetched for itself; and, when root runs this, it is another user. Usage: infra/reproduce.sh [COMMIT]
set -euo pipefail
cd "$(dirname "$0")/.."
commit=${1:-HEAD}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

# A number that no account has: nothing of this machine is theirs.
stranger=${CLEANROOM_OTHER_USER:-64321}
first="$work/a"
second="$work/a folder of another name/and another depth"

# Runs a command as the second builder: as the other user where that can be, else as the same one.
as_second() { "$@"; }
if [ "$(id -u)" -ne 0 ]; then
  echo "skipped: another user. Only root can become one; everything else is tried."
elif ! (cd "$work" && setpriv --reuid="$stranger" --regid="$stranger" --clear-groups env HOME="$work" dotnet --version) > /dev/null 2>&1; then
  echo "skipped: another user. The SDK at $(command -v dotnet) cannot be run by one, or there is no setpriv."
else
  as_second() { setpriv --reuid="$stranger" --regid="$stranger" --clear-groups "$@"; }
  echo "the second build is user $stranger's, the first one user $(id -u)'s"
fi

# prepare FOLDER: the committed source, and beside it a home and a place for temporary files.
prepare() {
  mkdir -p "$1" "$1.home/.nuget/NuGet" "$1.tmp"
  [ "$(dirname "$1")" = "$work" ] || chmod 755 "$(dirname "$1")"
  git archive "$commit" | tar -x -C "$1"
  # Where packages come from is the machine's to say; what they are, the lock files say.
  [ ! -e "$HOME/.nuget/NuGet/NuGet.Config" ] || cp "$HOME/.nuget/NuGet/NuGet.Config" "$1.home/.nuget/NuGet/"
}

# publish FOLDER PACKAGES PREFIX...: what lies in FOLDER, with nothing of the caller's but the SDK.
publish() {
  local source=$1 packages=$2
  shift 2
  (
    cd "$source"
    "$@" env CI=true HOME="$source.home" DOTNET_CLI_HOME="$source.home" TMPDIR="$source.tmp" NUGET_PACKAGES="$packages" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 \
      dotnet publish src/EnclaveHost/EnclaveHost.csproj -c Release -r linux-x64 --self-contained true -o "$source.published" -nodeReuse:false -p:UseSharedCompilation=false
  ) > "$source.log" 2>&1 || { tail -20 "$source.log"; exit 1; }
  (cd "$source.published" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) > "$source.sums"
}

prepare "$first"
publish "$first" "${NUGET_PACKAGES:-$HOME/.nuget/packages}"

sleep 2
prepare "$second"
mkdir -p "$second.published" "$second.packages"
if [ "$(id -u)" -eq 0 ]; then
  chown -R "$(as_second id -u):$(as_second id -g)" "$second" "$second".*
fi
umask 077
publish "$second" "$second.packages" as_second env TZ=Pacific/Auckland LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8

if diff "$first.sums" "$second.sums"; then
  echo "$(wc -l < "$first.sums") files, the same bytes; SHA-256 over the list: $(sha256sum < "$first.sums" | cut -d' ' -f1)"
else
  echo "the two publish folders differ in the files above"
  exit 1
fi
