# archcheck: which version of Go applies in a folder, and how PATH comes to say so.
# shellcheck shell=sh disable=SC2295,SC2015 # sets of characters; both halves of each are tests
#
# bash and zsh read this file into themselves, fish and nushell run it with sh: nothing here may
# need more than POSIX, and nothing may start a process at a prompt but sed for a go.mod. The rules
# are those of Resolver in the program; a test holds the two together. What a file says is only
# ever compared, never evaluated, and never printed.

# The characters themselves are filled in when this file is installed: printf would be a process.
_ac_cr='@CR@'
_ac_tab='@TAB@'
_ac_bom='@BOM@'
_ac_blank=" $_ac_tab$_ac_cr"
_ac_nl='
'
# A line of a stranger may be long: bash takes a second for a hundred thousand characters.
_ac_longest=1000
_ac_head="s/^[$_ac_blank]*//;s/^\\(.\\{255\\}\\).*/\\1/"

_ac_trim() { # TEXT: _ac_text without blanks around it
  _ac_text=${1#"${1%%[!$_ac_blank]*}"}
  _ac_text=${_ac_text%"${_ac_text##*[!$_ac_blank]}"}
}

_ac_number() { # the number at the start of _ac_rest goes to _ac_digits
  _ac_digits=${_ac_rest%%[!0123456789]*}
  case $_ac_digits in
    '' | 0?* | ???????*) return 1 ;;
  esac
  _ac_rest=${_ac_rest#"$_ac_digits"}
}

# _ac_version WORD: true for 1, 1.27, 1.27.0 and 1.27rc1, taken apart; -1 is what it does not say.
_ac_version() {
  _ac_minor=-1 _ac_patch=-1 _ac_rank=0 _ac_kind='' _ac_pre=0
  case $1 in
    1) return 0 ;;
    1.*) _ac_rest=${1#1.} ;;
    *) return 1 ;;
  esac
  _ac_number || return 1
  _ac_minor=$_ac_digits
  case $_ac_rest in
    '') return 0 ;;
    .*)
      _ac_rest=${_ac_rest#.}
      _ac_number || return 1
      _ac_patch=$_ac_digits
      [ -z "$_ac_rest" ]
      return
      ;;
    alpha*) _ac_rank=1 _ac_kind=alpha ;;
    beta*) _ac_rank=2 _ac_kind=beta ;;
    rc*) _ac_rank=3 _ac_kind=rc ;;
    *) return 1 ;;
  esac
  _ac_rest=${_ac_rest#"$_ac_kind"}
  _ac_number || return 1
  _ac_pre=$_ac_digits
  [ -z "$_ac_rest" ]
}

# _ac_ordered: up to 1.20 the first release had no third number.
_ac_ordered() {
  if [ "$_ac_minor" -ge 0 ] && [ "$_ac_minor" -lt 21 ] && [ "$_ac_patch" -lt 0 ] && [ "$_ac_rank" = 0 ]; then
    _ac_patch=0
  fi
}

_ac_spell() { # _ac_spelled: the version as Go spells it, without go
  _ac_spelled=1
  [ "$_ac_minor" -lt 0 ] || _ac_spelled=1.$_ac_minor
  if [ "$_ac_patch" -gt 0 ] || { [ "$_ac_patch" = 0 ] && [ "$_ac_minor" -ge 21 ]; }; then
    _ac_spelled=$_ac_spelled.$_ac_patch
  fi
  [ "$_ac_rank" = 0 ] || _ac_spelled=$_ac_spelled$_ac_kind$_ac_pre
}

# _ac_newer: true where the version just taken apart is newer than the one kept by _ac_keep.
_ac_newer() {
  [ "$_ac_minor" = "$_ac_kept_minor" ] || { [ "$_ac_minor" -gt "$_ac_kept_minor" ] && return 0 || return 1; }
  [ "$_ac_patch" = "$_ac_kept_patch" ] || { [ "$_ac_patch" -gt "$_ac_kept_patch" ] && return 0 || return 1; }
  [ "$_ac_rank" = "$_ac_kept_rank" ] || { [ "$_ac_rank" -gt "$_ac_kept_rank" ] && return 0 || return 1; }
  [ "$_ac_pre" -gt "$_ac_kept_pre" ]
}

_ac_keep() {
  _ac_kept_minor=$_ac_minor _ac_kept_patch=$_ac_patch _ac_kept_rank=$_ac_rank _ac_kept_pre=$_ac_pre
}

_ac_is_installed() { # NAME
  [ -f "$_ac_store/versions/$1/seal" ] && [ -d "$_ac_store/versions/$1/go" ]
}

