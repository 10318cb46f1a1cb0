# archcheck for Windows: starts the packaged program, and builds it first where that is needed. The
# same way as scripts/archcheck goes; works in Windows PowerShell 5.1 and PowerShell 7.
# Arguments stay in $args: a param block would take those that look like its own.
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$Root = Split-Path -Parent $PSScriptRoot
$Dist = Join-Path $Root 'cli\target\dist'
$Record = Join-Path $Dist 'launch-windows'

# The same places as ac_sources in scripts/archcheck and PLACES in SourceList.java.
$Sources = 'pom.xml', '.mvn', 'pe-inspect/pom.xml', 'verify/pom.xml', 'toolchain/pom.xml',
    'cli/pom.xml', 'pe-inspect/src/main', 'verify/src/main', 'toolchain/src/main', 'cli/src/main',
    'cli/src/package'

function Say([string] $Text) { [Console]::Error.WriteLine("archcheck: $Text") }

function Show-Hint {
    [Console]::Error.WriteLine()
    [Console]::Error.WriteLine('hint: install a JDK 25 (winget install EclipseAdoptium.Temurin.25.JDK, or scoop install temurin25-jdk),')
    [Console]::Error.WriteLine('      or set ARCHCHECK_JAVA_HOME to the JDK 25 you have')
}

function Get-JdkVersion([string] $Jdk) {
    if (-not $Jdk) { return '' }
    $release = Join-Path $Jdk 'release'
    if (-not (Test-Path -LiteralPath $release -PathType Leaf)) { return '' }
    if (-not (Test-Path -LiteralPath (Join-Path $Jdk 'bin\java.exe') -PathType Leaf)) { return '' }
    foreach ($line in [IO.File]::ReadAllLines($release)) {
        if ($line -match '^JAVA_VERSION="?([^"]*)"?') { return $Matches[1] }
    }
    return ''
}

function Test-Jdk([string] $Jdk) { return (Get-JdkVersion $Jdk) -match '^25($|[.+-])' }

# Looks where Windows keeps JDKs; the first JDK 25 is taken.
function Find-Jdk {
    if ($env:ARCHCHECK_JAVA_HOME) {
        if (Test-Jdk $env:ARCHCHECK_JAVA_HOME) { return $env:ARCHCHECK_JAVA_HOME }
        Say "ARCHCHECK_JAVA_HOME is not a JDK 25: $env:ARCHCHECK_JAVA_HOME"
        Show-Hint
        exit 4
    }
    if (Test-Jdk $env:JAVA_HOME) { return $env:JAVA_HOME }
    $java = Get-Command java.exe -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($java) {
        $onPath = Split-Path -Parent (Split-Path -Parent $java.Path)
        if (Test-Jdk $onPath) { return $onPath }
    }
    $vendors = 'Eclipse Adoptium', 'Java', 'Microsoft', 'Zulu', 'BellSoft', 'Amazon Corretto', 'AdoptOpenJDK'
    $places = @()
    foreach ($base in @($env:ProgramFiles, $env:ProgramW6432, "$env:LOCALAPPDATA\Programs")) {
        if ($base) { foreach ($vendor in $vendors) { $places += Join-Path $base $vendor } }
    }
    $scoop = if ($env:SCOOP) { $env:SCOOP } else { "$env:USERPROFILE\scoop" }
    $places += "$env:USERPROFILE\.jdks", "$env:USERPROFILE\.gradle\jdks", "$env:USERPROFILE\.sdkman\candidates\java"
    $jdks = @($env:JAVA_HOME_25_X64, $env:JAVA_HOME_25_ARM64)
    foreach ($place in $places) {
        $jdks += Get-ChildItem -LiteralPath $place -Directory -ErrorAction SilentlyContinue | ForEach-Object { $_.FullName }
    }
    $jdks += Get-ChildItem -LiteralPath "$scoop\apps" -Directory -ErrorAction SilentlyContinue | ForEach-Object { Join-Path $_.FullName 'current' }
    foreach ($jdk in $jdks) { if (Test-Jdk $jdk) { return $jdk } }
    Say 'no JDK 25 found'
    [Console]::Error.WriteLine("  JAVA_HOME: $env:JAVA_HOME $(Get-JdkVersion $env:JAVA_HOME)")
    [Console]::Error.WriteLine("  java on PATH: $(if ($java) { $java.Path } else { 'none' })")
    [Console]::Error.WriteLine("  looked in: $($places -join '; '); $scoop\apps")
    Show-Hint
    exit 4
}

