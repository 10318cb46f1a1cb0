#!/usr/bin/env bash
# Builds a matrix of Go programs with many real Go toolchains: gobuilds.sh TARGET-FOLDER.
# What is expected of a file comes from how it was built and from `go list`, never from the file.
# The toolchains come through the Go client (GOTOOLCHAIN=goX), checked against its checksum database.
# shellcheck disable=SC2016 # the inner shells expand what is quoted
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=$(cd "$1" && pwd)
work=$(cd "$(mktemp -d)" && pwd -P)
clean() { # what was taken from the module cache is read-only
  chmod -R u+w "$work" 2> /dev/null || true
  rm -rf "$work"
}
trap clean EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

[ "$(go env GOHOSTOS)/$(go env GOHOSTARCH)" = linux/amd64 ] || {
  echo "gobuilds: the old toolchains are there for linux/amd64 only" >&2
  exit 1
}

# The user's settings for downloads stay; everything else that could change a build goes.
# GOENV=off, because an empty GOFLAGS would fall back to the user's file.
for name in GOPROXY GOSUMDB GOPRIVATE GONOPROXY GONOSUMDB GOMODCACHE GOCACHE; do
  value=$(go env "$name")
  export "$name=$value"
done
mkdir -p "$GOCACHE" 2> /dev/null || true
[ -w "$GOCACHE" ] || export GOCACHE=$work/cache
export GOENV=off GOFLAGS='' GOWORK=off GO111MODULE=on GOTOOLCHAIN=local
unset GOROOT GOARM GOAMD64 GO386 GOARM64 GOEXPERIMENT GODEBUG CC CXX LD
unset CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_LDFLAGS
# The compilers live for seconds: not collecting garbage saves a third of the time.
export GOGC=off GOMEMLIMIT=2GiB
LOCAL_GO=$(command -v go)
export LOCAL_GO here target work

# Stand-ins for the C compilers. They note when Go's linker hands its object over to be linked, which
# tells the link mode from what happened and needs no flag that would change the result.
mkdir -p "$work/bin" "$work/cells" "$work/not-built" "$work/sources"
for compiler in gcc aarch64-linux-gnu-gcc x86_64-w64-mingw32-gcc; do
  real=$(command -v "$compiler") || continue
  cat > "$work/bin/$compiler" <<EOF
#!/bin/sh
for word; do
  case \$word in
    */go.o) [ -z "\${CC_LOG-}" ] || echo linked >> "\$CC_LOG" ;;
  esac
done
exec '$real' "\$@"
EOF
  chmod +x "$work/bin/$compiler"
done
PATH=$work/bin:$PATH

# The sources, one folder for each program. Everything has to suit Go 1.2 unless a constraint says no.
source_of() { # FOLDER/FILE
  mkdir -p "$work/sources/${1%/*}"
  cat > "$work/sources/$1"
}
source_of pure/main.go <<'EOF'
package main

import (
	"fmt"
	"os"
	"strings"
)

type counter struct {
	name  string
	count int
}

func (c *counter) add(n int) *counter {
	c.count += n
	return c
}

func (c counter) String() string { return fmt.Sprintf("%s=%d", c.name, c.count) }

func adder(by int) func(int) int {
	return func(n int) int {
		defer func() {
			if r := recover(); r != nil {
				fmt.Println(r)
			}
		}()
		if n < 0 {
			panic("negative")
		}
		return n + by
	}
}

func main() {
	results := make(chan int)
	for i := 0; i < 3; i++ {
		go func(n int) { results <- adder(n)(len(os.Args)) }(i)
	}
	c := &counter{name: strings.Repeat("n", 2)}
	for i := 0; i < 3; i++ {
		c.add(<-results)
	}
	fmt.Println(c, largest())
}
EOF
source_of pure/generic.go <<'EOF'
//go:build go1.18
// +build go1.18

package main

type ordered interface{ ~int | ~string }

type pair[K, V ordered] struct {
	key   K
	value V
}

//go:noinline
func (p pair[K, V]) swap() pair[V, K] { return pair[V, K]{p.value, p.key} }

