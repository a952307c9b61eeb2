#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# A code that opens nothing does not tell why, in words or in time; the screen
# takes one try a second. A short draw asserts no time.
set -u
B=${B:-build} SEED=${SEED:-1} DRAW=${DRAW:-short}
tries=600 kib=2048 close=
[ "$DRAW" = long ] && tries=10000 kib=8192 close=' (medians within 2 %)'
make -s B="$B" "$B/long/codes" "$B/indefra" >&2 || exit 2
work=$(mktemp -d /dev/shm/indefra-codes.XXXXXX) || exit 2
trap 'rm -rf "$work"' EXIT

figures=$("$B/long/codes" "$work" "$tries" "$kib" "$SEED") || exit 2
read -r same apart p1 p2 p3 median us <<<"$figures"

# Seven taps within a little more than a second: two tries. The keeper tells
# each in a line of its log.
cat >"$work/tries.script" <<'SCRIPT'
tap have-code
type 1234 5678 9012 3456 7890 12
tap next
tap next
tap next
pass 900ms
tap next
pass 90ms
tap next
pass 20ms
tap next
tap next
SCRIPT
XDG_RUNTIME_DIR=$work SDL_VIDEODRIVER=dummy SDL_AUDIODRIVER=dummy \
    "$B/indefra" --data "$work/demo" --demo --clock 2026-11-16T09:00:00Z \
    --script "$work/tries.script" >&2 2>"$work/said" || cat "$work/said" >&2
took=$(grep -c 'no story opens with this code' "$work/said")

status=0
[ "$same" = yes ] && [ "$took" = 2 ] || status=1
[ "$DRAW" = short ] ||
    awk -v apart="$apart" 'BEGIN { exit !(apart <= 2) }' || status=1
printf 'G15 codes\t%s tries: unknown, wrong, withdrawn said and timed the same%s; 1 try a second\tsaid the same: %s; medians %s %% apart (%s us of %s ms), KS p %s %s %s; %s tries in 1.01 s, the 2nd after a second\t%s\n' \
    "$tries" "$close" "$same" "$apart" "$us" "$median" "$p1" "$p2" "$p3" "$took" "$SEED"
exit "$status"
