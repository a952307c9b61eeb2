#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# What it costs to find one story's code, for whoever has the disk and the
# pepper: half of the secrets, each a try of so many core-seconds, at 0.01 USD
# a core-hour and with an attacker a hundred times as good. First, that an
# office asks that cost and its slots say so. A short draw asserts no time.
set -u
B=${B:-build} SEED=${SEED:-1} tries=1
[ "${DRAW:-short}" = long ] && tries=9
make -s B="$B" "$B/long/codes" >&2 || exit 2
work=$(mktemp -d /dev/shm/indefra-cost.XXXXXX) || exit 2
trap 'rm -rf "$work"' EXIT
figures=$("$B/long/codes" cost "$work" "$tries") || exit 2
read -r small full <<<"$figures"
awk -v small="$small" -v full="$full" -v seed="$SEED" \
    -v asserts="$([ "$tries" = 1 ] || echo 1)" '
    function usd(seconds) {
        return 1e16 / 2 * seconds / 3600 * 0.01 / 100
    }
    BEGIN {
        printf "G14 cost\ta story costs >= 10 million USD to guess; " \
            "parameters checked\t%.0f million (256 MiB, %.2f core-s), " \
            "%.0f million (64 MiB, %.2f core-s); parameters as promised" \
            "\t%s\n", usd(full) / 1e6, full, usd(small) / 1e6, small, seed
        exit asserts && (usd(small) < 1e7 || usd(full) < 1e7)
    }'
