# archcheck: switches Go at each prompt. Written by archcheck toolchain hook pwsh; not for editing.
#
# The rules are those of resolve.sh, function by function. What a file says is only ever compared.

$global:AcStore = @STORE@
$global:AcPlatform = @PLATFORM@
$global:AcActive = ''
$global:AcGoroot = $null
$global:AcTold = ''
$global:AcSeparator = [IO.Path]::PathSeparator
$global:AcVersions = [IO.Path]::Combine($global:AcStore, 'versions')
$global:AcWord = [regex]'\A1(?:\.(0|[1-9][0-9]{0,5})(?:\.(0|[1-9][0-9]{0,5})|(alpha|beta|rc)(0|[1-9][0-9]{0,5}))?)?\z'

# A version taken apart; -1 is what the word does not say.
function global:Get-AcVersion([string] $Word) {
  $form = $global:AcWord.Match($Word)
  if (-not $form.Success) { return $null }
  $part = { param($index, $none) if ($form.Groups[$index].Success) { [int]$form.Groups[$index].Value } else { $none } }
  $kind = $form.Groups[3].Value
  [pscustomobject]@{
    Minor = & $part 1 -1
    Patch = & $part 2 -1
    Kind  = $kind
    Rank  = [array]::IndexOf(@('', 'alpha', 'beta', 'rc'), $kind)
    Pre   = & $part 4 0
  }
}

# Up to 1.20 the first release had no third number.
function global:Set-AcOrdered($Version) {
  if ($Version.Minor -ge 0 -and $Version.Minor -lt 21 -and $Version.Patch -lt 0 -and $Version.Rank -eq 0) {
    $Version.Patch = 0
  }
  $Version
}

function global:Get-AcSpelling($Version) {
  $text = '1'
  if ($Version.Minor -ge 0) { $text += ".$($Version.Minor)" }
  if ($Version.Patch -gt 0 -or ($Version.Patch -eq 0 -and $Version.Minor -ge 21)) { $text += ".$($Version.Patch)" }
  if ($Version.Rank -ne 0) { $text += "$($Version.Kind)$($Version.Pre)" }
  $text
}

function global:Test-AcNewer($One, $Other) {
  if ($null -eq $Other) { return $true }
  foreach ($field in 'Minor', 'Patch', 'Rank', 'Pre') {
    if ($One.$field -ne $Other.$field) { return $One.$field -gt $Other.$field }
  }
  $false
}

function global:Test-AcInstalled([string] $Name) {
  $folder = [IO.Path]::Combine($global:AcVersions, $Name)
  [IO.File]::Exists([IO.Path]::Combine($folder, 'seal')) -and [IO.Directory]::Exists([IO.Path]::Combine($folder, 'go'))
}

# The version in a name like go1.27.0.linux-amd64, or null.
function global:Get-AcNamed([string] $Name) {
  if ($Name -cnotmatch '\Ago(1[0-9a-z.]*)\.[a-z0-9_]{1,20}-[a-z0-9_]{1,20}\z') { return $null }
  $word = $Matches[1]
  $version = Get-AcVersion $word
  if ($null -eq $version) { return $null }
  $version = Set-AcOrdered $version
  if ((Get-AcSpelling $version) -cne $word) { return $null }
  $version
}

function global:Get-AcNewest([int] $Minor) {
  $best = $null
  $bestName = ''
  if (-not [IO.Directory]::Exists($global:AcVersions)) { return '' }
  foreach ($path in [IO.Directory]::GetDirectories($global:AcVersions)) {
    $name = [IO.Path]::GetFileName($path)
    if (-not $name.EndsWith(".$($global:AcPlatform)", [StringComparison]::Ordinal)) { continue }
    $version = Get-AcNamed $name
    if ($null -eq $version -or $version.Rank -ne 0 -or $version.Patch -lt 0) { continue }
    if ($Minor -ge 0 -and $version.Minor -ne $Minor) { continue }
    if ((Test-AcNewer $version $best) -and (Test-AcInstalled $name)) {
      $best = $version
      $bestName = $name
    }
  }
  $bestName
}

function global:New-AcAnswer([string] $State, [string] $Name, [string] $Wanted, [string] $File, [int] $Line) {
  [pscustomobject]@{ State = $State; Name = $Name; Wanted = $Wanted; File = $File; Line = $Line }
}

