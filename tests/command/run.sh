#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Tests of the real programs, from outside: run.sh [PROGRAMS [TOPIC...]], where
# PROGRAMS is the folder they were built into (build, or build/san). Each topic
# is a script that prints "ok - what" or "not ok - what".

PROGRAMS=$(cd "${1:-build}" && pwd) || exit 2
here=$(cd "$(dirname "$0")" && pwd) || exit 2
[ $# -gt 0 ] && shift
[ -x "$PROGRAMS/indefra-desk" ] || {
    echo "run.sh: $PROGRAMS has no indefra-desk: run make" >&2
    exit 2
}
all=$(mktemp -d) || exit 2
trap 'rm -rf "$all"' EXIT
export PROGRAMS

topics=$*
[ -n "$topics" ] || topics=$(cd "$here" && ls ./*.sh)
for topic in $topics; do
    topic=$(basename "$topic" .sh)
    case $topic in run | lib) continue ;; esac
    TEST_DIR=$all/$topic
    mkdir "$TEST_DIR"
    export TEST_DIR
    echo "# $topic"
    sh -c '. "$0/lib.sh"; . "$0/$1.sh"; echo "# end"' "$here" "$topic" \
        > "$all/said" 2>&1
    cat "$all/said" >> "$all/everything"
    grep -v '^ok - ' "$all/said" | grep -v '^# end$'
    # A script that breaks off would else look sound.
    tail -n 1 "$all/said" | grep -q '^# end$' ||
        echo "not ok - $topic came to its end" | tee -a "$all/everything"
done

passed=$(grep -c '^ok - ' "$all/everything")
failed=$(grep -c '^not ok - ' "$all/everything")
echo "command: $passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
