& {
  $bin = @BIN@
  $versions = [IO.Path]::Combine(@STORE@, 'versions') + [IO.Path]::DirectorySeparatorChar
  $rest = @("$env:PATH".Split([IO.Path]::PathSeparator) | Where-Object {
    -not ($_.StartsWith($versions, [StringComparison]::Ordinal) -and $_.Substring($versions.Length) -cmatch '\A[^/\\]+[/\\]go[/\\]bin\z')
  })
  if ($bin) {
    $rest = @($bin) + $rest
    if (Test-Path Env:GOROOT) {
      if ([IO.Path]::Combine($env:GOROOT, 'bin') -cne $bin) {
        [Console]::Error.WriteLine('archcheck: GOROOT is no longer set: go finds its own root')
      }
      $global:AcGoroot = $env:GOROOT
      Remove-Item Env:GOROOT
    }
  } elseif ($global:AcGoroot) {
    if (-not (Test-Path Env:GOROOT)) { $env:GOROOT = $global:AcGoroot }
    $global:AcGoroot = $null
  }
  $env:PATH = $rest -join [IO.Path]::PathSeparator
}