function global:Get-AcExactly([string] $Name, [string] $Spelling, [string] $File, [int] $Line) {
  if (Test-AcInstalled $Name) { New-AcAnswer chosen $Name $Spelling $File $Line }
  else { New-AcAnswer missing '' $Spelling $File $Line }
}

# A version that a person wrote down, or system.
function global:Get-AcSaid([string] $Word, [string] $File, [int] $Line) {
  if ($Word -ceq 'system') { return New-AcAnswer system '' '' $File $Line }
  $version = Get-AcVersion ($Word -creplace '\Ago', '')
  if ($null -eq $version) { return New-AcAnswer invalid '' '' $File $Line }
  $spelling = Get-AcSpelling $version
  if ($version.Patch -ge 0 -or $version.Rank -ne 0) {
    return Get-AcExactly "go$spelling.$($global:AcPlatform)" $spelling $File $Line
  }
  $name = Get-AcNewest $version.Minor
  if ($name) { New-AcAnswer chosen $name $spelling $File $Line } else { New-AcAnswer missing '' $spelling $File $Line }
}

$global:AcBlank = [char[]]" `t`r"

# The lines of a file, one char for each byte.
function global:Get-AcLines([string] $File) {
  $text = [Text.Encoding]::GetEncoding(28591).GetString([IO.File]::ReadAllBytes($File)).Replace("`0", '')
  , $text.Split("`n")
}

function global:Get-AcDefault {
  $file = [IO.Path]::Combine($global:AcStore, 'default')
  if (-not [IO.File]::Exists($file)) { return $null }
  try { $name = (Get-AcLines $file)[0].Trim($global:AcBlank) } catch { $name = '' }
  $version = Get-AcNamed $name
  if ($null -eq $version) { return New-AcAnswer invalid '' '' $file 1 }
  Get-AcExactly $name (Get-AcSpelling $version) $file 1
}

function global:Get-AcVersionFile([string] $File) {
  try { $lines = Get-AcLines $File } catch { return New-AcAnswer invalid '' '' $File 0 }
  for ($index = 0; $index -lt $lines.Length; $index++) {
    $line = $lines[$index]
    if ($line.Length -gt 1000) { return New-AcAnswer invalid '' '' $File ($index + 1) }
    if ($index -eq 0 -and $line.StartsWith("$([char]0xEF)$([char]0xBB)$([char]0xBF)", [StringComparison]::Ordinal)) {
      $line = $line.Substring(3)
    }
    $word = $line.Split('#')[0].Trim($global:AcBlank)
    if ($word) { return Get-AcSaid $word $File ($index + 1) }
  }
}

function global:Get-AcToolVersions([string] $File) {
  try { $lines = Get-AcLines $File } catch { return New-AcAnswer invalid '' '' $File 0 }
  for ($index = 0; $index -lt $lines.Length; $index++) {
    if ($lines[$index].Length -gt 1000) { continue }
    $words = $lines[$index].Split('#')[0].Split($global:AcBlank, [StringSplitOptions]::RemoveEmptyEntries)
    if ($words.Length -gt 1 -and ($words[0] -ceq 'golang' -or $words[0] -ceq 'go')) {
      return Get-AcSaid $words[1] $File ($index + 1)
    }
  }
}

# The value behind the first line with a key, as Go looks it up, and its line.
function global:Get-AcLookup([string[]] $Lines, [string] $Key) {
  for ($index = 0; $index -lt $Lines.Length; $index++) {
    $line = $Lines[$index].Trim($global:AcBlank)
    if ($line -cmatch "\A$Key[ \t]") {
      $value = $line.Substring(0, [Math]::Min($line.Length, 255)).Substring($Key.Length)
      $comment = $value.IndexOf('//', [StringComparison]::Ordinal)
      if ($comment -ge 0) { $value = $value.Substring(0, $comment) }
      return [pscustomobject]@{ Value = $value.Trim($global:AcBlank); Line = $index + 1 }
    }
  }
}

function global:Get-AcKept($Default, [string] $File, [int] $Line) {
  if ($null -eq $Default) { return New-AcAnswer none '' '' $File $Line }
  if ($Default.State -ne 'chosen') { return $Default }
  New-AcAnswer chosen $Default.Name '' $File $Line
}

