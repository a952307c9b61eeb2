#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Simulated power losses, database, slots, configuration and the week's folder.
# A draw that went wrong comes again with what standard error says:
#     build/power/powersim --seed SEED --states N --at OPERATIONS --draw DRAW
set -u
B=${B:-build} SEED=${SEED:-1}
if [ "${DRAW:-short}" = long ]; then states=100000; else states=5000; fi
make -s B="$B" "$B/power/powersim" >&2 || exit 2
reached=$("$B/power/powersim" --states "$states" --seed "$SEED")
status=$?
echo "$reached" >&2
lost=$("$B/power/powersim" --states 400 --seed "$SEED" --control normal \
    2>/dev/null | sed -n 's/.*wrong, \([0-9]*\) of them lost.*/\1/p')
printf 'G9 power\t%d losses: nothing acknowledged lost, nothing half; the control loses\t%s; control lost %s\t%s\n' \
    "$states" "${reached%%;*}" "${lost:-nothing}" "$SEED"
[ "$status" = 0 ] && [ "${lost:-0}" -gt 0 ]