//go:noinline
func most[T ordered](list ...T) T {
	best := list[0]
	for _, one := range list {
		if one > best {
			best = one
		}
	}
	return best
}

func largest() string {
	return pair[int, string]{most(3, 1, 2), most("a", "b")}.swap().key
}
EOF
source_of pure/plain.go <<'EOF'
//go:build !go1.18
// +build !go1.18

package main

func largest() string { return "none" }
EOF
mkdir -p "$work/sources/tiny"
cp "$work/sources/pure/generic.go" "$work/sources/pure/plain.go" "$work/sources/tiny/"
source_of tiny/main.go <<'EOF'
package main

type counter struct{ count int }

func (c *counter) add(n int) *counter {
	c.count += n
	return c
}

func adder(by int) func(int) int {
	return func(n int) int {
		defer func() { recover() }()
		if n < 0 {
			panic("negative")
		}
		return n + by
	}
}

func main() {
	results := make(chan int)
	c := &counter{}
	for i := 0; i < 3; i++ {
		go func(n int) { results <- adder(n)(n - 1) }(i)
		c.add(<-results)
	}
	println(c.count, largest())
}
EOF
source_of net/main.go <<'EOF'
package main

import (
	"fmt"
	"net"
	"os/user"
)

func main() {
	fmt.Println(net.LookupHost("localhost"))
	fmt.Println(user.Current())
}
EOF
source_of user/main.go <<'EOF'
package main

/*
static int add(int a, int b) { return a + b; }
static int mul(int a, int b) { return a * b; }
int scale(int n);
int call_back(int n);
*/
import "C"

import "fmt"

//export goSquare
func goSquare(n C.int) C.int { return n * n }

func main() {
	fmt.Println(C.add(1, 2), C.mul(3, 4), C.scale(5), C.call_back(6))
	more()
}
EOF
source_of user/native.c <<'EOF'
#include "_cgo_export.h"

int scale(int n) { return 10 * n; }

int call_back(int n) { return goSquare(n) + 1; }
EOF
mkdir -p "$work/sources/usernet"
cp "$work/sources/user/"* "$work/sources/usernet/"
source_of user/more.go <<'EOF'
package main

func more() {}
EOF
source_of usernet/more.go <<'EOF'
package main

import (
	"fmt"
	"net"
	"os/user"
)

func more() {
	fmt.Println(net.LookupHost("localhost"))
	fmt.Println(user.Current())
}
EOF
source_of dep/main.go <<'EOF'
package main

import (
	"fmt"

	"example.test/native"
)

func main() { fmt.Println(native.Twice(21)) }
EOF
source_of native/native.go <<'EOF'
package native

// static int twice(int n) { return 2 * n; }
import "C"

func Twice(n int) int { return int(C.twice(C.int(n))) }
EOF
source_of asm/main.go <<'EOF'
package main

import "fmt"

func answer() int64

func main() { fmt.Println(answer()) }
EOF
for pair in amd64:MOVQ:AX 386:MOVL:AX arm64:MOVD:R0; do
  IFS=: read -r arch move register <<< "$pair"
  {
    printf '#include "textflag.h"\n\nTEXT ·answer(SB), NOSPLIT, $0-8\n'
    printf '\t%s $42, %s\n\t%s %s, ret+0(FP)\n' "$move" "$register" "$move" "$register"
    [ "$arch" != 386 ] || printf '\tMOVL $0, ret_hi+4(FP)\n'
    printf '\tRET\n'
  } > "$work/sources/asm/answer_$arch.s"
done
source_of syso/main.go <<'EOF'
package main

import "fmt"

func sum(a, b int64) int64

func main() { fmt.Println(sum(40, 2)) }
EOF
source_of syso/sum_amd64.s <<'EOF'
#include "textflag.h"

// The C function is a leaf, so that the goroutine's stack will do; C wants it aligned.
TEXT ·sum(SB), NOSPLIT, $256-24
	MOVQ a+0(FP), DI
	MOVQ b+8(FP), SI
	MOVQ SP, BX
	ANDQ $~15, SP
	CALL c_sum(SB)
	MOVQ BX, SP
	MOVQ AX, ret+16(FP)
	RET
