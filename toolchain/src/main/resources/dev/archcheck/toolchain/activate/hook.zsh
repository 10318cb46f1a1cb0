# archcheck: switches Go at each prompt and cd. Written by archcheck toolchain hook zsh; not for editing.

_ac_store=@STORE@
_ac_platform=@PLATFORM@
_ac_reading=yes
# What is defined here always runs as sh, whatever the options of this shell are.
emulate sh -o no_aliases -c '. "$_ac_store/shell/resolve.sh"'
_ac_reading=''

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
