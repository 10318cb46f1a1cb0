# The way taken when scripts/archcheck cannot trust its record: compares contents, builds where they
# differ, and writes the record anew. Sourced by scripts/archcheck, whose variables it uses.

ac_newline='
'

# ac_prepare: ac_jdk, ac_jar and ac_aot name what may be started, or false after saying why not.
ac_prepare() {
  ac_jdk_for_start || return 1
  ac_fresh || ac_locked_build || return 1
  ac_remember
}

# ac_jdk_for_start: the JDK that the environment names, else the one that built, else any other.
ac_jdk_for_start() {
  ac_jdk_named && return 0
  if [ -z "${ARCHCHECK_JAVA_HOME-}" ] && ac_read_build && ac_jdk_fits "$ac_built_jdk"; then
    ac_jdk=$ac_built_jdk
    return 0
  fi
  ac_jdk_find
}

# ac_read_build: what the last build says about itself.
ac_read_build() {
  [ -r "$ac_dist/build" ] && {
    IFS= read -r ac_jar && IFS= read -r ac_jar_digest &&
      IFS= read -r ac_built_aot && IFS= read -r ac_aot_digest &&
      IFS= read -r ac_built_jdk && IFS= read -r ac_built_version
  } < "$ac_dist/build" && [ -r "$ac_dist/$ac_jar" ]
}

# ac_fresh: true where the build is one of these sources and lies there as it was made. The stamp is
# older than every comparison, so that a change made meanwhile counts as newer. Where it is false,
# ac_stale says what has to be made: the build, or only its cache.
ac_fresh() {
  ac_stale=build
  ac_stamp=$ac_dist/stamp.$$
  (umask 022 && : > "$ac_stamp") 2> /dev/null || ac_stamp=
  if ac_read_build && ac_same_sources && ac_same_jvm && ac_same_files; then
    return 0
  fi
  [ -z "$ac_stamp" ] || rm -f "$ac_stamp"
  return 1
}

# ac_same_jvm: false where the JDK that built was replaced by another version in its place, so that
# its cache fits nothing any more. A JDK elsewhere runs the same jar without a cache.
ac_same_jvm() {
  ac_jdk_fits "$ac_jdk"
  [ "$ac_version" = "$ac_built_version" ] || ! [ "$ac_jdk" -ef "$ac_built_jdk" ]
}

# ac_same_files: false where the jar is not the one that was built, or the cache is not and can be
# made again. The cache goes with exactly the jar it was made from: a JVM before 25.0.4 takes its
# classes even when the jar holds others by now. The files are looked at before their contents are
# compared, so that a later swap differs from the record.
ac_same_files() {
  ac_aot=$ac_built_aot
  ac_files=cli/target/dist/$ac_jar${ac_aot:+ cli/target/dist/$ac_aot}
  [ -z "$ac_stamp" ] || ac_probe_files
  ac_has "$ac_dist/$ac_jar" "$ac_jar_digest" || return 1
  [ -n "$ac_aot" ] || return 0
  ac_has "$ac_dist/$ac_aot" "$ac_aot_digest" && return 0
  if [ -n "$ac_stamp" ] && [ "$ac_jdk" -ef "$ac_built_jdk" ]; then
    ac_stale=cache
    return 1
  fi
  ac_aot=
  ac_seen=${ac_seen%%"$ac_newline"*}
}

ac_same_sources() {
  [ -s "$ac_dist/sources" ] || return 1
  (
    CDPATH='' cd -- "$ac_root" || exit 1
    # shellcheck disable=SC2086 # lists of names without spaces
    ac_list=$(find $ac_sources -type f 2> /dev/null | LC_ALL=C sort)
    ac_old=$(cut -c 67- < "$ac_dist/sources")
    [ "$ac_list" = "$ac_old" ] && ac_sha256 -c < "$ac_dist/sources" > /dev/null 2>&1
  )
}

ac_sha256() {
  if command -v sha256sum > /dev/null 2>&1; then
    sha256sum "$@"
  else
    shasum -a 256 "$@"
  fi
}

# ac_has FILE DIGEST
ac_has() {
  [ -r "$1" ] && ac_digest=$(ac_sha256 < "$1") && [ "${ac_digest%% *}" = "$2" ]
}

# ac_remember: writes the record that scripts/archcheck trusts.
ac_remember() {
  [ -z "$ac_stamp" ] || ac_write_record 2> /dev/null || rm -f "$ac_stamp" "$ac_stamp.record"
  [ "$ac_jdk" -ef "$ac_built_jdk" ] || ac_aot=
}

# ac_probe_files: ac_seen becomes the lines of the jar and the cache alone.
ac_probe_files() {
  ac_sources_kept=$ac_sources
  ac_sources=
  ac_since=$ac_stamp
  ac_probe_kind
  ac_probe
  ac_sources=$ac_sources_kept
}

ac_write_record() {
  printf '%s\n' "$ac_how" "$ac_jar" "$ac_aot" "$ac_built_jdk" "$ac_built_version" \
    "$ac_seen" '' > "$ac_stamp.record" &&
    touch -r "$ac_stamp" "$ac_stamp.record" &&
    mv -f "$ac_stamp.record" "$ac_dist/launch" &&
    rm -f "$ac_stamp"
}

