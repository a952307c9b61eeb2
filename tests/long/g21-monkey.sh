#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Somebody touches the tablet at random, under checking: taps, keys, words of
# every kind, hours, while talks are kept and booklets written. Every fresh
# office has its own seed and display; frames drawn from it are looked at as in
# the flow tests.
set -u
B=${B:-build} SEED=${SEED:-1}
rounds=3 events=2000
[ "${DRAW:-short}" != long ] || rounds=50 events=20000
make -s B="$B" "$B/san/monkey" "$B/indefra-desk" >&2 || exit 2
B=$(cd "$B" && pwd)
work=$(mktemp -d /dev/shm/indefra-monkey.XXXXXX)
trap 'rm -rf "$work"' EXIT
export ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1
sizes=(1280x800 800x1280 1920x1200)

one_round() { # NUMBER
    local at=$work/$1 seed=$((SEED * 1000 + $1)) size=$(($1 % 3)) ended
    mkdir -p "$at" && mkdir -m 700 "$at/run"
    "$B/indefra-desk" init --demo --office Urhuset --municipality Byby \
        --data "$at/d" >/dev/null 2>&1
    "$B/indefra-desk" demo --stories 40 --weeks 4 --data "$at/d" \
        --clock 2026-11-16T09:00:00Z 2>/dev/null
    mkdir "$at/d/stick"
    [ $(($1 % 2)) = 0 ] || mkdir "$at/d/printer"
    XDG_RUNTIME_DIR=$at/run "$B/san/monkey" "$at/d" "$events" "$seed" \
        "$size" "$at/frames" >"$at/said" 2>"$at/err" ||
        { echo "round $1, seed $seed, display $size:"
          cat "$at/said"
          grep -v '^keeper:' "$at/err" | head -60; } >>"$work/wrong"
    jq -r --arg private '' --arg size "${sizes[size]}" --slurpfile guide \
        data/guides/standard/guide.json -f tests/flow/layout.jq \
        "$at/frames" 2>&1 | sort | uniq -c | head -20 >"$at/faults"
    [ ! -s "$at/faults" ] || { echo "round $1, seed $seed, display $size:"
        cat "$at/faults"; } >>"$work/wrong"
    ended=$(sed -n 's/.*until @//p' "$at/said")
    [ -z "$ended" ] || "$B/indefra-desk" check --data "$at/d" \
        --clock "$(date -u -d "@$ended" +%FT%TZ)" >"$at/check" 2>&1 ||
        ! grep -v '^clock: ' "$at/check" ||
        { echo "round $1, seed $seed: check says:"
          head -n 5 "$at/check"; } >>"$work/wrong"
    wc -l <"$at/frames" >"$at/looked"
    rm -rf "$at/d" "$at/frames"
}

for half in 0 1; do
    for ((i = half; i < rounds; i += 2)); do one_round "$i"; done &
done
wait
cat "$work"/*/said >&2
[ ! -e "$work/wrong" ] || head -200 "$work/wrong" >&2
awk -v asked="$((rounds * events)) random events: no exit, no dead end, no word to the next person" \
    -v rounds="$rounds" -v seed="$SEED" -v OFS='\t' '
    FILENAME ~ /looked$/ { looked += $1; next }
    / events, / { good++; events += $1; if ($3 > screens) screens = $3
        people += $5; kept += $7; booklets += $9; walks += $11; out += $15 }
    END { print "G21 monkey", asked, events " events, " screens \
        " of 27 screens, " people " people, " kept " kept, " booklets \
        " booklets, " walks " walks by Tab, " out " ways out, " looked \
        " frames", seed
        exit good != rounds || !kept || !walks }' "$work"/*/said \
    "$work"/*/looked && [ ! -e "$work/wrong" ]
