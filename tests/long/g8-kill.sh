#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# kill -9 in the middle of deliveries, withdrawals and releases on real files,
# in memory where there is room: kill -9 asks nothing of the disk. Afterwards
# "check" must find nothing.
set -u
B=${B:-build} SEED=${SEED:-1}
if [ "${DRAW:-short}" = long ]; then kills=10000; else kills=400; fi
make -s B="$B" "$B/power/killsim" "$B/indefra-desk" >&2 || exit 2
room=/dev/shm
[ -w "$room" ] || room=${TMPDIR:-/tmp}
work=$(mktemp -d "$room/indefra-kill.XXXXXX")
trap 'rm -rf "$work"' EXIT
reached=$("$B/power/killsim" "$work" "$kills" "$SEED")
status=$?
echo "$reached" >&2
# The clock of the last week: a jump would be a find of its own.
clock=$(date -u -d "2026-01-05 + $(((kills - 1) / 8)) weeks" +%Y-%m-%d)
if "$B/indefra-desk" check --data "$work/office" --clock "$clock" >&2; then
    found="check finds nothing"
else
    found="check finds something" status=1
fi
# A booklet's folder is whole, or not there under its name.
folders=0
for folder in "$work"/out/indefra-*[0-9]/; do
    [ -d "$folder" ] || continue
    folders=$((folders + 1))
    (cd "$folder" && jq -r '.files[] | "\(.sha256)  \(.name)"' manifest.json |
        sha256sum -c --quiet) >&2 || found="$found; $folder is not whole" status=1
done
printf 'G8 kill\t%d kill -9: nothing acknowledged lost\t%s; %s\t%s\n' \
    "$kills" "${reached:-no figure}; $folders booklets whole" "$found" "$SEED"
[ "$status" = 0 ]