# ac_probe_kind: what find and stat can do here.
ac_probe_kind() {
  if find "$ac_stamp" -newercm "$ac_stamp" -printf '%i %s %T@ %C@\n' > /dev/null 2>&1; then
    ac_how=find
  elif stat -f '%i %z %Fm %Fc' "$ac_stamp" > /dev/null 2>&1; then
    ac_how=stat-f
  else
    ac_how=stat-c
  fi
}

# ac_locked_build: builds, once at a time. flock lets go by itself when its process dies; elsewhere
# the lock is a symbolic link that names its owner.
ac_locked_build() {
  mkdir -p "$ac_root/target" 2> /dev/null && [ -w "$ac_root/target" ] || {
    ac_say "cannot build: $ac_root/target is not writable"
    return 1
  }
  ac_lock=$ac_root/target/launch.lock
  if command -v flock > /dev/null 2>&1; then
    {
      flock -n 9 || {
        ac_say "waiting for another build"
        flock 9
      }
      ac_build_unless_fresh
    } 9> "$ac_lock.flock"
  else
    ac_take_link
    trap 'rm -f "$ac_lock"; exit 4' HUP INT TERM
    ac_build_unless_fresh
    set -- $?
    rm -f "$ac_lock"
    trap - HUP INT TERM
    return "$1"
  fi
}

ac_take_link() {
  ac_told=
  until ln -s "$$" "$ac_lock" 2> /dev/null; do
    ac_owner=$(readlink "$ac_lock") || continue
    if kill -0 "$ac_owner" 2> /dev/null; then
      [ -n "$ac_told" ] || ac_say "waiting for another build (process $ac_owner)"
      ac_told=1
      sleep 1
    elif mv "$ac_lock" "$ac_lock.$$" 2> /dev/null; then
      # Between the look and the move another process may have taken the lock: give it back.
      ac_moved=$(readlink "$ac_lock.$$")
      [ "$ac_moved" = "$ac_owner" ] || ln -s "$ac_moved" "$ac_lock" 2> /dev/null
      rm -f "$ac_lock.$$"
    fi
  done
}

ac_build_unless_fresh() {
  ac_fresh && return 0
  "ac_make_$ac_stale" || return 1
  ac_fresh && return 0
  # A source changed during the build. What was built may be started; it is not remembered.
  ac_stamp=
  ac_read_build && ac_same_files && return 0
  ac_say "the build left no program in $ac_dist; what it said is in $ac_log"
  return 1
}

# ac_make_cache: trains again. Where that fails the build is from now on one without a cache.
ac_make_cache() {
  ac_log=$ac_root/target/launch-cache.log
  ac_say "the start-up cache is gone or damaged; making it again (once)"
  "$ac_jdk/bin/java" "$ac_root/cli/src/package/java/dev/archcheck/packaging/Retrain.java" \
    "$ac_root" > "$ac_log" 2>&1 < /dev/null && return 0
  ac_say "no start-up cache could be made, see $ac_log; starting without"
  printf '%s\n' "$ac_jar" "$ac_jar_digest" '' '' "$ac_built_jdk" "$ac_built_version" \
    > "$ac_dist/build.new" && mv -f "$ac_dist/build.new" "$ac_dist/build"
}

ac_make_build() {
  ac_need_maven || return 1
  if ! [ -x "$ac_jdk/bin/javac" ]; then
    ac_say "cannot build: $ac_jdk has no bin/javac; it is a run-time environment, not a JDK"
    ac_jdk_hint
    return 1
  fi
  ac_log=$ac_root/target/launch-build.log
  ac_say "building (once; takes a few minutes)"
  (
    CDPATH='' cd -- "$ac_root" || exit 1
    # Classes and resources whose sources are gone must not be packaged.
    for ac_module in pe-inspect verify toolchain cli; do
      rm -rf "$ac_module/target/classes" "$ac_module/target/maven-status"
    done
    JAVA_HOME=$ac_jdk MAVEN_SKIP_RC=1
    export JAVA_HOME MAVEN_SKIP_RC
    exec "$ac_mvn" -B -ntp -Dmaven.test.skip=true -pl cli -am package
  ) > "$ac_log" 2>&1 < /dev/null
  ac_status=$?
  [ "$ac_status" -ne 0 ] || return 0
  ac_say "the build failed: $ac_mvn $(ac_how_ended "$ac_status"); the end of $ac_log:"
  tail -n 40 "$ac_log" >&2
  return 1
}

# ac_how_ended STATUS: prints how a process ended.
ac_how_ended() {
  if [ "$1" -gt 128 ] && ac_name=$(kill -l "$1" 2> /dev/null); then
    echo "was ended by signal $ac_name (status $1)"
  else
    echo "ended with $1"
  fi
}

ac_need_maven() {
  for ac_mvn in "${M2_HOME:+$M2_HOME/bin/mvn}" "${MAVEN_HOME:+$MAVEN_HOME/bin/mvn}"; do
    [ -n "$ac_mvn" ] && [ -x "$ac_mvn" ] && return 0
  done
  ac_mvn=$(command -v mvn) && return 0
  ac_say "cannot build: no mvn on PATH, and neither M2_HOME nor MAVEN_HOME holds one"
  {
    echo
    echo "hint: install Maven 3.8.7 or newer (Debian, Ubuntu: apt install maven; Fedora: dnf install"
    echo "      maven; macOS: brew install maven)"
  } >&2
  return 1
}
