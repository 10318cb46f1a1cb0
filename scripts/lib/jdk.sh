# Finds a JDK 25 without starting one. Sourced; every name here starts with ac_, so that no variable
# of the caller's environment changes under the program that is started later.

# ac_jdk_version HOME: ac_version becomes the JAVA_VERSION in HOME/release, or nothing.
ac_jdk_version() {
  ac_version=
  [ -r "$1/release" ] && [ -x "$1/bin/java" ] || return 0
  while IFS= read -r ac_line || [ -n "$ac_line" ]; do
    case $ac_line in
      JAVA_VERSION=*)
        ac_version=${ac_line#JAVA_VERSION=}
        ac_version=${ac_version#\"}
        ac_version=${ac_version%\"*}
        return 0
        ;;
    esac
  done < "$1/release"
}

# ac_jdk_fits HOME: true for a JDK 25.
ac_jdk_fits() {
  ac_jdk_version "$1"
  case $ac_version in
    25 | 25[.+-]*) return 0 ;;
  esac
  return 1
}

# ac_jdk_named: takes the JDK that the environment names. 0: ac_jdk is set; 1: it names none;
# 2: ARCHCHECK_JAVA_HOME is set and is no JDK 25, which is the user's mistake and never passed over.
ac_jdk_named() {
  if [ -n "${ARCHCHECK_JAVA_HOME-}" ]; then
    ac_jdk=$ARCHCHECK_JAVA_HOME
    ac_jdk_fits "$ac_jdk" || return 2
    return 0
  fi
  ac_jdk=${JAVA_HOME-}
  [ -n "$ac_jdk" ] && ac_jdk_fits "$ac_jdk"
}

# ac_resolve FILE: ac_file becomes FILE with every symbolic link at its end followed.
ac_resolve() {
  ac_file=$1
  while [ -h "$ac_file" ]; do
    ac_link=$(readlink "$ac_file") || return 0
    case $ac_link in
      /*) ac_file=$ac_link ;;
      *) ac_file=${ac_file%/*}/$ac_link ;;
    esac
  done
}

# ac_jdk_on_path: ac_jdk becomes the home of the first java on PATH; false where there is none.
ac_jdk_on_path() {
  ac_jdk=
  ac_rest=${PATH-}:
  while [ -n "$ac_rest" ]; do
    ac_dir=${ac_rest%%:*}
    ac_rest=${ac_rest#*:}
    if [ -f "${ac_dir:-.}/java" ] && [ -x "${ac_dir:-.}/java" ]; then
      ac_resolve "${ac_dir:-.}/java"
      ac_jdk=$(CDPATH='' cd -P -- "${ac_file%/*}/.." && pwd -P) || ac_jdk=
      break
    fi
  done
  [ -n "$ac_jdk" ] || return 1
  # A shim of a version manager is no JDK, but it can say where the JDK is. The java of macOS itself
  # is never asked: without a JDK it opens a window.
  if [ ! -r "$ac_jdk/release" ] && [ "$ac_dir" != /usr/bin ]; then
    ac_line=$("$ac_dir/java" -XshowSettings:properties -version 2>&1 < /dev/null |
      sed -n 's/^ *java\.home = //p')
    ac_jdk=${ac_line:-$ac_jdk}
  fi
  return 0
}

# ac_jdk_in DIR...: takes the first JDK 25 among the directories, each also in the layouts of
# Homebrew and macOS.
ac_jdk_in() {
  for ac_dir in "$@"; do
    for ac_jdk in "$ac_dir" "$ac_dir/Contents/Home" "$ac_dir/libexec" \
      "$ac_dir/libexec/openjdk.jdk/Contents/Home"; do
      if ac_jdk_fits "$ac_jdk" && [ -x "$ac_jdk/bin/javac" ]; then
        return 0
      fi
    done
  done
  return 1
}

# ac_jdk_find: ac_jdk becomes a JDK 25, or false after saying on stderr what is missing.
ac_jdk_find() {
  ac_jdk_named && return 0
  if [ $? -eq 2 ]; then
    ac_say "ARCHCHECK_JAVA_HOME is not a JDK 25: $(ac_jdk_what "$ARCHCHECK_JAVA_HOME")"
    ac_jdk_hint
    return 1
  fi
  ac_jdk_on_path && ac_jdk_fits "$ac_jdk" && return 0
  ac_jdk_in "${JAVA_HOME_25_X64:-/nonexistent}" "${JAVA_HOME_25_ARM64:-/nonexistent}" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/openjdk25 \
    /opt/* /opt/java/* /opt/jdk/* /opt/hostedtoolcache/Java_*/25*/* \
    /opt/homebrew/opt/openjdk@25 /usr/local/opt/openjdk@25 \
    /home/linuxbrew/.linuxbrew/opt/openjdk@25 \
    /opt/homebrew/Cellar/openjdk*/25* /usr/local/Cellar/openjdk*/25* \
    /Library/Java/JavaVirtualMachines/* "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/* \
    "${SDKMAN_DIR:-${HOME:-/nonexistent}/.sdkman}"/candidates/java/* \
    "${ASDF_DATA_DIR:-${HOME:-/nonexistent}/.asdf}"/installs/java/* \
    "${MISE_DATA_DIR:-${HOME:-/nonexistent}/.local/share/mise}"/installs/java/* \
    "${HOME:-/nonexistent}"/.jdks/* "${HOME:-/nonexistent}"/.gradle/jdks/* && return 0
  ac_jdk_missing
  return 1
}

# ac_jdk_what HOME: prints what is there, for messages.
ac_jdk_what() {
  if [ -z "$1" ]; then
    echo "not set"
    return
  fi
  ac_jdk_version "$1"
  if [ -n "$ac_version" ]; then
    echo "$1 is $ac_version"
  else
    echo "$1 has no readable release file and bin/java"
  fi
}

ac_jdk_missing() {
  ac_say "no JDK 25 found"
  {
    echo "  JAVA_HOME: $(ac_jdk_what "${JAVA_HOME-}")"
    if ac_jdk_on_path; then
      echo "  java on PATH: $(ac_jdk_what "$ac_jdk")"
    else
      echo "  java on PATH: none"
    fi
    echo "  looked in: /usr/lib/jvm /usr/lib64/jvm /usr/java /usr/local/openjdk25 /opt /opt/java /opt/jdk"
    echo "             Homebrew (openjdk@25), Library/Java/JavaVirtualMachines, SDKMAN, asdf, mise,"
    echo "             ~/.jdks, ~/.gradle/jdks, JAVA_HOME_25_X64, JAVA_HOME_25_ARM64"
  } >&2
  ac_jdk_hint
}

ac_jdk_hint() {
  {
    echo
    echo "hint: install a JDK 25 (Debian, Ubuntu: apt install openjdk-25-jdk; Fedora: dnf install"
    echo "      java-25-openjdk-devel; macOS: brew install openjdk@25; or Eclipse Temurin 25),"
    echo "      or set ARCHCHECK_JAVA_HOME to the JDK 25 you have"
  } >&2
}

ac_say() {
  echo "archcheck: $*" >&2
}