EOF
echo 'long c_sum(long a, long b) { return a + b; }' |
  gcc -x c -O2 -fno-pic -fno-asynchronous-unwind-tables -c -o "$work/sources/syso/sum_linux_amd64.syso" -
source_of purego/main.go <<'EOF'
package main

import (
	"fmt"
	"runtime"

	"github.com/ebitengine/purego"
)

func main() {
	name := "libc.so.6"
	if runtime.GOOS == "darwin" {
		name = "/usr/lib/libSystem.B.dylib"
	}
	handle, err := purego.Dlopen(name, purego.RTLD_NOW|purego.RTLD_GLOBAL)
	if err != nil {
		panic(err)
	}
	var length func(string) int
	purego.RegisterLibFunc(&length, handle, "strlen")
	fmt.Println(length("hello"))
}
EOF
source_of purego/go.sum <<'EOF'
github.com/ebitengine/purego v0.10.0 h1:QIw4xfpWT6GWTzaW5XEKy3HXoqrJGx1ijYHzTF0/ISU=
github.com/ebitengine/purego v0.10.0/go.mod h1:iIjxzd6CiRiOG0UyXP+V1+jWqUXVjPKLAI0mRfJZTmQ=
EOF
source_of embed/main.go <<'EOF'
package main

import (
	_ "embed"
	"fmt"
	"os"
	"strings"
)

//go:embed program.bin
var program []byte

// One among the constants, ...
var decoy = []byte(strings.Repeat("\xff Go buildinf:\x08\x02"+strings.Repeat("\x00", 16)+"\x07go9.9.9\x00", 1+len(words)/1000))

// ... and sixteen in the initialised data, at every alignment. Their version is none.
var written = [...]byte{
	DECOYS
}

const words = "runtime/cgo _cgo_topofstack crosscall2 _cgo_gotypes.go main._Cfunc_add _cgo_export.c"

func main() {
	written[len(os.Args)]++
	decoy[len(os.Args)]++
	fmt.Println(len(program), program[len(program)-1], decoy[20], written[20], words)
}
EOF
# Writable, initialised, and at one of the copies aligned as the linker aligns the true one:
# 49 bytes a copy make sixteen copies start at every remainder of sixteen.
decoys=$(
  for _ in {1..16}; do
    printf '\t0xff, 0x20, 0x47, 0x6f, 0x20, 0x62, 0x75, 0x69, 0x6c, 0x64, 0x69, 0x6e, 0x66, 0x3a, 8, 2,\n'
    printf '\t0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n'
    printf "\t7, 'g', 'o', '9', '.', '9', '.', '9', 0, 0, 0, 0, 0, 0, 0, 0, 0,\n"
  done
)
text=$(cat "$work/sources/embed/main.go")
printf '%s\n' "${text/	DECOYS/$decoys}" > "$work/sources/embed/main.go"
source_of cshared/main.go <<'EOF'
package main

import "C"

//export Add
func Add(a, b C.int) C.int { return a + b }

func main() {}
EOF
source_of big/main.go <<'EOF'
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
)

func main() {
	files := token.NewFileSet()
	for _, name := range os.Args[1:] {
		file, err := parser.ParseFile(files, name, nil, parser.ParseComments)
		if err != nil {
			fmt.Println(err)
			continue
		}
		var config types.Config
		fmt.Println(config.Check(name, files, []*ast.File{file}, nil))
		ast.Print(files, file)
	}
}
EOF

# Picks addresses, joins the answers, and proves that a stripped twin has its code at the same place.
mkdir -p "$work/oracle"
cat > "$work/oracle/go.mod" <<'EOF'
module example.test/oracle

go 1.21
EOF
cat > "$work/oracle/main.go" <<'EOF'
package main

import (
	"bufio"
	"bytes"
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"fmt"
	"os"
	"strconv"
	"strings"
)

func fail(words ...interface{}) {
	fmt.Fprintln(os.Stderr, words...)
	os.Exit(1)
}

