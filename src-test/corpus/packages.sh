#!/usr/bin/env bash
# Fetches and unpacks the published packages of packages.tsv: packages.sh TARGET-FOLDER.
# An archive of an earlier run ($PREVIOUS) with the right digest is used again.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=$(cd "$1" && pwd)
previous=${PREVIOUS:-/nonexistent}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$target/npm" "$target/pypi" "$target/maven"

# What is still to be had, one list per ecosystem.
: > "$work/npm" && : > "$work/pypi" && : > "$work/maven"
tail -n +2 "$here/packages.tsv" | while IFS=$'\t' read -r ecosystem name version file digest _; do
  old=$previous/$ecosystem/$file
  if [ -f "$old" ] && printf '%s  %s\n' "$digest" "$old" | sha256sum --check --status; then
    ln "$old" "$target/$ecosystem/$file" 2> /dev/null || cp "$old" "$target/$ecosystem/$file"
  else
    printf '%s\t%s\t%s\n' "$name" "$version" "$file" >> "$work/$ecosystem"
  fi
done
echo "packages: to fetch: $(wc -l < "$work/npm") npm, $(wc -l < "$work/pypi") pypi, $(wc -l < "$work/maven") maven" >&2

retry() { "$@" || { sleep 2 && "$@"; }; }

fetch_npm() { # all at once
  [ -s "$work/npm" ] || return 0
  local specs
  mapfile -t specs < <(awk -F'\t' '{ print $1 "@" $2 }' "$work/npm")
  npm pack --loglevel=error --ignore-scripts --pack-destination "$target/npm" "${specs[@]}" > /dev/null
}

# The tags in the name of a wheel say what to ask for. Wheels that need the same
# question go together, as long as no project is named twice.
group_pypi() {
  awk -F'\t' '{
    stem = $3
    sub(/[.]whl$/, "", stem)
    count = split(stem, part, "-")
    tags = part[count - 2] "-" part[count - 1] "-" part[count]
    if (part[count] == "any") tags = "py3-none-any"
    sub(/^py2[.]py3-/, "py3-", tags)
    turn = seen[tags, $1]++
    group[tags " " turn] = group[tags " " turn] " " $1 "==" $2
  } END { for (key in group) { split(key, word, " "); print word[1] group[key] } }' "$work/pypi"
}
fetch_pypi() { # tags, project==version...
  local python abi platform tag
  IFS=- read -r python abi platform <<< "$1"
  local words=(--no-deps --only-binary=:all: --disable-pip-version-check --quiet --implementation cp)
  case $python in
    cp3*) words+=(--python-version "${python#cp}") ;;
    *) words+=(--python-version 311) ;;
  esac
  [ "$abi" = none ] || words+=(--abi "$abi")
  if [ "$platform" != any ]; then
    for tag in ${platform//./ }; do words+=(--platform "$tag"); done
  fi
  python3 -m pip download "${words[@]}" --dest "$target/pypi" "${@:2}"
}
fetch_all_pypi() {
  [ -s "$work/pypi" ] || return 0
  group_pypi | tr '\n' '\0' | xargs -0 -n 1 -P 2 bash -c '
    read -ra words <<< "$1"
    retry fetch_pypi "${words[@]}" || { echo "packages: could not fetch ${words[*]:1}" >&2; exit 1; }
  ' _
}

fetch_maven() { # all at once, in one project
  [ -s "$work/maven" ] || return 0
  mkdir -p "$work/project"
  {
    cat << 'EOF'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>corpus</groupId>
  <artifactId>corpus</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-dependency-plugin</artifactId>
        <version>3.6.1</version>
        <configuration>
          <artifactItems>
EOF
    while IFS=$'\t' read -r name version _; do
      IFS=: read -r group artifact classifier <<< "$name"
      printf '<artifactItem><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>' \
        "$group" "$artifact" "$version"
      [ -z "$classifier" ] || printf '<classifier>%s</classifier>' "$classifier"
      printf '</artifactItem>\n'
    done < "$work/maven"
    cat << 'EOF'
          </artifactItems>
        </configuration>
      </plugin>
    </plugins>
  </build>
</project>
EOF
  } > "$work/project/pom.xml"
  (cd "$work/project" && mvn -q -B -Dstyle.color=never dependency:copy "-DoutputDirectory=$target/maven")
}

export -f retry fetch_pypi
export target
cd "$work"
failed=0
retry fetch_npm &
npm=$!
fetch_all_pypi &
pypi=$!
retry fetch_maven || failed=1
wait $npm || failed=1
wait $pypi || failed=1
[ $failed = 0 ] || {
  echo "packages: not everything could be fetched" >&2
  exit 1
}

# Check every digest, then unpack; nothing may leave its own folder.
python3 - "$here/packages.tsv" "$target" << 'PY'
import concurrent.futures
import hashlib
import os
import sys
import tarfile
import zipfile

table, target = sys.argv[1:]


def inside(base, name):
    path = os.path.normpath(os.path.join(base, name))
    return path if path.startswith(base + os.sep) else None


def put(base, name, content, mode):
    path = inside(base, name)
    if path is None:
        raise ValueError("member outside of the archive: " + name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        out.write(content)
    os.chmod(path, 0o755 if mode & 0o111 else 0o644)


def unpack(row):
    ecosystem, _, _, name, digest = row[:5]
    archive = os.path.join(target, ecosystem, name)
    if not os.path.isfile(archive):
        return "%s: the registry's client did not bring this file" % name
    with open(archive, "rb") as stream:
        found = hashlib.sha256(stream.read()).hexdigest()
    if found != digest:
        return "%s: sha256 is %s, expected %s" % (name, found, digest)
    base = archive.rsplit(".", 1)[0]
    if name.endswith(".tgz"):
        with tarfile.open(archive) as source:
            for member in source:
                if member.isfile():
                    put(base, member.name, source.extractfile(member).read(), member.mode)
    else:
        with zipfile.ZipFile(archive) as source:
            for member in source.infolist():
                if not member.is_dir():
                    put(base, member.filename, source.read(member), member.external_attr >> 16)
    return None


with open(table, encoding="utf-8") as stream:
    rows = [line.rstrip("\n").split("\t") for line in stream][1:]
with concurrent.futures.ProcessPoolExecutor(2) as pool:
    problems = [problem for problem in pool.map(unpack, rows) if problem]
for problem in problems:
    print("packages: " + problem, file=sys.stderr)
sys.exit(1 if problems else 0)
PY
