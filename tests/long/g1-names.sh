#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Names, places and the like in Danish news and stories, half of them outside
# every list: how many are suggested whole, and how many words are suggested
# that name nobody. The log has each of the open half; of the held-out one only
# figures, so that nothing is mended after it.
set -u
B=${B:-build} SEED=${SEED:-1}
. tests/long/marked.sh
make -s B="$B" "$B/indefra-desk" share >&2 || exit 2
for half in open heldout; do
    judge_marked da "tests/fixtures/names-$half-da.txt" | sed "s/^/$half\t/"
done | awk -F'\t' '
    function of(n, all) { return all ? sprintf("%.1f", 100 * n / all) : "-" }
    $1 == "open" && (($2 == "mark" && $5 != "found") ||
        ($2 == "word" && $3 ~ /suggest|hide/)) { print $0 >"/dev/stderr" }
    $2 == "mark" { all[$1]++; all[$1 $3]++; hit[$1] += $5 == "found"
        hit[$1 $3] += $5 == "found"
        if ($3 ~ /[np]/) { split($4, part, "/"); names[$1] += part[2]
            outside[$1] += part[1] }
        if ($4 ~ /^[1-9]/) { unlisted[$1]++; caught[$1] += $5 == "found" } }
    $2 == "word" { words[$1]++; wrong[$1] += $3 ~ /suggest|hide/ }
    END {
        for (h in words) {
            printf "%s: %d words; of", h, words[h] >"/dev/stderr"
            for (i = split("n p i d o", kinds, " "); i; i--)
                printf " %s %s %%", kinds[i], of(hit[h kinds[i]],
                    all[h kinds[i]]) >"/dev/stderr"
            printf "; of those with a word outside every list %s %%\n",
                of(caught[h], unlisted[h]) >"/dev/stderr"
        }
        h = "heldout"
        vain = words[h] ? 25 * wrong[h] / words[h] : 25
        recall = all[h] ? 100 * hit[h] / all[h] : 0
        share = names[h] ? 100 * outside[h] / names[h] : 0
        printf "G1 names\t>= 95 %% suggested, half of the names outside " \
            "every list; wrong <= 1 word in 25\t%.1f %% of %d held out " \
            "(open: %s %% of %d), %.0f %% of the names outside; wrong " \
            "%.2f in 25 (open: %.2f)\t-\n", recall, all[h],
            of(hit["open"], all["open"]), all["open"], share, vain,
            words["open"] ? 25 * wrong["open"] / words["open"] : 25
        exit !(recall >= 95 && vain <= 1 && share >= 50)
    }'