func lines(name string) []string {
	data, err := os.ReadFile(name)
	if err != nil {
		fail(err)
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
}

// sample reads the output of nm -size -sort address: address, size, kind, name.
func sample(name string) {
	const wanted = 1000
	type function struct{ start, size uint64 }
	var all []function
	for _, line := range lines(name) {
		f := strings.Fields(line)
		if len(f) < 4 || f[2] != "T" && f[2] != "t" {
			continue
		}
		start, err1 := strconv.ParseUint(f[0], 16, 64)
		size, err2 := strconv.ParseUint(f[1], 10, 64)
		if err1 == nil && err2 == nil && size > 0 {
			all = append(all, function{start, size})
		}
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	// A step through all functions, and a different depth in each: the entry, the last byte, between.
	state := uint64(12345)
	for i := 0; i < wanted && len(all) > 0; i++ {
		f := all[i*len(all)/wanted]
		state = state*6364136223846793005 + 1442695040888963407
		at := f.start
		switch i % 4 {
		case 1:
			at += f.size - 1
		case 2, 3:
			at += (state >> 33) % f.size
		}
		fmt.Fprintf(out, "0x%x\n", at)
	}
}

func join(addresses, answers string) {
	a, b := lines(addresses), lines(answers)
	if len(b) != 2*len(a) {
		fail("answers:", len(b), "addresses:", len(a))
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for i, address := range a {
		fmt.Fprintf(out, "%s\t%s\t%s\n", address, b[2*i], b[2*i+1])
	}
}

type part struct {
	name  string
	start uint64
	data  []byte
}

// load gives the sections by address, and the two symbols around the function table.
func load(name string) (parts []part, from, to uint64) {
	note := func(symbol string, value uint64) {
		switch strings.TrimPrefix(symbol, "_") {
		case "runtime.pclntab", "pclntab": // the latter in Go 1.2
			from = value
		case "runtime.epclntab", "epclntab":
			to = value
		}
	}
	add := func(name string, start uint64, data []byte, err error) {
		if err == nil {
			parts = append(parts, part{name, start, data})
		}
	}
	if f, err := elf.Open(name); err == nil {
		for _, s := range f.Sections {
			if s.Type == elf.SHT_PROGBITS && s.Flags&elf.SHF_ALLOC != 0 {
				data, err := s.Data()
				add(s.Name, s.Addr, data, err)
			}
		}
		symbols, _ := f.Symbols()
		for _, s := range symbols {
			note(s.Name, s.Value)
		}
		return
	}
	if f, err := pe.Open(name); err == nil {
		for _, s := range f.Sections {
			data, err := s.Data()
			add(s.Name, uint64(s.VirtualAddress), data, err)
		}
		for _, s := range f.Symbols {
			if s.SectionNumber > 0 {
				note(s.Name, uint64(f.Sections[s.SectionNumber-1].VirtualAddress)+uint64(s.Value))
			}
		}
		return
	}
	f, err := macho.Open(name)
	if err != nil {
		fail(name, err)
	}
	for _, s := range f.Sections {
		data, err := s.Data()
		add(s.Name, s.Addr, data, err)
	}
	if f.Symtab != nil {
		for _, s := range f.Symtab.Syms {
			note(s.Name, s.Value)
		}
	}
	return
}

func text(parts []part) part {
	for _, p := range parts {
		if p.name == ".text" || p.name == "__text" {
			return p
		}
	}
	return part{}
}

func between(parts []part, from, to uint64) []byte {
	for _, p := range parts {
		if p.start <= from && from < to && to <= p.start+uint64(len(p.data)) {
			return p.data[from-p.start : to-p.start]
		}
	}
	return nil
}

// twin compares the function tables, which hold all code offsets, and the place and size of the text.
func twin(whole, stripped string) {
	a, from, to := load(whole)
	b, _, _ := load(stripped)
	table, found := between(a, from, to), false
	for _, p := range b {
		// Not always at the same address: section names come before it, and there are fewer of them.
		found = found || len(table) > 0 && bytes.Contains(p.data, table)
	}
	if !found {
		fail("the function tables differ, or are not found:", len(table))
	}
	if s, t := text(a), text(b); s.start == 0 || s.start != t.start || len(s.data) != len(t.data) {
		fail("the text differs")
	}
}

func main() {
	switch os.Args[1] {
	case "sample":
		sample(os.Args[2])
	case "join":
		join(os.Args[2], os.Args[3])
	case "twin":
		twin(os.Args[2], os.Args[3])
	}
}
EOF

say() { printf 'gobuilds: %s\n' "$*" >&2; }
minor() { # goX.Y.Z
  local rest=${1#go1.}
  echo "${rest%%.*}"
}

# Sets GO and GOROOT. Up to Go 1.9 the toolchain does not know where it is, so it is told.
use() { # goX.Y.Z
  local try
  for try in 1 2 3; do
    # It is this command that makes the tools executable which the module cache holds.
    if GOTOOLCHAIN=$1 "$LOCAL_GO" version > "$work/use.$1" 2>&1 &&
      GOROOT=$(GOTOOLCHAIN=$1 "$LOCAL_GO" env GOROOT 2>> "$work/use.$1") && [ -x "$GOROOT/bin/go" ]; then
      GO=$GOROOT/bin/go
      export GOROOT GO
      return 0
    fi
    sleep "$try"
  done
  cat "$work/use.$1" >&2
  return 1
}

not_built() { # CELL REASON
  printf '%s\t%s\n' "$1" "$(printf '%s' "$2" | tr '\t\n' '  ')" > "$work/not-built/$1"
  rm -rf "${target:?}/$1"
}

# The sources for one toolchain, laid out so that GOPATH mode and module mode both find them.
lay_out() { # goX.Y.Z
  local place=$work/$1/src/example.test folder n
  n=$(minor "$1")
  mkdir -p "$work/$1/src"
  cp -R "$work/sources" "$place"
  for folder in "$place"/*; do
    printf 'module example.test/%s\n\ngo 1.%s\n' "${folder##*/}" "$n" > "$folder/go.mod"
  done
  printf '\nrequire example.test/native v0.0.0\n\nreplace example.test/native => ../native\n' >> "$place/dep/go.mod"
  printf '\nrequire github.com/ebitengine/purego v0.10.0\n' >> "$place/purego/go.mod"
}

# Builds one cell and notes what it was made from.
cell() { # goX.Y.Z GOOS/GOARCH PROGRAM CGO LINK BUILDMODE STRIP WITH
  local go=$1 os=${2%/*} arch=${2#*/} program=$3 cgo=$4 link=$5 mode=$6 strip=$7 with=$8
  local name=$go-${os}_$arch-$program n flags=() ldflags='' extension='' folder log file used verdict evidence
  local functions=- packages deps cc='' truly=internal
  n=$(minor "$go")
  case $program in
    pure | tiny | asm | syso | purego | embed | big) [ "$cgo" = 0 ] || name+=-cgo ;;
    *) [ "$cgo" = 1 ] || name+=-nocgo ;;
  esac
  [ "$link" = auto ] || name+=-$link
  [ "$mode" = default ] || name+=-$mode
  [ "$strip" = none ] || name+=-${strip//+/-}
  case $mode in
    default) [ "$os" != windows ] || extension=.exe ;;
    pie)
      flags+=(-buildmode=pie)
      [ "$os" != windows ] || extension=.exe
      ;;
    *)
      flags+=("-buildmode=$mode")
      extension=.so
      ;;
  esac
  case $link in
    internal | external) ldflags=-linkmode=$link ;;
    static) ldflags='-linkmode=external -extldflags=-static' ;;
  esac
  case +$strip+ in *+s-w+*) ldflags="-s -w${ldflags:+ $ldflags}" ;; esac
  case +$strip+ in *+trimpath+*) flags+=(-trimpath) ;; esac
  [ -z "$ldflags" ] || flags+=("-ldflags=$ldflags")
  [ "$n" -lt 18 ] || flags+=(-buildvcs=false)
  case +$with+ in *+netgo+*) flags+=(-tags 'netgo osusergo') && name+=-netgo ;; esac
  folder=$program
  case $program in
    cgoon | plugin) folder=pure ;;
    race)
      folder=pure
      flags+=(-race)
      ;;
  esac
  case $os/$arch in
    linux/amd64) cc=gcc ;;
    linux/arm64) cc=aarch64-linux-gnu-gcc ;;
    windows/amd64) cc=x86_64-w64-mingw32-gcc ;;
  esac
  log=$work/cells/$name.log
  file=$target/$name/app$extension
  mkdir -p "$target/$name"
  (
    cd "$work/$go/src/example.test/$folder"
    export GOOS=$os GOARCH=$arch CGO_ENABLED=$cgo GOPATH=$work/$go CC_LOG=$work/cells/$name.linked
    export CC=$cc
    [ -n "$cc" ] || unset CC
    # Compilers have become position independent by default, which the linkers of old did not expect.
    [ "$n" -ge 9 ] || [ "$cgo" = 0 ] || export CGO_LDFLAGS=-no-pie CGO_CFLAGS=-fno-pie
    [ "$n" -ge 13 ] || export GO111MODULE=off
    "$GO" build -p 1 "${flags[@]}" -o "$file" . 2> "$log" || exit 1
    # One line for each package: its path, whether it is standard, and what of C it holds.
    deps='{{.ImportPath}} {{.Standard}} {{len .CgoFiles}} {{len .SysoFiles}}'
    list=("$GO" list)
    # The first ones take none of these flags here, and have none that adds a package.
    [ "$n" -lt 4 ] || list+=("${flags[@]}")
    if [ "$n" -ge 11 ]; then
      "${list[@]}" -deps -f "$deps" .
    else
      "${list[@]}" -f "$deps" .
      "${list[@]}" -f '{{join .Deps "\n"}}' . | xargs "${list[@]}" -f "$deps"
    fi > "$work/cells/$name.deps" 2>> "$log"
  ) || {
    not_built "$name" "$(grep -v '^#' "$log" | head -n 1)"
    return 0
  }
  deps=$work/cells/$name.deps
  case +$strip+ in
    *+strip+*) strip "$file" ;;
  esac
  if [ -s "$work/cells/$name.linked" ]; then
    truly=external
    [ "$link" != static ] || truly=static
  fi
  used=$(awk '$2 != "true" && $3 > 0' "$deps")
  packages=$(awk '$3 > 0 && $1 != "runtime/cgo" { print $1 }' "$deps" | LC_ALL=C sort | paste -s -d , -)
  evidence='go-list'
  if [ -n "$used" ]; then
    verdict=user-cgo
  elif grep -q '^runtime/cgo ' "$deps"; then
    # Of Go 1.19 and 1.26, linking externally adds it to a pure program in the latter only.
    verdict=runtime-only
  elif grep -q '/fakecgo ' "$deps" || [ -n "$(awk '$2 != "true" && $4 > 0' "$deps")" ]; then
    verdict=c-without-cgo
    evidence=by-construction
  else
    verdict=none
  fi
  if [ "$cgo" = 1 ]; then
    case $program in
      user | usernet) functions=main.add,main.call_back,main.mul,main.scale ;;
      dep) functions=example.test/native.twice ;;
    esac
  fi
  # A package main is called by its folder in module mode and in GOPATH mode, but main in the program.
  packages=$(printf '%s' "$packages" | tr , '\n' | sed "s,^example.test/$folder\$,main," | LC_ALL=C sort | paste -s -d , -)
  printf '%s\t' "$name/app$extension" "$go" "$os" "$arch" "$program" "$cgo" "$truly" "$mode" "$strip" \
    "$verdict" "${packages:--}" "$functions" > "$work/cells/$name.row"
  printf '%s\n' "$evidence" >> "$work/cells/$name.row"
  "$LOCAL_GO" version -m "$file" > "$target/$name/version-m.txt" 2> "$log" || cat "$log" >> "$target/$name/version-m.txt"
  # The names of this machine's folders are of no use.
  sed "s,$target/,,g" "$target/$name/version-m.txt" > "$log" && cp "$log" "$target/$name/version-m.txt"
  # The embedding program of this toolchain takes its payload from here.
  if [ "$program/$link/$mode/$os/$arch" = user/auto/default/linux/amd64 ]; then
    cp "$file" "$work/$go/src/example.test/embed/program.bin"
  fi
  case +$with+ in *+oracle+*) printf '%s\n' "$name" > "$work/cells/$name.oracle" ;; esac
  case +$with+ in *+twin+*) printf '%s\n' "${name/-s-w/}" > "$work/cells/$name.twin" ;; esac
}