# _ac_is_name NAME: true for go1.27.0.linux-amd64, and its version is taken apart.
_ac_is_name() {
  case $1 in
    *[!abcdefghijklmnopqrstuvwxyz0123456789._-]*) return 1 ;;
    go1*.*) ;;
    *) return 1 ;;
  esac
  _ac_os=${1##*.}
  case $_ac_os in
    *-*-* | -* | *-) return 1 ;;
    *-*) ;;
    *) return 1 ;;
  esac
  _ac_arch=${_ac_os#*-}
  _ac_os=${_ac_os%%-*}
  [ "${#_ac_os}" -le 20 ] && [ "${#_ac_arch}" -le 20 ] || return 1
  _ac_word=${1%.*}
  _ac_word=${_ac_word#go}
  _ac_version "$_ac_word" || return 1
  _ac_ordered
  _ac_spell
  [ "$_ac_spelled" = "$_ac_word" ]
}

# _ac_newest: the newest installed release of _ac_minor, or of all, goes to _ac_name.
_ac_newest() {
  _ac_only=$_ac_minor
  _ac_name=''
  _ac_kept_minor=-1 _ac_kept_patch=-1 _ac_kept_rank=0 _ac_kept_pre=0
  for _ac_path in "$_ac_store"/versions/go1.*."$_ac_platform"; do
    _ac_folder=${_ac_path##*/}
    _ac_is_name "$_ac_folder" || continue
    [ "$_ac_rank" = 0 ] && [ "$_ac_patch" -ge 0 ] || continue
    [ "$_ac_only" -lt 0 ] || [ "$_ac_only" = "$_ac_minor" ] || continue
    _ac_newer && _ac_is_installed "$_ac_folder" || continue
    _ac_keep
    _ac_name=$_ac_folder
  done
  [ -n "$_ac_name" ]
}

_ac_exactly() { # NAME VERSION WHY
  _ac_want=$2 _ac_name=''
  if _ac_is_installed "$1"; then
    _ac_state=chosen _ac_name=$1 _ac_why=$3
  else
    _ac_state=missing
  fi
}

# _ac_say WORD: a version that a person wrote down, or system.
_ac_say() {
  case $1 in
    system)
      _ac_state=system
      return 0
      ;;
  esac
  if ! _ac_version "${1#go}"; then
    _ac_state=invalid
  elif [ "$_ac_patch" -lt 0 ] && [ "$_ac_rank" = 0 ]; then
    _ac_spell
    _ac_want=$_ac_spelled
    if _ac_newest; then
      _ac_state=chosen _ac_why=newest
    else
      _ac_state=missing
    fi
  else
    _ac_spell
    _ac_exactly "go$_ac_spelled.$_ac_platform" "$_ac_spelled" exact
  fi
}

_ac_read_default() { # _ac_default: its name where it is one; _ac_default_state
  _ac_default='' _ac_default_state=none
  [ -f "$_ac_store/default" ] || return 0
  _ac_default_state=invalid _ac_text=''
  if [ -r "$_ac_store/default" ]; then
    IFS= read -r _ac_text < "$_ac_store/default" || :
    [ "${#_ac_text}" -le "$_ac_longest" ] || _ac_text=''
    _ac_trim "$_ac_text"
  fi
  _ac_is_name "$_ac_text" || return 0
  _ac_default=$_ac_text
  if _ac_is_installed "$_ac_default"; then
    _ac_default_state=chosen
  else
    _ac_default_state=missing
  fi
}

_ac_take_default() { # WHY: it stays what it is; where it is broken, that is its own fault
  _ac_state=$_ac_default_state
  case $_ac_state in
    chosen)
      _ac_name=$_ac_default _ac_why=$1
      [ "$1" != default ] || _ac_source=default _ac_file=$_ac_store/default _ac_line=1
      ;;
    none) [ "$1" != default ] || _ac_source='' _ac_file='' _ac_line=0 ;;
    *)
      _ac_source=default _ac_file=$_ac_store/default _ac_line=1
      _ac_want=${_ac_default#go}
      _ac_want=${_ac_want%.*}
      ;;
  esac
}

