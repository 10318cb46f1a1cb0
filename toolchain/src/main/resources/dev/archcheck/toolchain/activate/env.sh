_ac_bin=@BIN@
_ac_left=${PATH-}:
_ac_rest=''
while [ -n "$_ac_left" ]; do
  _ac_one=${_ac_left%%:*}
  _ac_left=${_ac_left#*:}
  case $_ac_one in
    @STORE@/versions/*/*/go/bin) ;;
    @STORE@/versions/*/go/bin) continue ;;
  esac
  _ac_rest=$_ac_rest:$_ac_one
done
_ac_rest=${_ac_rest#:}
if [ -n "$_ac_bin" ]; then
  PATH=$_ac_bin${_ac_rest:+:$_ac_rest}
  if [ -n "${GOROOT+set}" ]; then
    [ "$GOROOT" = "${_ac_bin%/bin}" ] || echo 'archcheck: GOROOT is no longer set: go finds its own root' >&2
    _ac_goroot=$GOROOT
    unset GOROOT
  fi
else
  PATH=$_ac_rest
  if [ -n "${_ac_goroot-}" ] && [ -z "${GOROOT+set}" ]; then
    GOROOT=$_ac_goroot
    export GOROOT
  fi
  unset _ac_goroot
fi
export PATH
hash -r 2> /dev/null || :
unset _ac_bin _ac_left _ac_rest _ac_one
