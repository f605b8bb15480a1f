#!/usr/bin/env bash
# Writes a release of what is committed into one folder: digests, bill of materials, source and SDK, and, with the image's layers, policy and host data.
# Usage: SDK_IMAGE=NAME@sha256:… BASE_IMAGE=NAME@sha256:… IMAGE=NAME@sha256:… infra/release.sh FOLDER [LAYERS.json]
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,3p' "$0"; exit 2; }
out=$(realpath -m "$1")
layers=${2:+$(realpath -e "$2")}
cd "$(dirname "$0")/.."

[ ! -e "$out" ] || { echo "$out exists: a release goes into a folder of its own"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# From the commit, not from what lies about: a stranger has nothing else.
mkdir "$work/source"
git archive HEAD | tar -x -C "$work/source"
cd "$work/source"
export CI=true DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet publish src/EnclaveHost/EnclaveHost.csproj -c Release -r linux-x64 --self-contained true -o "$work/publish" -nodeReuse:false -p:UseSharedCompilation=false > "$work/log" 2>&1 || { tail -20 "$work/log"; exit 1; }
dotnet build src/DataOwnerClient/DataOwnerClient.csproj -c Release -nodeReuse:false -p:UseSharedCompilation=false > "$work/log" 2>&1 || { tail -20 "$work/log"; exit 1; }
artifacts/bin/DataOwnerClient/release/cleanroom release "$work/publish" --lock src/EnclaveHost/packages.lock.json ${layers:+--settings infra/policy.json --layers "$layers"} --out "$out"

cd - > /dev/null
{
  echo "commit $(git rev-parse HEAD)"
  echo "sdk $(dotnet --version)"
  echo "sdk-image ${SDK_IMAGE:-not given}"
  echo "base-image ${BASE_IMAGE:-not given}"
  echo "image ${IMAGE:-not given}"
} > "$out/images.txt"
