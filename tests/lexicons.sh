#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# The word lists must be as the redactor expects them: lower case, sorted by
# bytes, each entry once, with a word on source and licence at the top.
set -eu
cd "$(dirname "$0")/../data/lexicons"

failed=0
complain() {
    echo "data/lexicons/$1: $2" >&2
    failed=1
}

for list in names.txt cues.txt places.txt institutions.txt ordinary.txt \
    other.txt; do
    head -n 8 "$list" | grep -q '^# SPDX-License-Identifier:' ||
        complain "$list" "says no licence in its first lines"
    head -n 8 "$list" | grep -q '^# Source:' ||
        complain "$list" "says no source in its first lines"
    grep -v '^#' "$list" | LC_ALL=C sort -c 2>/dev/null ||
        complain "$list" "is not sorted; use LC_ALL=C sort"
    [ -z "$(grep -v '^#' "$list" | LC_ALL=C sort | uniq -d)" ] ||
        complain "$list" "has an entry twice; use LC_ALL=C sort -u"
    ! grep -v '^#' "$list" | LC_ALL=C.UTF-8 grep -q '[[:upper:]]' ||
        complain "$list" "has capitals; entries are lower case"
    ! grep -v '^#' "$list" | grep -q '^[[:space:]]\|[[:space:]]$\|^$' ||
        complain "$list" "has empty lines or space around an entry"
    ! grep -v '^#' "$list" | grep '@' |
        grep -qv '^[^ @]* @[a-z]\{2,3\}$' ||
        complain "$list" "a word of one language alone ends in ' @tr'"
done
grep -v '^#' cues.txt | sed -n 's/ \*$//p' | LC_ALL=C sort |
    while IFS= read -r cue; do
        ! grep -qxF -e "$cue" cues.txt || echo "$cue"
    done | grep . >&2 && complain cues.txt "has these both with and without *"
exit "$failed"
