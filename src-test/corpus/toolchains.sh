#!/usr/bin/env bash
# Lays out the programs of three published Go toolchains, and of one for Windows on ARM64:
# toolchains.sh TARGET-FOLDER.
# The three come through the Go client's own module proxy, checked against its checksum database.
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

# No proxy is sure to have Windows on ARM64, so it is built with the published Go, from its sources
# and with the flags of a release (Go, cmd/dist, toolenv). Builds of Go are reproducible: these
# programs are those of the release byte for byte, which LoggedArchivesIT has the log confirm.
version=go1.27.0
place=$target/windows-arm64
echo "toolchains: building $version for windows/arm64" >&2
for name in GOPROXY GOSUMDB GOPRIVATE GONOPROXY GONOSUMDB GOMODCACHE GOCACHE; do
  value=$(go env "$name")
  export "$name=$value"
done
mkdir -p "$GOCACHE" 2> /dev/null || true
[ -w "$GOCACHE" ] || export GOCACHE=$work/cache
unset GOROOT GOARM64 GOEXPERIMENT GODEBUG GO_LDFLAGS GO_GCFLAGS GOFIPS140
export GOENV=off GO111MODULE=on GOTOOLCHAIN=$version GOOS=windows GOARCH=arm64 CGO_ENABLED=0
export GOFLAGS='-trimpath -ldflags=-w -gcflags=cmd/...=-dwarf=false'
# The compilers live for seconds: not collecting garbage saves a third of the time.
export GOGC=off GOMEMLIMIT=2GiB
tools=$place/pkg/tool/windows_arm64
mkdir -p "$place/bin" "$tools"
go build -o "$place/bin/" cmd/go cmd/gofmt
go build -o "$tools/" cmd/asm cmd/cgo cmd/compile cmd/cover cmd/fix cmd/link cmd/preprofile cmd/vet
echo "$version" > "$place/VERSION.txt"
