#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Whoever does not tell in Danish waits no longer: the mean of the weeks until
# a sentence is out, of sentences rendered in the talk against Danish ones.
set -u
B=${B:-build} SEED=${SEED:-1} offices=12
[ "${DRAW:-short}" = long ] && offices=1000
make -s B="$B" "$B/long/histories" >&2 || exit 2
status=0 reached=
for rate in 8 3; do
    figures=$("$B/long/histories" pace "$offices" "$SEED" "$rate") || exit 2
    read -r _ danish rendered _ <<<"$figures"
    more=$(awk -v d="$danish" -v r="$rendered" 'BEGIN { printf "%+.2f", r - d }')
    reached="$reached${reached:+; }$more weeks at $rate a week ($rendered, Danish $danish)"
    awk -v more="$more" 'BEGIN { exit !(more <= 1) }' || status=1
done
printf 'G6 delay\tnot Danish: at most 1 week more, %s offices, rendered in the talk\t%s\t%s\n' \
    "$offices" "$reached" "$SEED"
exit "$status"
