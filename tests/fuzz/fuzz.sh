#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Draws inputs at random for FUZZ_SECONDS (60) a target and prints a line for
# each: runs, edges of the code reached, finds. What was learnt stays in
# BUILD/fuzz/corpus for the next time.
#   tests/fuzz/fuzz.sh BUILD [TARGET...]
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$1
shift
seconds=${FUZZ_SECONDS:-60}
export UBSAN_OPTIONS=print_stacktrace=1 LC_ALL=C.UTF-8
if [ $# = 0 ]; then
    for file in tests/fuzz/fuzz_*.c; do
        what=${file##*/fuzz_}
        set -- "$@" "${what%.c}"
    done
fi
tests/fuzz/seeds.sh "$build" || exit 1
mkdir -p "$build/fuzz/log" "$build/fuzz/finds"
found=0

# The longest input that is drawn: small ones find more in the same time.
longest() {
    case $1 in
    guide | catalogue | record | approved) echo 16384 ;;
    keymap | script | fonts | office) echo 8192 ;;
    code) echo 128 ;;
    *) echo 2048 ;;
    esac
}

draw() { # target
    inputs=
    for folder in "$build/fuzz/seeds/$1" "tests/fuzz/found/$1"; do
        [ ! -d "$folder" ] || inputs="$inputs $folder"
    done
    dict=tests/fuzz/$1.dict
    [ -f "$dict" ] || dict=tests/fuzz/text.dict
    mkdir -p "$build/fuzz/corpus/$1"
    # shellcheck disable=SC2086 # names without blanks
    "$build/fuzz/$1" -max_total_time="$seconds" -timeout=20 \
        -rss_limit_mb=3000 -max_len="$(longest "$1")" -dict="$dict" \
        -artifact_prefix="$build/fuzz/finds/$1-" -print_final_stats=1 \
        "$build/fuzz/corpus/$1" $inputs >"$build/fuzz/log/$1" 2>&1
}

for what; do
    draw "$what"
    ended=$?
    log=$build/fuzz/log/$what
    runs=$(sed -n 's/^stat::number_of_executed_units: //p' "$log")
    edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
    printf '%-10s %8s runs  %6s edges  found %d\n' "$what" "${runs:-?}" \
        "${edges:-?}" "$((ended != 0))"
    [ "$ended" != 0 ] || continue
    found=$((found + 1))
    grep -E 'does not hold|ERROR: |runtime error:|^bug at' "$log" | head -n 3
    input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
    echo "  input:  ${input:-none was written, see $log}"
    [ -z "$input" ] || echo "  replay: make fuzz-replay && $build/replay/$what $input"
done
[ "$found" = 0 ]
