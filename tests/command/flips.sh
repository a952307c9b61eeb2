# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# check finds every single flipped bit in the database and the key slots,
# wherever it is, and says what to do. FLIPS (40) in each, drawn by SEED.

demo_office d
run 0 demo --stories 12 --data d
run 0 check --data d
is $? 0 "an office as it was written is sound"

byte_at() { # FILE OFFSET: as a number
    od -An -tu1 -j "$2" -N 1 "$1" | tr -d ' '
}

put_byte() { # FILE OFFSET NUMBER
    # shellcheck disable=SC2059 # the number is the format
    printf "\\$(printf %o "$3")" |
        dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

flipped() { # FILE: prints what was missed
    awk -v n="${FLIPS:-40}" -v size="$(stat -c %s "$1")" \
        -v seed="${SEED:-1}" 'BEGIN {
            srand(seed)
            # The head bit by bit a while, then anywhere.
            for (i = 0; i < n; i++) {
                at = i < n / 4 ? int(rand() * 200) : int(rand() * size)
                print at, int(rand() * 8)
            }
        }' > draws
    while read -r at bit; do
        was=$(byte_at "$1" "$at")
        put_byte "$1" "$at" $((was ^ (1 << bit)))
        "$desk" check --data d > said 2> err
        [ $? = 1 ] && [ -s said ] || echo "$1 byte $at bit $bit"
        put_byte "$1" "$at" "$was"
    done < draws
}

is "$(flipped d/indefra.db)" "" "each flipped bit of the database is found"
is "$(flipped d/slots)" "" "each flipped bit of the slots is found"
run 0 check --data d
is $? 0 "put back, the office is sound"