# _ac_go_version FILE: false where it says nothing.
_ac_go_version() {
  _ac_source=go-version _ac_file=$1 _ac_line=0
  if [ ! -r "$1" ]; then
    _ac_state=invalid
    return 0
  fi
  while IFS= read -r _ac_text || [ -n "$_ac_text" ]; do
    _ac_line=$((_ac_line + 1))
    if [ "${#_ac_text}" -gt "$_ac_longest" ]; then
      _ac_state=invalid
      return 0
    fi
    [ "$_ac_line" != 1 ] || _ac_text=${_ac_text#"$_ac_bom"}
    _ac_trim "${_ac_text%%"#"*}"
    if [ -n "$_ac_text" ]; then
      _ac_say "$_ac_text"
      return 0
    fi
  done < "$1"
  return 1
}

# _ac_tool_versions FILE: false where it does not speak of Go.
_ac_tool_versions() {
  _ac_source=tool-versions _ac_file=$1 _ac_line=0
  if [ ! -r "$1" ]; then
    _ac_state=invalid
    return 0
  fi
  while IFS= read -r _ac_text || [ -n "$_ac_text" ]; do
    _ac_line=$((_ac_line + 1))
    [ "${#_ac_text}" -le "$_ac_longest" ] || continue
    _ac_trim "${_ac_text%%"#"*}"
    case ${_ac_text%%[$_ac_blank]*} in
      golang) _ac_trim "${_ac_text#golang}" ;;
      go) _ac_trim "${_ac_text#go}" ;;
      *) continue ;;
    esac
    if [ -n "$_ac_text" ]; then
      _ac_say "${_ac_text%%[$_ac_blank]*}"
      return 0
    fi
  done < "$1"
  return 1
}

