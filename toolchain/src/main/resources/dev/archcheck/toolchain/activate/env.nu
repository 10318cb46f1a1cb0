let _ac_bin = @BIN@
let _ac_prefix = (@STORE@ + '/versions/')
$env.PATH = ($env.PATH | split row (char esep) | where {|one|
  not (($one | str starts-with $_ac_prefix) and (($one | str replace $_ac_prefix '') =~ '^[^/]+/go/bin\z'))
})
if $_ac_bin != '' {
  $env.PATH = ($env.PATH | prepend $_ac_bin)
  if 'GOROOT' in $env {
    if $"($env.GOROOT)/bin" != $_ac_bin {
      print --stderr 'archcheck: GOROOT is no longer set: go finds its own root'
    }
    # A record: no other program gets it to see.
    $env.ARCHCHECK_GOROOT = {was: $env.GOROOT}
    hide-env GOROOT
  }
} else if 'ARCHCHECK_GOROOT' in $env {
  if 'GOROOT' not-in $env {
    $env.GOROOT = $env.ARCHCHECK_GOROOT.was
  }
  hide-env ARCHCHECK_GOROOT
}
