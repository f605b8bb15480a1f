#!/usr/bin/env bash
# Publishes the host twice, from two copies of the committed source in folders of other names and lengths, under two homes and at two
# times, and compares every byte. Usage: infra/reproduce.sh [COMMIT]
set -euo pipefail
cd "$(dirname "$0")/.."
commit=${1:-HEAD}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

publish() {
  local source=$1 home=$2
  mkdir -p "$source" "$home"
  git archive "$commit" | tar -x -C "$source"
  (
    cd "$source"
    # Packages may be shared: the lock file holds their digests. Everything else is this build's own.
    export CI=true HOME="$home" DOTNET_CLI_HOME="$home" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 NUGET_PACKAGES="${NUGET_PACKAGES:-$packages}"
    dotnet publish src/EnclaveHost/EnclaveHost.csproj -c Release -r linux-x64 --self-contained true -o "$source.published" -nodeReuse:false -p:UseSharedCompilation=false > "$source.log" || { tail -20 "$source.log"; exit 1; }
  )
  (cd "$source.published" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) > "$source.sums"
}

packages=${HOME}/.nuget/packages
publish "$work/a" "$work/first-home"
sleep 2
TZ=Pacific/Auckland LANG=C publish "$work/a folder of another name/and another depth" "$work/second-home"

if diff "$work/a.sums" "$work/a folder of another name/and another depth.sums"; then
  echo "$(wc -l < "$work/a.sums") files, the same bytes; SHA-256 over the list: $(sha256sum < "$work/a.sums" | cut -d' ' -f1)"
else
  echo "the two publish folders differ in the files above"
  exit 1
fi
