# archcheck: switches Go at each prompt and cd. Written by archcheck toolchain hook zsh; not for editing.

_ac_store=@STORE@
_ac_platform=@PLATFORM@
_ac_reading=yes
# What is defined here always runs as sh, whatever the options of this shell are.
emulate sh -o no_aliases -c '. "$_ac_store/shell/resolve.sh"'
_ac_reading=''

# No process, where the file is as files are.
function _ac_scan {
  emulate -L zsh -o extended_glob -o no_aliases
  local -a lines
  local key form
  local -i number
  lines=("${(@f)$(<$1)}") 2> /dev/null || return 1
  for key in go toolchain; do
    form="[$_ac_blank]#${key}[ $_ac_tab][$_ac_blank]#[^$_ac_blank]*"
    number=${lines[(i)$~form]}
    if (( number > $#lines )); then
      continue
    fi
    if (( $#lines[number] > 250 )); then
      _ac_go_line=0 _ac_tool_line=0 _ac_go='' _ac_tool=''
      _ac_scan_with_sed "$1"
      return
    fi
    _ac_take_line $number "$lines[number]"
  done
  return 0
}

function _archcheck_hook {
  _ac_apply "${PWD-}"
  return 0
}

function archcheck {
  _ac_command "$@"
}

function _archcheck_add {
  emulate -L zsh
  typeset -ga precmd_functions chpwd_functions
  precmd_functions=(_archcheck_hook ${precmd_functions:#_archcheck_hook})
  chpwd_functions=(_archcheck_hook ${chpwd_functions:#_archcheck_hook})
}
_archcheck_add
unfunction _archcheck_add

# An interactive shell has its first prompt after everything else has changed PATH.
if [[ ! -o interactive ]]; then
  _archcheck_hook
fi
