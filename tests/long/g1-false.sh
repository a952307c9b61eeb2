#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Plain Danish, with the numbers people write and without identifiers: how many
# words are hidden for good though they point at nobody. The log has them.
set -u
B=${B:-build}
. tests/long/marked.sh
make -s B="$B" "$B/indefra-desk" share >&2 || exit 2
for text in plain-da names-open-da names-heldout-da; do
    judge_marked da "tests/fixtures/$text.txt" | sed "s/^/$text\t/"
done | awk -F'\t' '
    $2 == "word" { words[$1]++; all++; hidden[$1] += $3 == "hide"
        if ($3 == "hide") { total++; print $4 ": " $5 >"/dev/stderr" } }
    END {
        numbers = "plain-da"
        a = words[numbers] ? 500 * hidden[numbers] / words[numbers] : 500
        printf "G1 false\t<= 1 word in 500 hidden in vain, also where " \
            "numbers are told\t%d of %d words (%.2f in 500); among " \
            "numbers %.2f in 500\t-\n", total, all,
            all ? 500 * total / all : 500, a
        exit !(all && 500 * total <= all)
    }'