function Get-Sha256([string] $File) { return (Get-FileHash -LiteralPath $File -Algorithm SHA256).Hash.ToLowerInvariant() }

# Every source with size and time: one line each, in the order of the names.
function Get-SourceFiles {
    $files = @()
    foreach ($source in $Sources) {
        $path = Join-Path $Root $source
        if (Test-Path -LiteralPath $path -PathType Leaf) { $files += Get-Item -LiteralPath $path -Force }
        elseif (Test-Path -LiteralPath $path) { $files += Get-ChildItem -LiteralPath $path -Recurse -File -Force }
    }
    return $files
}

function Get-State([object[]] $Files) {
    $lines = foreach ($file in $Files) { "$($file.FullName) $($file.Length) $($file.LastWriteTimeUtc.Ticks)" }
    return $lines -join "`n"
}

function Read-Build {
    $file = Join-Path $Dist 'build'
    if (-not (Test-Path -LiteralPath $file)) { return $null }
    $lines = [IO.File]::ReadAllLines($file)
    if ($lines.Count -lt 6 -or -not (Test-Path -LiteralPath (Join-Path $Dist $lines[0]))) { return $null }
    return @{ Jar = $lines[0]; JarDigest = $lines[1]; Aot = $lines[2]; AotDigest = $lines[3]; Jdk = $lines[4]; Version = $lines[5] }
}

