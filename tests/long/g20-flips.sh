#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# One bit flips: anywhere in the database, in the staff log's entries, in a
# finished booklet as it is kept, in a key slot. "check" must tell, each time.
# A bit that flips in a booklet's folder is told as well, and put right when the
# week is run again.
# The office that is looked at is sound between any two flips.
set -u
B=${B:-build} SEED=${SEED:-1}
if [ "${DRAW:-short}" = long ]; then flips=10000; else flips=60; fi
make -s B="$B" "$B/indefra-desk" >&2 || exit 2
desk=$(cd "$B" && pwd)/indefra-desk
room=/dev/shm
[ -w "$room" ] || room=${TMPDIR:-/tmp}
work=$(mktemp -d "$room/indefra-flips.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
RANDOM=$((SEED % 32768))
below() { drawn=$((((RANDOM << 15) + RANDOM) % $1)); }

day=2026-09-21
"$desk" init --demo --office Urhuset --municipality Byby --data d >/dev/null 2>&1
"$desk" demo --stories 40 --data d --clock 2026-09-07 2>/dev/null
run_week() {
    echo demo | "$desk" week --data d --clock $day --key d/office.key --out o \
        --passphrase-stdin 2>err
}
folder=$(run_week)
"$desk" demo --stories 8 --data d --clock $day 2>/dev/null
"$desk" check --data d --clock $day >said 2>err || {
    echo "not sound before any flip: $(head -n 3 said err)" >&2
    exit 2
}
cp -r o whole

flip() { # FILE OFFSET BIT; twice: as it was
    local was
    was=$(od -An -tu1 -j "$2" -N 1 "$1")
    # shellcheck disable=SC2059 # the number is the format
    printf "$(printf '\\%03o' $((was ^ (1 << $3))))" |
        dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

declare -A tried missed
count() { # PLACE FOUND
    tried[$1]=$((${tried[$1]:-0} + 1))
    [ "$2" = yes ] || missed[$1]=$((${missed[$1]:-0} + 1))
}

in_office() { # PLACE FILE FROM LENGTH
    local at bit found=yes
    below "$4" && at=$(($3 + drawn))
    below 8 && bit=$drawn
    flip "$2" "$at" "$bit"
    "$desk" check --data d --clock $day >said 2>err
    [ $? = 1 ] && [ -s said ] || {
        found=no
        echo "$1: not found: $2 byte $at bit $bit" >&2
    }
    flip "$2" "$at" "$bit"
    count "$1" $found
}

in_folder() {
    local files file found=yes
    files=("$folder"/*)
    below ${#files[@]} && file=${files[drawn]}
    below "$(stat -c %s "$file")"
    local at=$drawn
    below 8
    flip "$file" "$at" "$drawn"
    "$desk" check --data d --clock $day "$folder" >said 2>err
    [ $? = 1 ] && [ -s said ] || {
        found=no
        echo "folder: not found: $file byte $at bit $drawn" >&2
    }
    run_week >said
    diff -r "$folder" "whole/${folder#o/}" >/dev/null || {
        found=no
        echo "booklet: not put right: $file byte $at bit $drawn" >&2
        rm -rf "$folder" && cp -r "whole/${folder#o/}" "$folder"
    }
    count folder $found
}

# The log's entry of the booklet, and the largest thing of all, the booklet.
log_at=$(grep -abo '2026-W39 booklet 1' d/indefra.db | head -n 1 | cut -d: -f1)
size=$(stat -c %s d/indefra.db)
[ -n "$log_at" ] || { echo "the log's entry is not in the database" >&2; exit 2; }
for ((i = 0; i < flips; i++)); do
    case $((i % 10)) in
    0 | 1 | 2) in_office database d/indefra.db 0 "$size" ;;
    3) in_office head d/indefra.db 0 100 ;;
    4 | 5) in_office log d/indefra.db "$log_at" 50 ;;
    6 | 7 | 8) in_office slots d/slots 0 "$(stat -c %s d/slots)" ;;
    9) in_folder ;;
    esac
done
wrong=0 reached=
for place in database head log slots folder; do
    wrong=$((wrong + ${missed[$place]:-0}))
    reached+="${reached:+, }$place $((${tried[$place]:-0} - \
        ${missed[$place]:-0})) of ${tried[$place]:-0}"
done
"$desk" check --data d --clock $day >said 2>err || {
    echo "not sound after them: $(head -n 3 said err)" >&2
    wrong=$((wrong + 1))
}
printf 'G20 flips\t%d flipped bits, each found\t%s\t%s\n' \
    "$flips" "$reached" "$SEED"
[ "$wrong" = 0 ]
