#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# How much leaves, how soon: 8 stories a week, a booklet nearly every week, what
# waits for Danish rendered within a week. Sentences that are not in Danish and
# that nobody may render wait in vain, and are told beside it.
set -u
B=${B:-build} SEED=${SEED:-1} offices=12
[ "${DRAW:-short}" = long ] && offices=1000
make -s B="$B" "$B/long/histories" >&2 || exit 2
figures=$("$B/long/histories" pace "$offices" "$SEED" 8) || exit 2
read -r out _ _ _ without <<<"$figures"
printf 'G6 pace\t>= 90 %% of sentences out in 13 weeks, %s offices, 8 stories a week\t%s %% of those that may be read in Danish (beside them %s %% of all, without a yes to a rendering)\t%s\n' \
    "$offices" "$out" "$without" "$SEED"
awk -v out="$out" 'BEGIN { exit !(out >= 90) }'
