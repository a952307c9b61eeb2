#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Random histories of offices: what any two releases of an edition differ by,
# and whether what left, and nothing else, was due by what was told. Then the
# same with a fault in the rule, which must be seen. One history again, step by
# step, from the top of the sources:
#     build/long/histories replay SEED
set -u
B=${B:-build} SEED=${SEED:-1}
if [ "${DRAW:-short}" = long ]; then
    histories=10000 faulty=500
else
    histories=30 faulty=20
fi
faults=$(cd tests/release/faulty && ls ./*.sed | sed 's|^./||; s|.sed$||')
programs=$B/long/histories
for fault in $faults; do
    programs="$programs $B/long/faulty/$fault"
done
# shellcheck disable=SC2086 # names without blanks
make -s -j2 B="$B" $programs >&2 || exit 2
seen=0 asked=0 missed=
reached=$("$B/long/histories" releases "$histories" "$SEED")
status=$?
for fault in $faults; do
    asked=$((asked + 1))
    if said=$("$B/long/faulty/$fault" releases "$faulty" "$SEED"); then
        missed="$missed $fault"
    else
        # A control that fell over has shown nothing.
        case $said in
        "history "*) seen=$((seen + 1)) ;;
        *) missed="$missed $fault" ;;
        esac
    fi
    echo "$fault: $said" >&2
done
printf 'G6 releases\t%d histories of 52 weeks, both editions: any two differ by 0 or >= 5 tellers in each cell; %d faults seen\t%s; %d of %d faults seen%s\t%s\n' \
    "$histories" "$asked" "$reached" "$seen" "$asked" \
    "${missed:+, missed:$missed}" "$SEED"
[ "$status" = 0 ] && [ "$seen" = "$asked" ]