# As Go does it: the default stays where it is at least as new, else exactly that version.
function global:Get-AcModule([string] $File, $Default) {
  try { $lines = Get-AcLines $File } catch { return New-AcAnswer invalid '' '' $File 0 }
  $go = Get-AcLookup $lines 'go'
  $tool = Get-AcLookup $lines 'toolchain'
  $goVersion = $null
  $toolVersion = $null
  if ($go) {
    $goVersion = Get-AcVersion $go.Value
    if ($null -eq $goVersion -or $goVersion.Minor -lt 0) { return New-AcAnswer invalid '' '' $File $go.Line }
  }
  if ($tool -and $tool.Value -cne 'default') {
    if ($tool.Value -cmatch '\Ago') { $toolVersion = Get-AcVersion $tool.Value.Substring(2) }
    if ($null -eq $toolVersion) { return New-AcAnswer invalid '' '' $File $tool.Line }
  }
  if ($tool -and $tool.Value -ceq 'default') { return Get-AcKept $Default $File $tool.Line }
  $kept = $null
  if ($Default -and $Default.Wanted) { $kept = Set-AcOrdered (Get-AcVersion $Default.Wanted) }
  $need = ''
  $line = if ($go) { $go.Line } elseif ($tool) { $tool.Line } else { 0 }
  if ($toolVersion) {
    $toolVersion = Set-AcOrdered $toolVersion
    if (Test-AcNewer $toolVersion $kept) {
      $kept = $toolVersion
      $need = Get-AcSpelling $toolVersion
      $line = $tool.Line
    }
  }
  if ($goVersion) {
    $goVersion = Set-AcOrdered $goVersion
    if (Test-AcNewer $goVersion $kept) {
      if ($goVersion.Patch -lt 0 -and $goVersion.Rank -eq 0) { $goVersion.Patch = 0 }
      $need = Get-AcSpelling $goVersion
      $line = $go.Line
    }
  }
  if ($need) { return Get-AcExactly "go$need.$($global:AcPlatform)" $need $File $line }
  Get-AcKept $Default $File $line
}

function global:Find-AcWork([string] $Folder) {
  $said = "$env:GOWORK"
  if ($said -ceq 'off') { return '' }
  if ($said -and $said -cne 'auto') {
    if ([IO.Path]::IsPathRooted($said) -and [IO.File]::Exists($said)) { return $said }
    return ''
  }
  while ($Folder) {
    $file = [IO.Path]::Combine($Folder, 'go.work')
    if ([IO.File]::Exists($file)) { return $file }
    $Folder = [IO.Path]::GetDirectoryName($Folder)
  }
  ''
}

function global:Resolve-Ac([string] $Folder, $Default) {
  $said = "$env:ARCHCHECK_GO"
  if ($said) {
    if ($said.Length -gt 1000) { return New-AcAnswer invalid '' '' 'ARCHCHECK_GO' 0 }
    $version = Get-AcNamed $said
    if ($null -ne $version) { return Get-AcExactly $said (Get-AcSpelling $version) 'ARCHCHECK_GO' 0 }
    return Get-AcSaid $said 'ARCHCHECK_GO' 0
  }
  $up = $Folder
  while ($up) {
    $answer = $null
    $file = [IO.Path]::Combine($up, '.go-version')
    if ([IO.File]::Exists($file)) { $answer = Get-AcVersionFile $file }
    $file = [IO.Path]::Combine($up, '.tool-versions')
    if ($null -eq $answer -and [IO.File]::Exists($file)) { $answer = Get-AcToolVersions $file }
    if ($null -ne $answer) { return $answer }
    $module = [IO.Path]::Combine($up, 'go.mod')
    if ([IO.File]::Exists($module) -or [IO.File]::Exists([IO.Path]::Combine($up, 'go.work'))) {
      $work = Find-AcWork $up
      if ($work) { return Get-AcModule $work $Default }
      if ([IO.File]::Exists($module)) { return Get-AcModule $module $Default }
    }
    $up = [IO.Path]::GetDirectoryName($up)
  }
  $work = "$env:GOWORK"
  if ($work -and [IO.Path]::IsPathRooted($work) -and [IO.File]::Exists($work)) { return Get-AcModule $work $Default }
  if ($null -ne $Default) { return $Default }
  New-AcAnswer none '' '' '' 0
}

