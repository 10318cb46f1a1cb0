# archcheck: switches Go at each prompt. Written by archcheck toolchain hook bash; not for editing.
# shellcheck shell=bash disable=SC2034,SC2154 # names of resolve.sh

# An alias must not get into the functions that are read here.
if shopt -q expand_aliases; then
  _ac_aliases=yes
  shopt -u expand_aliases
fi
_ac_store=@STORE@
_ac_platform=@PLATFORM@
_ac_reading=yes
# shellcheck source=/dev/null
. "$_ac_store/shell/resolve.sh"
_ac_reading=''

# No process, where this bash can read a file at once and the file is as files are.
_ac_scan() {
  local -a _ac_lines
  local _ac_l _ac_key _ac_at _ac_all IFS=$_ac_nl
  if ! builtin mapfile -t -n 3001 _ac_lines < "$1" 2> /dev/null || [ "${#_ac_lines[@]}" -gt 3000 ]; then
    _ac_scan_with_sed "$1"
    return
  fi
  [ "${#_ac_lines[@]}" -gt 0 ] || return 0
  _ac_all=$_ac_nl${_ac_lines[*]}
  for _ac_key in go toolchain; do
    # Going through all lines takes far longer than this, and is mostly in vain.
    [[ $_ac_all =~ ${_ac_nl}[${_ac_blank}]*${_ac_key}[\ ${_ac_tab}] ]] || continue
    _ac_at=0
    for _ac_l in "${_ac_lines[@]}"; do
      _ac_at=$((_ac_at + 1))
      [[ $_ac_l =~ ^[${_ac_blank}]*${_ac_key}[\ ${_ac_tab}] ]] || continue
      if [ "${#_ac_l}" -gt 250 ]; then
        _ac_go_line=0 _ac_tool_line=0 _ac_go='' _ac_tool=''
        _ac_scan_with_sed "$1"
        return
      fi
      _ac_take_line "$_ac_at" "$_ac_l"
      case $_ac_key-$_ac_go_line-$_ac_tool_line in
        go-0-* | toolchain-*-0) ;;
        *) break ;;
      esac
    done
  done
}

_archcheck_hook() {
  local _ac_status=$? _ac_noglob='' _ac_failglob='' _ac_nocase=''
  case $- in
    *f*)
      _ac_noglob=yes
      set +f
      ;;
  esac
  if shopt -q failglob; then
    _ac_failglob=yes
    shopt -u failglob
  fi
  if shopt -q nocasematch; then
    _ac_nocase=yes
    shopt -u nocasematch
  fi
  _ac_apply "${PWD-}"
  [ -z "$_ac_noglob" ] || set -f
  [ -z "$_ac_failglob" ] || shopt -s failglob
  [ -z "$_ac_nocase" ] || shopt -s nocasematch
  # The next one in PROMPT_COMMAND may want the status; under set -e it would end the shell.
  case $- in
    *e*) return 0 ;;
  esac
  return "$_ac_status"
}

archcheck() {
  _ac_command "$@"
}

# For an array this is its first element.
case ${PROMPT_COMMAND-} in
  *_archcheck_hook*) ;;
  *) PROMPT_COMMAND=_archcheck_hook${PROMPT_COMMAND:+$'\n'$PROMPT_COMMAND} ;;
esac

case $- in
  *i*) ;; # the first prompt comes after everything else has changed PATH
  *) _archcheck_hook ;;
esac
if [ -n "${_ac_aliases-}" ]; then
  unset _ac_aliases
  shopt -s expand_aliases
fi
