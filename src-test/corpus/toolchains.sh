#!/usr/bin/env bash
# Lays out the programs of three published Go toolchains: toolchains.sh TARGET-FOLDER.
# They come through the Go client's own module proxy, checked against its checksum database.
set -euo pipefail

target=$(cd "$1" && pwd)
export GOTOOLCHAIN=local GOWORK=off GOFLAGS=-mod=mod
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
while read -r version platform; do
  module=golang.org/toolchain@v0.0.1-$version.$platform
  echo "toolchains: $module" >&2
  if ! go mod download -json "$module" > answer.json; then
    cat answer.json >&2
    echo "toolchains: $module could not be had" >&2
    exit 1
  fi
  folder=$(sed -n 's/^[[:space:]]*"Dir": "\(.*\)",*$/\1/p' answer.json)
  [ -d "$folder/bin" ] || {
    echo "toolchains: $module has no programs" >&2
    exit 1
  }
  place=$target/$platform
  mkdir -p "$place/bin" "$place/pkg"
  # Links where the module cache is on the same disk, copies elsewhere.
  (cd "$folder" && find bin pkg/tool -type d) | (cd "$place" && xargs mkdir -p)
  (cd "$folder" && find bin pkg/tool -type f) | while read -r name; do
    ln "$folder/$name" "$place/$name" 2> /dev/null || cp "$folder/$name" "$place/$name"
  done
  echo "$version" > "$place/VERSION.txt"
done <<'LIST'
go1.27.0 darwin-arm64
go1.27.0 linux-arm64
go1.26.10 windows-amd64
LIST