# True where the sources are those of the build, byte for byte.
function Test-SameSources([object[]] $Files) {
    $list = Join-Path $Dist 'sources'
    if (-not (Test-Path -LiteralPath $list)) { return $false }
    $built = @{}
    foreach ($line in [IO.File]::ReadAllLines($list)) { $built[$line.Substring(66)] = $line.Substring(0, 64) }
    if ($built.Count -ne $Files.Count) { return $false }
    foreach ($file in $Files) {
        $name = $file.FullName.Substring($Root.Length + 1).Replace('\', '/')
        if ($built[$name] -ne (Get-Sha256 $file.FullName)) { return $false }
    }
    return $true
}

# True where the jar is the one that was built.
function Test-SameJar($Build) { return $Build -and (Get-Sha256 (Join-Path $Dist $Build.Jar)) -eq $Build.JarDigest }

# True where the cache is the one that was made, or none could be made.
function Test-SameCache($Build) {
    if (-not $Build.Aot) { return $true }
    $cache = Join-Path $Dist $Build.Aot
    return (Test-Path -LiteralPath $cache) -and (Get-Sha256 $cache) -eq $Build.AotDigest
}

# Trains again. Where that fails the build is from now on one without a cache.
function Invoke-Training([string] $Jdk, $Build) {
    $log = Join-Path $Root 'target\launch-cache.log'
    Say 'the start-up cache is gone or damaged; making it again (once)'
    $ErrorActionPreference = 'Continue'
    & (Join-Path $Jdk 'bin\java.exe') (Join-Path $Root 'cli\src\package\java\dev\archcheck\packaging\Retrain.java') $Root *> $log
    $code = $LASTEXITCODE
    $ErrorActionPreference = 'Stop'
    if ($code -ne 0) {
        Say "no start-up cache could be made, see $log; starting without"
        $lines = $Build.Jar, $Build.JarDigest, '', '', $Build.Jdk, $Build.Version
        [IO.File]::WriteAllText((Join-Path $Dist 'build'), ($lines -join "`n") + "`n")
    }
}

function Invoke-Build([string] $Jdk) {
    if (-not (Test-Path -LiteralPath (Join-Path $Jdk 'bin\javac.exe'))) {
        Say "cannot build: $Jdk has no bin\javac.exe; it is a run-time environment, not a JDK"
        exit 4
    }
    $maven = @($env:M2_HOME, $env:MAVEN_HOME) | Where-Object { $_ } | ForEach-Object { Join-Path $_ 'bin\mvn.cmd' } |
        Where-Object { Test-Path -LiteralPath $_ } | Select-Object -First 1
    if (-not $maven) { $maven = Get-Command mvn.cmd -ErrorAction SilentlyContinue | Select-Object -First 1 -ExpandProperty Path }
    if (-not $maven) {
        Say 'cannot build: no mvn on PATH, and neither M2_HOME nor MAVEN_HOME holds one'
        exit 4
    }
    $log = Join-Path $Root 'target\launch-build.log'
    foreach ($module in 'pe-inspect', 'verify', 'toolchain', 'cli') {
        Remove-Item -Recurse -Force -ErrorAction SilentlyContinue -LiteralPath "$Root\$module\target\classes", "$Root\$module\target\maven-status"
    }
    Say 'building (once; takes a few minutes)'
    $before = $env:JAVA_HOME
    $env:JAVA_HOME = $Jdk
    Push-Location -LiteralPath $Root
    try {
        $ErrorActionPreference = 'Continue'
        & $maven -B -ntp '-Dmaven.test.skip=true' -pl cli -am package *> $log
        $code = $LASTEXITCODE
    } finally {
        Pop-Location
        $env:JAVA_HOME = $before
        $ErrorActionPreference = 'Stop'
    }
    if ($code -ne 0) {
        Say "the build failed: $maven ended with $code; the end of ${log}:"
        Get-Content -LiteralPath $log -Tail 40 | ForEach-Object { [Console]::Error.WriteLine($_) }
        exit 4
    }
}

# One build at a time; the system lets go of the file when its process ends.
function Invoke-LockedBuild([string] $Jdk) {
    $target = New-Item -ItemType Directory -Force -Path (Join-Path $Root 'target')
    $told = $false
    while ($true) {
        try {
            $lock = [IO.File]::Open((Join-Path $target.FullName 'launch.lock'), 'OpenOrCreate', 'ReadWrite', 'None')
            break
        } catch [IO.IOException] {
            if (-not $told) { Say 'waiting for another build'; $told = $true }
            Start-Sleep -Seconds 1
        }
    }
    try {
        $build = Read-Build
        if (-not ((Test-SameJar $build) -and (Test-SameSources @(Get-SourceFiles)))) { Invoke-Build $Jdk }
        elseif (-not (Test-SameCache $build) -and $Jdk.TrimEnd('\') -eq $build.Jdk) { Invoke-Training $Jdk $build }
    } finally {
        $lock.Dispose()
    }
}

# The rules by which C programs, java among them, take a command line apart.
function Format-Argument([string] $Argument) {
    if ($Argument -ne '' -and $Argument -notmatch '[\s"]') { return $Argument }
    $escaped = [regex]::Replace($Argument, '(\\*)"', '$1$1\"')
    $escaped = [regex]::Replace($escaped, '(\\+)$', '$1$1')
    return '"' + $escaped + '"'
}

$jdk = Find-Jdk
$files = @(Get-SourceFiles)
$build = Read-Build
$binaries = @()
if ($build) {
    $binaries = @($build.Jar, $build.Aot) | Where-Object { $_ } | ForEach-Object { Join-Path $Dist $_ } |
        Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object { Get-Item -LiteralPath $_ }
}
$state = Get-State ($files + $binaries)
$known = (Test-Path -LiteralPath $Record) -and ([IO.File]::ReadAllText($Record) -eq $state)
$trusted = $known
if (-not $known) {
    if (-not ((Test-SameJar $build) -and (Test-SameSources $files) -and (Test-SameCache $build))) {
        Invoke-LockedBuild $jdk
        $build = Read-Build
        if (-not $build) { Say 'the build left no program'; exit 4 }
        $binaries = @($build.Jar, $build.Aot) | Where-Object { $_ } | ForEach-Object { Join-Path $Dist $_ } |
            Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object { Get-Item -LiteralPath $_ }
        $state = Get-State (@(Get-SourceFiles) + $binaries)
    }
    # A JVM before 25.0.4 takes the classes of its cache even when the jar holds others by now.
    $trusted = (Test-SameJar $build) -and (Test-SameCache $build)
    if ($trusted) { try { [IO.File]::WriteAllText($Record, $state) } catch { Say "cannot write $Record" } }
}

$java = @()
if ($trusted -and $build.Aot -and $jdk.TrimEnd('\') -eq $build.Jdk -and (Get-JdkVersion $jdk) -eq $build.Version) {
    $java += "-XX:AOTCache=$(Join-Path $Dist $build.Aot)"
}
$java += '-Xlog:disable', '-Xlog:all=error,aot*=off,cds*=off:stderr', '-XX:+UseSerialGC', '-XX:-UsePerfData', '-Xmx256m'
$java += '-XX:+UnlockDiagnosticVMOptions', '-XX:ArchiveRelocationMode=0'
$java += '--enable-native-access=ALL-UNNAMED'
# As in scripts/archcheck: a toolchain is thousands of files, and little but SHA-2 and inflating.
$late = ''
if ($args.Count -gt 0 -and $args[0] -ceq 'toolchain') {
    $late = '0'
    $java += '-Xms32m', '-Xmn24m', '-XX:CompileCommand=quiet'
    foreach ($class in 'Inflate', 'HuffmanTable') {
        $java += "-XX:CompileCommand=CompileThresholdScaling,dev.archcheck.verify.artifact.${class}::*,0.1"
    }
} elseif ($args.Count -gt 0 -and $args[0] -ceq 'cgo') {
    $java += '-Xms64m', '-Xmn48m'
} else {
    $java += '-Xms16m'
}
$java += "-XX:Tier4InvocationThreshold=50000$late", "-XX:Tier4MinInvocationThreshold=6000$late"
$java += "-XX:Tier4CompileThreshold=150000$late", "-XX:Tier4BackEdgeThreshold=400000$late"
$java += '-XX:CompileCommand=quiet'
foreach ($early in 'SHA2::implCompress', 'SHA2::implDigest', 'SHA5::implCompress',
    'DigestBase::implCompressMultiBlock', 'DigestBase::engineUpdate') {
    $java += "-XX:CompileCommand=CompileThresholdScaling,sun.security.provider.$early,0.${late}001"
}
# A JVM that does not start ends with 1, which is the code of findings: here the program says 101 for those.
$java += '-Darchcheck.findings=101'
$java += '-cp', (Join-Path $Dist $build.Jar), 'dev.archcheck.cli.Main'
$java += $args

$start = New-Object Diagnostics.ProcessStartInfo
$start.FileName = Join-Path $jdk 'bin\java.exe'
$start.Arguments = ($java | ForEach-Object { Format-Argument $_ }) -join ' '
$start.UseShellExecute = $false
$start.WorkingDirectory = (Get-Location -PSProvider FileSystem).ProviderPath
$process = [Diagnostics.Process]::Start($start)
$process.WaitForExit()
if ($process.ExitCode -eq 101) { exit 1 }
if ($process.ExitCode -eq 1) {
    Say "Java did not start: $($start.FileName) ended with 1"
    exit 4
}
exit $process.ExitCode