# All cells of one toolchain, in order.
toolchain() { # goX.Y.Z
  local go=$1 platform program cgo link mode strip with started=$SECONDS
  if use "$go"; then
    lay_out "$go"
    while read -r platform program cgo link mode strip with; do
      cell "$go" "$platform" "$program" "$cgo" "$link" "$mode" "$strip" "$with"
    done < <(awk -v go="$go" '$1 == go { $1 = ""; print }' "$work/matrix")
  else
    not_built "$go" "the toolchain could not be had"
  fi
  say "$go: $((SECONDS - started)) s"
}

# What go tool nm and go tool addr2line of the newest toolchain say.
oracle() { # CELL
  local place=$target/$1 file base=$work/cells/$1
  for file in "$place"/app*; do break; done
  "$work/tools/nm" -sort address -type "$file" 2> /dev/null | awk '$2 == "T" || $2 == "t"' > "$place/nm.txt"
  "$work/tools/nm" -sort address -size "$file" 2> /dev/null > "$base.nm"
  "$work/tools/oracle" sample "$base.nm" > "$base.sample"
  "$work/tools/addr2line" "$file" < "$base.sample" > "$base.answers"
  "$work/tools/oracle" join "$base.sample" "$base.answers" > "$place/addr2line.txt"
}

twin() { # CELL
  local whole stripped name
  name=$(cat "$work/cells/$1.twin")
  for whole in "$target/$name"/app*; do break; done
  for stripped in "$target/$1"/app*; do break; done
  if [ -f "$target/$name/addr2line.txt" ] && "$work/tools/oracle" twin "$whole" "$stripped"; then
    echo "$name" > "$target/$1/ORACLE"
  else
    say "error: $1: no twin of $name"
    return 1
  fi
}