# _ac_find_work FOLDER: the go.work that Go would take goes to _ac_work.
_ac_find_work() {
  _ac_work=''
  case ${GOWORK-} in
    off) return 0 ;;
    '' | auto) ;;
    /*)
      [ ! -f "$GOWORK" ] || _ac_work=$GOWORK
      return 0
      ;;
    *) return 0 ;; # Go refuses a relative one
  esac
  _ac_up=$1
  while :; do
    if [ -f "$_ac_up/go.work" ]; then
      _ac_work=$_ac_up/go.work
      return 0
    fi
    [ -n "$_ac_up" ] || return 0
    _ac_up=${_ac_up%/*}
  done
}

# _ac_scan FILE: the first line with go and the first with toolchain. bash and zsh have faster ways.
_ac_scan() {
  _ac_scan_with_sed "$1"
}

_ac_scan_with_sed() {
  # bash would warn of zero bytes
  { _ac_found=$(LC_ALL=C command sed -n \
    -e "/^[$_ac_blank]*go[ $_ac_tab][$_ac_blank]*[^$_ac_blank]/{x;/g/!{s/^/g/;x;=;$_ac_head;p;x;};x;}" \
    -e "/^[$_ac_blank]*toolchain[ $_ac_tab][$_ac_blank]*[^$_ac_blank]/{x;/t/!{s/^/t/;x;=;$_ac_head;p;x;};x;}" < "$1"); } 2> /dev/null || return 1
  while [ -n "$_ac_found" ]; do
    _ac_at=${_ac_found%%"$_ac_nl"*}
    _ac_found=${_ac_found#*"$_ac_nl"}
    _ac_take_line "$_ac_at" "${_ac_found%%"$_ac_nl"*}"
    case $_ac_found in
      *"$_ac_nl"*) _ac_found=${_ac_found#*"$_ac_nl"} ;;
      *) _ac_found='' ;;
    esac
  done
}

# _ac_take_line NUMBER LINE: keeps the line where it is one, and the first of its kind.
_ac_take_line() {
  _ac_trim "$2"
  case $_ac_text in
    "go "* | "go$_ac_tab"*)
      [ "$_ac_go_line" = 0 ] || return 0
      _ac_go_line=$1
      _ac_trim "${_ac_text#go}"
      _ac_trim "${_ac_text%%//*}"
      _ac_go=$_ac_text
      ;;
    "toolchain "* | "toolchain$_ac_tab"*)
      [ "$_ac_tool_line" = 0 ] || return 0
      _ac_tool_line=$1
      _ac_trim "${_ac_text#toolchain}"
      _ac_trim "${_ac_text%%//*}"
      _ac_tool=$_ac_text
      ;;
  esac
}

# _ac_module SOURCE FILE: what Go reads from its go and toolchain lines.
_ac_module() {
  _ac_source=$1 _ac_file=$2 _ac_line=0
  _ac_go_line=0 _ac_tool_line=0 _ac_go='' _ac_tool=''
  if [ -r "$2" ] && _ac_scan "$2"; then
    _ac_need
  else
    _ac_state=invalid
  fi
}

# _ac_need: as Go does it: the default stays where it is at least as new, else exactly that version.
_ac_need() {
  if [ "$_ac_go_line" != 0 ]; then
    _ac_line=$_ac_go_line
    if ! _ac_version "$_ac_go" || [ "$_ac_minor" -lt 0 ]; then
      _ac_state=invalid
      return 0
    fi
  fi
  if [ "$_ac_tool_line" != 0 ] && [ "$_ac_tool" != default ]; then
    case $_ac_tool in
      go*) ;;
      *) _ac_tool=go ;;
    esac
    if ! _ac_version "${_ac_tool#go}"; then
      _ac_line=$_ac_tool_line _ac_state=invalid
      return 0
    fi
  fi
  if [ "$_ac_tool" = default ]; then
    _ac_line=$_ac_tool_line
    _ac_take_default told
    return 0
  fi
  _ac_kept_minor=-2 _ac_kept_patch=-1 _ac_kept_rank=0 _ac_kept_pre=0 _ac_need=''
  if [ -n "$_ac_default" ]; then
    _ac_is_name "$_ac_default" || :
    _ac_keep
  fi
  if [ "$_ac_tool_line" != 0 ]; then
    [ "$_ac_go_line" != 0 ] || _ac_line=$_ac_tool_line
    _ac_version "${_ac_tool#go}" || :
    _ac_ordered
    if _ac_newer; then
      _ac_keep
      _ac_spell
      _ac_need=$_ac_spelled _ac_line=$_ac_tool_line
    fi
  fi
  if [ "$_ac_go_line" != 0 ]; then
    _ac_version "$_ac_go" || :
    _ac_ordered
    if _ac_newer; then
      if [ "$_ac_patch" -lt 0 ] && [ "$_ac_rank" = 0 ]; then
        _ac_patch=0
      fi
      _ac_spell
      _ac_need=$_ac_spelled _ac_line=$_ac_go_line
    fi
  fi
  if [ -n "$_ac_need" ]; then
    _ac_exactly "go$_ac_need.$_ac_platform" "$_ac_need" needed
  else
    _ac_take_default enough
  fi
}

# _ac_resolve FOLDER: _ac_state is chosen, missing, invalid, system or none.
_ac_resolve() {
  _ac_state=none _ac_why='' _ac_source='' _ac_file='' _ac_line=0 _ac_name='' _ac_want=''
  _ac_read_default
  if [ -n "${ARCHCHECK_GO-}" ]; then
    _ac_source=environment _ac_file=ARCHCHECK_GO
    if [ "${#ARCHCHECK_GO}" -gt "$_ac_longest" ]; then
      _ac_state=invalid
    elif _ac_is_name "$ARCHCHECK_GO"; then
      _ac_exactly "$ARCHCHECK_GO" "$_ac_spelled" exact
    else
      _ac_say "$ARCHCHECK_GO"
    fi
    return 0
  fi
  case $1 in
    /*) _ac_walk "${1%/}" ;;
    *) _ac_take_default default ;;
  esac
}

_ac_walk() { # FOLDER
  _ac_dir=$1
  while :; do
    if [ -f "$_ac_dir/.go-version" ] && _ac_go_version "$_ac_dir/.go-version"; then
      return 0
    fi
    if [ -f "$_ac_dir/.tool-versions" ] && _ac_tool_versions "$_ac_dir/.tool-versions"; then
      return 0
    fi
    if [ -f "$_ac_dir/go.work" ] || [ -f "$_ac_dir/go.mod" ]; then
      _ac_find_work "$_ac_dir"
      if [ -n "$_ac_work" ]; then
        _ac_module go-work "$_ac_work"
        return 0
      fi
      if [ -f "$_ac_dir/go.mod" ]; then
        _ac_module go-mod "$_ac_dir/go.mod"
        return 0
      fi
    fi
    [ -n "$_ac_dir" ] || break
    _ac_dir=${_ac_dir%/*}
  done
  case ${GOWORK-} in
    /*)
      if [ -f "$GOWORK" ]; then
        _ac_module go-work "$GOWORK"
        return 0
      fi
      ;;
  esac
  _ac_take_default default
}

_ac_effective() { # _ac_use: the name of the version to put on PATH, or nothing
  case $_ac_state in
    chosen) _ac_use=$_ac_name ;;
    missing | invalid)
      _ac_use=''
      [ "$_ac_default_state" != chosen ] || _ac_use=$_ac_default
      ;;
    *) _ac_use='' ;;
  esac
}

_ac_strip() { # _ac_rest: PATH without any version of the store, the rest byte for byte
  _ac_left=${PATH-}:
  _ac_rest=''
  while [ -n "$_ac_left" ]; do
    _ac_one=${_ac_left%%:*}
    _ac_left=${_ac_left#*:}
    case $_ac_one in
      "$_ac_store"/versions/*/*/go/bin) ;;
      "$_ac_store"/versions/*/go/bin) continue ;;
    esac
    _ac_rest=$_ac_rest:$_ac_one
  done
  _ac_rest=${_ac_rest#:}
}

_ac_deactivate() {
  case ${PATH-} in
    *"$_ac_store/versions/"*)
      _ac_strip
      PATH=$_ac_rest
      hash -r 2> /dev/null || :
      ;;
  esac
  if [ -n "${_ac_goroot-}" ] && [ -z "${GOROOT+set}" ]; then
    export GOROOT="$_ac_goroot"
  fi
  _ac_goroot='' _ac_active=''
}

_ac_activate() { # NAME
  _ac_strip
  PATH=$_ac_store/versions/$1/go/bin${_ac_rest:+:$_ac_rest}
  export PATH
  hash -r 2> /dev/null || :
  _ac_active=$1
  if [ -n "${GOROOT+set}" ]; then
    if [ "$GOROOT" != "$_ac_store/versions/$1/go" ]; then
      printf 'archcheck: GOROOT is no longer set: go finds its own root\n' >&2
    fi
    _ac_goroot=$GOROOT
    unset GOROOT
  fi
}

_ac_place() { # _ac_text: where it is said, safe for a terminal
  _ac_text=$_ac_file
  case $_ac_text in
    *[[:cntrl:]]*) _ac_text=${_ac_text##*/} ;;
  esac
  case $_ac_text in
    *[[:cntrl:]]*) _ac_text='a file here' ;;
  esac
  [ "$_ac_line" = 0 ] || _ac_text=$_ac_text:$_ac_line
}

