#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Hands every seed, and every input that once was a find, to its target built
# as unit tests are. Prints "ok" for each input, "not ok" for a target that
# ended early, and what it said last.
#   tests/fuzz/replay.sh BUILD [TARGET...]
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$1
shift
if [ $# = 0 ]; then
    for file in tests/fuzz/fuzz_*.c; do
        what=${file##*/fuzz_}
        set -- "$@" "${what%.c}"
    done
fi
tests/fuzz/seeds.sh "$build" || exit 1
said=$(mktemp)
trap 'rm -f "$said"' EXIT
bad=0
for what; do
    inputs=
    for folder in "$build/fuzz/seeds/$what" "tests/fuzz/found/$what"; do
        [ ! -d "$folder" ] || inputs="$inputs $folder"
    done
    # shellcheck disable=SC2086 # names without blanks
    if "$build/replay/$what" $inputs >"$said" 2>&1; then
        grep '^ok - ' "$said"
    else
        grep '^ok - ' "$said"
        echo "not ok - $what: see the input that is named last"
        grep -v '^ok - ' "$said" | tail -n 40
        bad=1
    fi
done
exit $bad
