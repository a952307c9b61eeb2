#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Runs every test and ends in one line: "N passed, M failed". Shows only what
# failed; the rest lies in build/test-log. Usage: run.sh BUILD
set -u
build=${1:-build}
log=$build/test-log
mkdir -p "$log"
passed=0 failed=0
export TMPDIR=${TMPDIR:-/tmp} LC_ALL=C.UTF-8
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:abort_on_error=0}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}

# Offices of a minute lie in memory where there is room: on a slow disk they
# would wait for it tens of thousands of times. Units, kills and traces use it.
room=$TMPDIR
if [ -w /dev/shm ] &&
    [ "$(df --output=avail /dev/shm | tail -n 1)" -gt 2000000 ]; then
    room=$(mktemp -d /dev/shm/indefra-tests.XXXXXX)
    trap 'rm -rf "$room"' EXIT
fi

# A tests' output is a line for each test: cmocka's "[       OK ]", ours "ok".
count() { # name, exit status
    local out=$log/$1.log good bad said
    said=$(grep -E '^([a-z]+: )?[0-9]+ passed, [0-9]+ failed$' "$out" |
        tail -n 1 | sed 's/^[a-z]*: //')
    if [ -n "$said" ]; then
        read -r good _ bad _ <<<"$said"
    else
        good=$(grep -cE '^(\[       OK \]|ok -? ?)' "$out")
        bad=$(grep -cE '^(\[  FAILED  \] (test|[a-z_]+$)|not ok)' "$out")
    fi
    if [ "$2" != 0 ] && [ "$bad" = 0 ]; then
        bad=1
    fi
    passed=$((passed + good)) failed=$((failed + bad))
    if [ "$2" != 0 ] || [ "$bad" != 0 ]; then
        echo "--- $1 (exit $2)"
        grep -vE '^(\[ +(OK|RUN) +\]|ok )' "$out" | head -60
    elif [ "$good" = 0 ]; then
        echo "--- $1 ran no test"
        failed=$((failed + 1))
    fi
}

# shellcheck source=tests/watched.sh
. "$(dirname "$0")/watched.sh"

# What runs beside it counts on no clock and shares nothing: two lanes, and each
# says in its own file how it ended. Real clicks come after them, alone.
run() { # name, command...
    local name=$1 began=$SECONDS
    shift
    watched "${LONGEST_S:-1500}" "$@" >"$log/$name.log" 2>&1 </dev/null
    echo "$name $?" >>"$log/ended-$lane"
    [ $((SECONDS - began)) -lt 20 ] || echo "$name: $((SECONDS - began)) s"
}

units() {
    for test in "$build"/unit/*/test_*; do
        case $test in *.d) continue ;; esac
        run "unit-$(basename "$(dirname "$test")")-$(basename "$test")" "$test"
    done
}

flow_lane() {
    run flow env TMPDIR="$room" bash tests/flow/run.sh "$build/san"
}

others_lane() {
    units
    run languages env TMPDIR="$room" \
        bash tests/flow/run.sh "$build/san" languages
    run fuzz bash tests/fuzz/replay.sh "$build"
    run command env TMPDIR="$room" bash tests/command/run.sh "$build/san"
    run kill bash tests/power/kill.sh "$build" 200
    run power bash tests/power/power.sh "$build"
    run memory bash tests/power/alloc.sh "$build" 1
    run traces bash tests/power/traces.sh "$build"
}

clicks_lane() {
    for talk in da ar; do
        run "x11-$talk-small" bash tests/flow/x11.sh "$build" "$talk" 1280x800
        run "x11-$talk-large" bash tests/flow/x11.sh "$build" "$talk" \
            1920x1200 149
    done
    for talk in room-ar video-ti video-uk room-ta; do
        run "x11-$talk" bash tests/flow/x11.sh "$build" "$talk" 1280x800
    done
    run escapes bash tests/flow/escapes.sh "$build"
}

rm -f "$log"/ended-*
ride() { # LANE
    local lane=$1
    "$1_lane"
    echo "all of $1" >>"$log/ended-$1"
}
ride flow &
ride others
wait
ride clicks
for lane in flow others clicks; do
    while read -r name status; do
        [ "$name" = all ] || count "$name" "$status"
    done <"$log/ended-$lane"
    tail -n 1 "$log/ended-$lane" | grep -qx "all of $lane" || {
        echo "--- the tests beside $lane stopped in the middle"
        failed=$((failed + 1))
    }
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
