#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Hands every seed, and every input that once was a find, to its target built
# as unit tests are. Prints "ok" for each input, "not ok" for a target that
# ended early; what it said stands before.
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
bad=0
for what; do
    inputs=
    for folder in "$build/fuzz/seeds/$what" "tests/fuzz/found/$what"; do
        [ ! -d "$folder" ] || inputs="$inputs $folder"
    done
    # shellcheck disable=SC2086 # names without blanks
    "$build/replay/$what" $inputs 2>&1 || {
        echo "not ok - $what: the input named last does not hold"
        bad=1
    }
done
exit $bad
