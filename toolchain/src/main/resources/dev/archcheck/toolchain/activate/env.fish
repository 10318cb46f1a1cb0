set -l _ac_bin @BIN@
set -l _ac_bins '^'(string escape --style=regex -- @STORE@/versions/)'[^/]+/go/bin\z'
set -l _ac_rest
for _ac_one in $PATH
    string match -q -r -- $_ac_bins $_ac_one; or set -a _ac_rest $_ac_one
end
if test -n "$_ac_bin"
    set -gx PATH $_ac_bin $_ac_rest
    if set -q GOROOT
        test "$GOROOT/bin" = "$_ac_bin"; or echo 'archcheck: GOROOT is no longer set: go finds its own root' >&2
        set -g _ac_goroot $GOROOT
        set -e GOROOT
    end
else
    set -gx PATH $_ac_rest
    if test -n "$_ac_goroot"; and not set -q GOROOT
        set -gx GOROOT $_ac_goroot
    end
    set -e _ac_goroot
end
