#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Identifiers of ten kinds in twelve spellings, where people use them: not one
# letter or digit of them may stay in sight. What did is told, with its
# spelling, in the log.
set -u
B=${B:-build} SEED=${SEED:-1} each=500
[ "${DRAW:-short}" = long ] && each=3000
make -s B="$B" "$B/long/identifiers" >&2 || exit 2
"$B/long/identifiers" "$each" "$SEED" | awk -v each="$each" -v seed="$SEED" '
    { kinds++; all += $2; misses += $3
      if ($3) which = which sprintf(" %s %d", $1, $3) }
    END {
        printf "G1 redact\t0 missed; %d kinds x 12 spellings where usual, " \
            "%d of each\t%d instances, %d missed%s\t%s\n",
            kinds, each, all, misses, which == "" ? "" : ":" which, seed
        exit !(kinds == 10 && misses == 0)
    }'
