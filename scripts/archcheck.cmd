@echo off
setlocal
rem archcheck for cmd.exe: the work is done by archcheck.ps1 beside this file.
set "ARCHCHECK_SHELL=powershell.exe"
where /q pwsh.exe && set "ARCHCHECK_SHELL=pwsh.exe"
"%ARCHCHECK_SHELL%" -NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "%~dp0archcheck.ps1" %*
exit /b %ERRORLEVEL%