# go, platform, program, cgo, link, build mode, strip, with
grep -v -e '^#' -e '^$' "$here/gobuilds.tsv" > "$work/matrix"

export -f say minor use not_built lay_out cell toolchain oracle twin
# The longest first, so that the two lanes end together.
awk '{ count[$1]++ } END { for (go in count) print count[go], go }' "$work/matrix" | LC_ALL=C sort -k1,1nr -k2,2V |
  cut -d' ' -f2 | xargs -P 2 -n 1 bash -euo pipefail -c 'toolchain "$1"' _

# The tools of the newest toolchain read the files of all.
use "$(cut -f1 "$work/matrix" | sort -V | tail -n 1)"
mkdir "$work/tools"
for tool in nm addr2line; do
  (cd "$work/oracle" && CGO_ENABLED=0 "$GO" build -p 2 -o "$work/tools/$tool" "cmd/$tool")
done
(cd "$work/oracle" && CGO_ENABLED=0 "$GO" build -o "$work/tools/oracle" .)
find "$work/cells" -name '*.oracle' -exec cat {} + | LC_ALL=C sort |
  xargs -r -P 2 -n 1 bash -euo pipefail -c 'oracle "$1"' _
find "$work/cells" -name '*.twin' -printf '%f\n' | sed 's/[.]twin$//' | LC_ALL=C sort |
  xargs -r -P 2 -n 1 bash -euo pipefail -c 'twin "$1"' _

{
  printf 'cell\treason\n'
  find "$work/not-built" -type f -exec cat {} + | LC_ALL=C sort
} > "$target/NOT-BUILT.tsv"
{
  printf 'file\tgo\tgoos\tgoarch\tprogram\tcgo_enabled\tlinkmode\tbuildmode\tstrip\tverdict\tpackages\tfunctions\tevidence_by\n'
  find "$work/cells" -name '*.row' -exec cat {} + | LC_ALL=C sort
} > "$target/MATRIX.tsv"
built=$(($(wc -l < "$target/MATRIX.tsv") - 1))
say "$built built, $(($(wc -l < "$target/NOT-BUILT.tsv") - 1)) not"
[ "$built" -ge 60 ] || {
  cat "$target/NOT-BUILT.tsv" >&2
  say "error: too few"
  exit 1
}
