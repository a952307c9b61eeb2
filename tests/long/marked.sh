# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=bash
# Reads marked texts as names-heldout-da.txt describes them, asks the program
# what it finds in them, and says a word a line what came of it:
#
#     mark TAB kind TAB OUTSIDE/WORDS TAB found|missed|part TAB entity
#     word TAB quiet|right|opinion|suggest|hide TAB kind TAB word
#
# An entity is found when each of its words is; a word in lower case beside a
# capital one ("den", "fru") may stay. OUTSIDE of its WORDS are in no list.

judge_marked() { # LANG FILE
    local marked plain
    marked=$(mktemp) plain=$(mktemp)
    grep -v '^[#=]' "$2" >"$marked"
    sed 's/{[a-z-] \([^}]*\)}/\1/g' "$marked" >"$plain"
    "$B/indefra-desk" redact --lang "$1" --json <"$plain" |
        jq -r '[.found[] | "\(.start):\(.end):\(.action):\(.kind)"] | join(" ")' |
        LC_ALL=C awk -v marked="$marked" -f tests/long/marked.awk \
            data/lexicons/{names,places,institutions,other}.txt -
    rm -f "$marked" "$plain"
}