function global:Test-AcOurs([string] $Folder) {
  $Folder.StartsWith($global:AcVersions + [IO.Path]::DirectorySeparatorChar, [StringComparison]::Ordinal) -and
    $Folder.Substring($global:AcVersions.Length + 1) -cmatch '\A[^/\\]+[/\\]go[/\\]bin\z'
}

function global:Set-AcPath([string] $Name) {
  $rest = @("$env:PATH".Split($global:AcSeparator) | Where-Object { -not (Test-AcOurs $_) })
  if ($Name) {
    $root = [IO.Path]::Combine($global:AcVersions, $Name, 'go')
    $rest = @([IO.Path]::Combine($root, 'bin')) + $rest
    if (Test-Path Env:GOROOT) {
      if ($env:GOROOT -cne $root) {
        [Console]::Error.WriteLine('archcheck: GOROOT is no longer set: go finds its own root')
      }
      $global:AcGoroot = $env:GOROOT
      Remove-Item Env:GOROOT
    }
  } elseif ($global:AcGoroot -and -not (Test-Path Env:GOROOT)) {
    $env:GOROOT = $global:AcGoroot
    $global:AcGoroot = $null
  }
  $path = $rest -join $global:AcSeparator
  if ($path -cne $env:PATH) { $env:PATH = $path }
  $global:AcActive = $Name
}

function global:Write-AcMessage($Answer, [string] $Use) {
  if ($Answer.State -ne 'missing' -and $Answer.State -ne 'invalid') {
    $global:AcTold = ''
    return
  }
  $key = "$($Answer.State)$($Answer.Wanted)$($Answer.File)"
  if ($global:AcTold -ceq $key) { return }
  $global:AcTold = $key
  $place = $Answer.File -replace '[\x00-\x1f\x7f-\x9f]', '?'
  if ($Answer.Line) { $place += ":$($Answer.Line)" }
  $text = if ($Answer.State -eq 'missing') {
    "archcheck: go$($Answer.Wanted) ($place) is not installed: archcheck toolchain install $($Answer.Wanted)"
  } else { "archcheck: $place names no version of Go that can be installed" }
  if ($Use) { $text += "; until then the default, $($Use -creplace '\.[^.]*\z', ''), comes first on PATH" }
  [Console]::Error.WriteLine($text)
}

function global:Invoke-ArchcheckHook {
  $here = $ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath
  $default = Get-AcDefault
  $answer = Resolve-Ac $here $default
  $use = if ($answer.State -eq 'chosen') { $answer.Name }
  elseif ($answer.State -in 'missing', 'invalid' -and $default -and $default.State -eq 'chosen') { $default.Name }
  else { '' }
  Write-AcMessage $answer $use
  $bin = if ($use) { [IO.Path]::Combine($global:AcVersions, $use, 'go', 'bin') } else { '' }
  if (-not $use -or $global:AcActive -cne $use -or "$env:PATH".Split($global:AcSeparator) -cnotcontains $bin) {
    Set-AcPath $use
  }
}

function global:archcheck {
  $program = @(Get-Command archcheck -CommandType Application, ExternalScript -ErrorAction Stop)[0]
  if ($args.Count -ge 2 -and $args[0] -ceq 'toolchain' -and $args[1] -ceq 'use' -and $args -ccontains '--session') {
    $env:ARCHCHECK_HOOK = '1'
    try { $answer = "$(& $program @args)" } finally { Remove-Item Env:ARCHCHECK_HOOK }
    if ($LASTEXITCODE -ne 0) { return }
    if (-not $answer) { Remove-Item Env:ARCHCHECK_GO -ErrorAction Ignore }
    elseif ($answer -cmatch '\A(system|go1[0-9a-z._]*-[0-9a-z_]+)\z') { $env:ARCHCHECK_GO = $answer }
    else { return $answer }
    Invoke-ArchcheckHook
  } else { & $program @args }
}

if (-not (Test-Path Variable:global:ArchcheckPrompt)) {
  $global:ArchcheckPrompt = $function:prompt
  function global:prompt {
    $worked = $global:?
    try { Invoke-ArchcheckHook } catch { [Console]::Error.WriteLine("archcheck: $_") }
    # The prompt that was there may show whether the last command worked.
    if ($global:? -ne $worked) { if ($worked) { $null = 1 } else { Write-Error '' -ErrorAction Ignore } }
    & $global:ArchcheckPrompt
  }
}
