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
        # shellcheck disable=SC2086 # none, or one
        "$desk" check --data d ${folder-} > said 2> err
        [ $? = 1 ] && [ -s said ] || echo "$1 byte $at bit $bit"
        put_byte "$1" "$at" "$was"
    done < draws
}

is "$(flipped d/indefra.db)" "" "each flipped bit of the database is found"
is "$(flipped d/slots)" "" "each flipped bit of the slots is found"
run 0 check --data d
is $? 0 "put back, the office is sound"

# --- A folder that left ---
now=2026-11-20T10:00:00Z
demo_office e
run 0 demo --stories 60 --weeks 10 --data e --clock $now
week e $now o
folder=$(cat out)
rm -rf d && mv e d
run 0 check --data d "$folder"
is $? 0 "a folder as it left is sound"
for file in "$folder"/*; do
    is "$(flipped "$file")" "" "each flipped bit of $(basename "$file") is found"
done
echo x > "$folder/more.txt"
run 1 check --data d "$folder"
has out 'more.txt: did not leave' "a file that came in is told of"
rm "$folder/more.txt"
mv "$folder/release.csv" aside
run 1 check --data d "$folder"
has out 'release.csv' "and one that is missing"
mv aside "$folder/release.csv"
run 1 check --data d nowhere
has out 'nowhere' "a folder that is not there is told of"
demo_office another
run 1 check --data another "$folder"
has out 'not signed by this office' "another office's folder is"
run 0 check --data d "$folder"
is $? 0 "put back, it is sound"
