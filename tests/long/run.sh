#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Asks for every promised number and shows one table: goal, asked, reached,
# seed, ok. Exit 1 when one is missed. Each tests/long/g*.sh prints one line,
# NAME<TAB>ASKED<TAB>REACHED<TAB>SEED, and exits 0 or 1; 3 when this machine
# lacks what it takes to ask: that is neither reached nor missed.
#
#     tests/long/run.sh [BUILD [GOAL...]]     run.sh build g6-release
#
# DRAW=long draws the promised numbers; short (else) a minute's worth. SEED is
# drawn in a long run and 1 in a short one, unless it is given.
set -u
cd "$(dirname "$0")/../.." || exit 2
B=${1:-build}
[ $# -gt 0 ] && shift
DRAW=${DRAW:-short}
if [ -z "${SEED-}" ]; then
    SEED=1
    [ "$DRAW" = short ] || SEED=$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')
fi
export B DRAW SEED LC_ALL=C.UTF-8
log=$B/long/log
mkdir -p "$log"
# shellcheck source=tests/watched.sh
. tests/watched.sh
longest=900
[ "$DRAW" = short ] || longest=86400
table=$(mktemp)
trap 'rm -f "$table"' EXIT
goals=$*
[ -n "$goals" ] || goals=$(cd tests/long && ls -v g*.sh)
missed=0 not_run=0
for goal in $goals; do
    goal=${goal%.sh}
    echo "$goal ..." >&2
    began=$SECONDS
    watched "$longest" bash "tests/long/$goal.sh" \
        >"$log/$goal.line" 2>"$log/$goal.log"
    case $? in
    0) ok=yes ;;
    3) ok="not run" ;;
    *) ok=MISSED ;;
    esac
    # One line of four parts, or the script came to no end.
    if [ "$(awk -F'\t' 'NF != 4 { bad = 1 } END { print bad + 0, NR }' \
        "$log/$goal.line")" != "0 1" ]; then
        printf '%s\t-\tno figure: see %s\t%s\n' "$goal" "$log/$goal.log" \
            "$SEED" >"$log/$goal.line"
        ok=MISSED
    fi
    case $ok in
    MISSED) missed=$((missed + 1)) ;;
    "not run") not_run=$((not_run + 1)) ;;
    esac
    printf '%s\t%s\t%s s\n' "$(cat "$log/$goal.line")" "$ok" \
        "$((SECONDS - began))" >>"$table"
done
{
    printf 'goal\tasked\treached\tseed\tok\ttook\n'
    cat "$table"
} | awk -F'\t' '
    { for (i = 1; i <= NF; i++) { cell[NR, i] = $i
          if (length($i) > width[i]) width[i] = length($i) } }
    END { for (n = 1; n <= NR; n++) {
              line = ""
              for (i = 1; i <= 6; i++)
                  line = line sprintf("%-" width[i] "s  ", cell[n, i])
              sub(/ +$/, "", line)
              print line } }'
said="$missed missed"
[ "$not_run" = 0 ] || said="$said, $not_run not run"
echo "$DRAW draw: $(wc -l <"$table") goals, $said"
[ "$missed" = 0 ]
