# archcheck: switches Go at each prompt. Written by archcheck toolchain hook nu; not for editing.

const _ac_store = @STORE@
const _ac_platform = @PLATFORM@

def _archcheck_is_ours [folder: string] {
  let prefix = $"($_ac_store)/versions/"
  ($folder | str starts-with $prefix) and (($folder | str replace $prefix '') =~ '^[^/]+/go/bin\z')
}

def --env _archcheck_strip [] {
  $env.PATH = ($env.PATH | split row (char esep) | where {|one| not (_archcheck_is_ours $one) })
}

# What this shell remembers is a record: no other program, and no shell in this one, gets it to see.
def --env _archcheck_activate [name: string] {
  let root = $"($_ac_store)/versions/($name)/go"
  _archcheck_strip
  $env.PATH = ($env.PATH | prepend $"($root)/bin")
  mut mine = ($env.ARCHCHECK_SHELL | merge {active: $name})
  if 'GOROOT' in $env {
    if $env.GOROOT != $root {
      print --stderr 'archcheck: GOROOT is no longer set: go finds its own root'
    }
    $mine = ($mine | merge {goroot: $env.GOROOT})
    hide-env GOROOT
  }
  $env.ARCHCHECK_SHELL = $mine
}

def --env _archcheck_deactivate [] {
  if ($env.PATH | split row (char esep) | any {|one| _archcheck_is_ours $one }) {
    _archcheck_strip
  }
  let mine = $env.ARCHCHECK_SHELL
  if $mine.goroot != '' and 'GOROOT' not-in $env {
    $env.GOROOT = $mine.goroot
  }
  $env.ARCHCHECK_SHELL = ($mine | merge {active: '', goroot: ''})
}

def --env _archcheck_hook [] {
  # sh says: state, why, source, line, name, wanted, name for PATH, message, file
  let status = ($env.LAST_EXIT_CODE? | default 0)
  let answer = (^sh $"($_ac_store)/shell/resolve.sh" $_ac_store $_ac_platform $env.PWD | complete)
  $env.LAST_EXIT_CODE = $status
  let lines = ($answer.stdout | split row "\n")
  if ($lines | length) < 9 { return }
  let name = ($lines | get 6)
  let message = ($lines | get 7)
  if 'ARCHCHECK_SHELL' not-in $env {
    $env.ARCHCHECK_SHELL = {active: '', goroot: '', told: ''}
  }
  if $message != '' and $message != $env.ARCHCHECK_SHELL.told {
    print --stderr $message
  }
  $env.ARCHCHECK_SHELL = ($env.ARCHCHECK_SHELL | merge {told: $message})
  if $name == '' {
    _archcheck_deactivate
  } else if $env.ARCHCHECK_SHELL.active != $name or $"($_ac_store)/versions/($name)/go/bin" not-in ($env.PATH | split row (char esep)) {
    _archcheck_activate $name
  }
}

def --env --wrapped archcheck [...arguments] {
  if ($arguments | take 2) == [toolchain use] and '--session' in $arguments {
    let answer = (with-env {ARCHCHECK_HOOK: '1'} { ^archcheck ...$arguments } | str trim)
    if $answer == '' {
      hide-env --ignore-errors ARCHCHECK_GO
    } else if $answer =~ '^(system|go1[0-9a-z._]*-[0-9a-z_]+)\z' {
      $env.ARCHCHECK_GO = $answer
    } else {
      print $answer
      return
    }
    _archcheck_hook
  } else {
    ^archcheck ...$arguments
  }
}

$env.config = ($env.config | upsert hooks.pre_prompt {|config|
  let present = ($config.hooks?.pre_prompt? | default [])
  if ($present | any {|one| (view source $one) =~ '_archcheck_hook' }) {
    $present
  } else {
    $present | prepend {|| _archcheck_hook }
  }
})
