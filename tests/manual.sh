#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# The manual lists what the programs have: each command and option of their
# help, and no command that is not there. Usage: manual.sh BUILD
set -eu
cd "$(dirname "$0")/.."
build=$1
bad=0
missing() {
    echo "$1 lacks $2"
    bad=1
}
# As plain text: how a name is marked up does not matter.
text_of() { # PAGE
    LC_ALL=C.UTF-8 MANWIDTH=200 man -E ascii -l "$1" 2>/dev/null | col -b |
        tr '\n' ' '
}
options() { "$@" --help | grep -oE -- '--[a-z][a-z-]*' | sort -u; }
has() { # TEXT WORD
    printf '%s' "$1" | grep -qE -- "(^|[^a-z-])$2([^a-z-]|\$)"
}

page=data/install/indefra.1
text=$(text_of $page)
for option in $(options "$build/indefra"); do
    has "$text" "$option" || missing $page "$option"
done
page=data/install/indefra-install.8
text=$(text_of $page)
for option in $(options sh data/install/kiosk/indefra-install); do
    has "$text" "$option" || missing $page "$option"
done
page=data/install/indefra-desk.1
text=$(text_of $page)
commands=$("$build/indefra-desk" --help | sed -n 's/^  \([a-z]\{2,\}\) .*/\1/p')
for command in $commands; do
    grep -qE "^\.It Cm $command( |\$)" $page || missing $page "$command"
    for option in $(options "$build/indefra-desk" "$command"); do
        has "$text" "$option" || missing $page "$command $option"
    done
done
for command in $(sed -n 's/^\.It Cm \([a-z]*\).*/\1/p' $page | sort -u); do
    printf '%s\n' $commands | grep -qx "$command" || {
        echo "$page has $command, which is no command"
        bad=1
    }
done
exit $bad
