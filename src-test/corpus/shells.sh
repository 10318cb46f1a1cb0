#!/usr/bin/env bash
# Fetches the shells that Debian has no package of: shells.sh TARGET-FOLDER.
# An archive of an earlier run ($PREVIOUS) with the right digest is used again.
set -euo pipefail

target=$(cd "$1" && pwd)
previous=${PREVIOUS:-/nonexistent}
package=@nushell/linux-x64@0.115.1
file=nushell-linux-x64-0.115.1.tgz
digest=8a02b8874bb1e6cc268a3da72f42735a2f92f92548feb938a771ea02ce859ba4

case $(uname -sm) in
  'Linux x86_64') ;;
  *)
    echo "shells: nushell is only fetched for linux/amd64" >&2
    exit 1
    ;;
esac

is_right() { # FILE
  [ -f "$1" ] && printf '%s  %s\n' "$digest" "$1" | sha256sum --check --status
}
fetch() {
  npm pack --loglevel=error --ignore-scripts --pack-destination "$target" "$package" > /dev/null
}

if is_right "$previous/$file"; then
  ln "$previous/$file" "$target/$file" 2> /dev/null || cp "$previous/$file" "$target/$file"
else
  fetch || { sleep 2 && fetch; }
fi
is_right "$target/$file" || {
  echo "shells: $file is not what it should be" >&2
  exit 1
}
tar -xzf "$target/$file" -C "$target" --strip-components=2 package/bin/nu
"$target/nu" --version >&2
