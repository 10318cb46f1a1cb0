#!/usr/bin/env bash
# Installs pre-commit: precommit.sh TARGET-FOLDER. It is started by
# PYTHONPATH=TARGET-FOLDER python3 -m pre_commit, by the same Python.
set -euo pipefail

target=$(cd "$1" && pwd)
packages=(
  pre-commit==4.7.0
  cfgv==3.5.0
  distlib==0.4.4
  filelock==4.2.11
  identify==2.6.20
  nodeenv==1.12.0
  packaging==26.3
  platformdirs==4.14.7
  python-discovery==1.9.5
  PyYAML==6.0.3
  virtualenv==21.15.8
)
install() {
  python3 -m pip install --no-deps --only-binary=:all: --disable-pip-version-check --quiet \
    --no-warn-script-location --target "$target" "${packages[@]}"
}
install || { sleep 2 && install; }
PYTHONPATH=$target python3 -m pre_commit --version >&2
