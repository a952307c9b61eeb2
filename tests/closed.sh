# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh
# Sourced by command/closed.sh and flow/x11.sh: what a running program lets
# others of its own user see. Root sees everything: who looks, and who is looked
# at, is started with $plain and has no privilege, as on a tablet.

plain=
[ "$(id -u)" != 0 ] || plain='setpriv --bounding-set=-all --inh-caps=-all'

# Says what is open, by name; nothing when all is closed.
open_of() { # PID
    grep -qE '^Max core file size +0 +0 ' "/proc/$1/limits" || echo core
    # shellcheck disable=SC2086 # no privilege is no word, too
    {
        for file in environ mem maps; do
            $plain sh -c ': <"/proc/$1/$2"' sh "$1" $file 2>/dev/null &&
                echo $file
        done
        $plain readlink "/proc/$1/fd/2" >/dev/null && echo descriptors
        $plain timeout 1 strace -p "$1" 2>&1 | grep -q attached && echo ptrace
    }
    return 0
}
