#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Whoever does not tell in Danish waits hardly longer: the mean of the weeks
# until a sentence is out, against Danish ones, of sentences rendered in the
# talk, and of those rendered afterwards by a table that is back within a week.
set -u
B=${B:-build} SEED=${SEED:-1} offices=6
[ "${DRAW:-short}" = long ] && offices=1000
make -s B="$B" "$B/long/histories" >&2 || exit 2
status=0 reached=
for rate in 8 3; do
    figures=$("$B/long/histories" pace "$offices" "$SEED" "$rate") || exit 2
    read -r _ danish rendered late _ <<<"$figures"
    more=$(awk -v d="$danish" -v r="$rendered" -v l="$late" \
        'BEGIN { printf "%+.2f and %+.2f", r - d, l - d }')
    reached="$reached${reached:+; }$more weeks at $rate a week (Danish $danish)"
    awk -v d="$danish" -v r="$rendered" -v l="$late" \
        'BEGIN { exit !(r > 0 && l > 0 && r - d <= 1 && l - d <= 1) }' ||
        status=1
done
printf 'G6 delay\tnot Danish: at most 1 week more, %s offices, rendered in the talk, and within a week of it\t%s\t%s\n' \
    "$offices" "$reached" "$SEED"
exit "$status"
