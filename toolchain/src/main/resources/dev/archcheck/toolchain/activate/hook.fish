# archcheck: switches Go at each prompt and cd. Written by archcheck toolchain hook fish; not for editing.

set -g _ac_store @STORE@
set -g _ac_platform @PLATFORM@
set -g _ac_bins '^'(string escape --style=regex -- $_ac_store/versions/)'[^/]+/go/bin\z'

function _archcheck_strip --description 'PATH without the versions of the store'
    set -l rest
    for one in $PATH
        string match -q -r -- $_ac_bins $one; or set -a rest $one
    end
    set -gx PATH $rest
end

function _archcheck_activate -a name
    _archcheck_strip
    set -gx PATH $_ac_store/versions/$name/go/bin $PATH
    set -g _ac_active $name
    if set -q GOROOT
        if test "$GOROOT" != $_ac_store/versions/$name/go
            echo 'archcheck: GOROOT is no longer set: go finds its own root' >&2
        end
        set -g _ac_goroot $GOROOT
        set -e GOROOT
    end
end

function _archcheck_deactivate
    if string match -q -r -- $_ac_bins $PATH
        _archcheck_strip
    end
    if test -n "$_ac_goroot"; and not set -q GOROOT
        set -gx GOROOT $_ac_goroot
    end
    set -e _ac_goroot
    set -e _ac_active
end

function _archcheck_ask
    # sh says: state, why, source, line, name, wanted, name for PATH, message, file
    set -g _ac_answer (command sh $_ac_store/shell/resolve.sh $_ac_store $_ac_platform "$PWD" 2>/dev/null)
end

function _archcheck_apply
    test (count $_ac_answer) -ge 9; or return 0
    set -l use $_ac_answer[7]
    set -l message $_ac_answer[8]
    if test -n "$message"; and test "$message" != "$_ac_told"
        printf '%s\n' $message >&2
    end
    set -g _ac_told $message
    if test -z "$use"
        _archcheck_deactivate
    else if test "$_ac_active" != "$use"; or not contains -- $_ac_store/versions/$use/go/bin $PATH
        _archcheck_activate $use
    end
end

function _archcheck_line --on-event fish_preexec -a line
    # Nothing but a change of folder: what is asked in the new one still holds at the prompt.
    set -e _ac_asked
    string match -q -r '^\s*(cd|pushd|popd|prevd|nextd)(\s[^;&|()<>\n]*)?\z' -- "$line"
    and set -g _ac_lone
    or set -e _ac_lone
end

function _archcheck_folder --on-variable PWD
    # cd in the middle of a line: what comes behind it is to find the right go.
    _archcheck_ask
    _archcheck_apply
    set -q _ac_lone; and set -g _ac_asked
    return 0
end

function _archcheck_hook --on-event fish_prompt
    set -q _ac_asked; or _archcheck_ask
    set -e _ac_asked
    _archcheck_apply
end

function archcheck --wraps archcheck
    if test "$argv[1..2]" = 'toolchain use'; and contains -- --session $argv
        set -l answer (env ARCHCHECK_HOOK=1 archcheck $argv)
        or return
        if test -z "$answer"
            set -e ARCHCHECK_GO
        else if string match -q -r '^(system|go1[0-9a-z._]*-[0-9a-z_]+)\z' -- "$answer"
            set -gx ARCHCHECK_GO $answer
        else
            printf '%s\n' $answer
            return 0
        end
        _archcheck_hook
        return 0
    end
    command archcheck $argv
end

# An interactive shell has its first prompt after everything else has changed PATH.
if not status is-interactive
    _archcheck_hook
end
