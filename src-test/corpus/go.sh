#!/usr/bin/env bash
# Builds one tiny program for every platform that the installed Go knows: go.sh TARGET-FOLDER.
set -euo pipefail

target=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GOFLAGS= GOTOOLCHAIN=local GOWORK=off GO111MODULE=on CGO_ENABLED=0
# The compilers live for seconds: not collecting garbage saves a third of the time.
export GOGC=off GOMEMLIMIT=2GiB

mkdir -p "$work/hello" "$work/shared"
cd "$work/hello"
cat > go.mod <<'EOF'
module example.test/hello

go 1.21
EOF
cat > main.go <<'EOF'
package main

func main() { println("hello") }
EOF
mkdir shared
cat > shared/shared.go <<'EOF'
package main

import "C"

//export Add
func Add(a, b C.int) C.int { return a + b }

func main() {}
EOF

one() { # GOOS/GOARCH
  local os=${1%/*} arch=${1#*/} name=hello out log
  [ "$os" != windows ] || name=hello.exe
  out=$target/${os}_$arch/$name
  log=$work/log.${os}_$arch
  # wasm and the like need no other name: what counts is the content.
  if ! GOOS=$os GOARCH=$arch go build -p 1 -trimpath -buildvcs=false -o "$out" . 2> "$log"; then
    rm -rf "${out%/*}"
    printf '%s\t%s\n' "$1" "$(grep -v '^#' "$log" | head -n 1 | tr '\t' ' ')" > "$work/not-built.${os}_$arch"
  fi
}
export -f one
export target work
go tool dist list | xargs -P 2 -n 1 bash -c 'one "$1"' _

variant() { # FOLDER GOOS/GOARCH FLAG...
  local os=${2%/*} name=hello
  [ "$os" != windows ] || name=hello.exe
  GOOS=$os GOARCH=${2#*/} go build -p 1 -trimpath -buildvcs=false "${@:3}" -o "$target/$1/$name" .
}
(
  variant linux_amd64-pie linux/amd64 -buildmode=pie
  variant linux_amd64-stripped linux/amd64 -ldflags='-s -w'
  variant darwin_arm64-stripped darwin/arm64 -ldflags='-s -w'
) &
variants=$!
GOARM=5 variant linux_arm-v5 linux/arm
variant windows_arm64-stripped windows/arm64 -ldflags='-s -w'
variant windows_amd64-gui windows/amd64 -ldflags=-H=windowsgui
wait $variants

# Only on its own platform is a C compiler at hand.
if [ "$(go env GOHOSTOS)/$(go env GOHOSTARCH)" = linux/amd64 ] && command -v gcc > /dev/null; then
  for mode in c-shared:libhello.so c-archive:libhello.a; do
    CGO_ENABLED=1 CC=gcc go build -trimpath -buildvcs=false -buildmode="${mode%%:*}" \
      -o "$target/linux_amd64-${mode%%:*}/${mode#*:}" ./shared
  done
else
  printf 'linux/amd64 c-shared and c-archive\tno gcc on linux/amd64\n' > "$work/not-built.cgo"
fi

{
  printf 'pair\treason\n'
  cat "$work"/not-built.* 2> /dev/null || true
} > "$target/NOT-BUILT.tsv"