_ac_tell() { # one line for a version that is not there, once until something else applies
  case $_ac_state in
    missing | invalid) ;;
    *)
      _ac_told=''
      return 0
      ;;
  esac
  if [ "${_ac_told-}" = "$_ac_state$_ac_want$_ac_file" ]; then
    return 0
  fi
  _ac_told=$_ac_state$_ac_want$_ac_file
  _ac_message
  printf '%s\n' "$_ac_text" >&2
}

_ac_message() {
  _ac_place
  if [ "$_ac_state" = missing ]; then
    _ac_text="archcheck: go$_ac_want ($_ac_text) is not installed: archcheck toolchain install $_ac_want"
  else
    _ac_text="archcheck: $_ac_text names no version of Go that can be installed"
  fi
  if [ -n "$_ac_use" ]; then
    _ac_text="$_ac_text; until then the default, ${_ac_use%.*}, comes first on PATH"
  fi
}

_ac_apply() { # FOLDER: what a prompt does
  _ac_resolve "$1"
  _ac_effective
  _ac_tell
  if [ -z "$_ac_use" ]; then
    _ac_deactivate
    return 0
  fi
  if [ "${_ac_active-}" = "$_ac_use" ]; then
    case :${PATH-}: in
      *":$_ac_store/versions/$_ac_use/go/bin:"*) return 0 ;;
    esac
  fi
  _ac_activate "$_ac_use"
}

_ac_command() { # ARGUMENT...: archcheck, but what it says for this session is done in this shell
  if [ "${1-}" = toolchain ] && [ "${2-}" = use ]; then
    for _ac_one in "$@"; do
      if [ "$_ac_one" = --session ]; then
        _ac_session "$@"
        return
      fi
    done
  fi
  command archcheck "$@"
}

_ac_session() {
  _ac_text=$(ARCHCHECK_HOOK=1 command archcheck "$@") || return
  if [ -z "$_ac_text" ]; then
    unset ARCHCHECK_GO
  elif [ "$_ac_text" = system ] || _ac_is_name "$_ac_text"; then
    export ARCHCHECK_GO="$_ac_text"
  else
    printf '%s\n' "$_ac_text"
    return 0
  fi
  _ac_apply "${PWD-}"
}

# Run, not read: STORE PLATFORM FOLDER; the answers one a line, what may hold anything last.
if [ "${_ac_reading-}" != yes ]; then
  _ac_store=$1 _ac_platform=$2
  _ac_resolve "$3"
  _ac_effective
  _ac_text=''
  case $_ac_state in
    missing | invalid) _ac_message ;;
  esac
  printf '%s\n' "$_ac_state" "$_ac_why" "$_ac_source" "$_ac_line" "$_ac_name" "$_ac_want" "$_ac_use" \
    "$_ac_text" "$_ac_file"
fi
