#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Who knows whom. Asks the compiler what every file of kiosk/ reaches, through
# whatever it includes, and compares with tests/rooms.txt. A room that can not
# reach the stories can not leak them.
#   tests/rooms.sh            in build/, links are looked at when they are there
#   B=dir CC=cc tests/rooms.sh
set -eu
export LC_ALL=C
cd "${ROOT:-$(dirname "$0")/..}"
cc=${CC:-gcc}
libs="icu-uc harfbuzz freetype2 sqlite3 libsodium jansson sdl2 SDL2_ttf libpng"
found=$(mktemp)
trap 'rm -f "$found"' EXIT

# One line "reaches FILE HEADER" for all that a file includes, at any depth;
# the banned calls are forced on every file and say nothing about it.
reaches() {
    # shellcheck disable=SC2046 # the flags are words of their own
    "$cc" -std=c11 -D_GNU_SOURCE -Ikiosk $(pkg-config --cflags $libs) \
        -MM -MT x -x c "$1" |
        tr -d '\\' | tr -s ' ' '\n' | sed -n "s|^kiosk/|reaches $1 |p"
}

# One line "names FILE HEADER" for each header that stands in angle brackets.
names() {
    sed -n "s|^[[:space:]]*#[[:space:]]*include[[:space:]]*<\([^>]*\)>.*|names $1 \1|p" "$1"
}

for file in $(find kiosk -name '*.[ch]' | sort); do
    reaches "$file"
    names "$file"
done >"$found"

for dir in kiosk/*/; do
    echo "room $(basename "$dir")"
done >>"$found"

# What the desk is linked with: exporting needs no screen.
for program in build build/san; do
    program=${B:-build}${program#build}/indefra-desk
    [ -f "$program" ] || continue
    readelf -d "$program" |
        sed -n "s|.*(NEEDED).*\[\(.*\)\]|links $program \1|p" >>"$found"
done

# Two files of one name in two rooms: an object, a test or a reader takes the
# wrong one.
same=$(find kiosk -name '*.[ch]' -printf '%f\n' | sort | uniq -d)
for name in $same; do
    echo "$(echo kiosk/*/"$name"): one name, two rooms"
done

awk -v table=tests/rooms.txt -f tests/rooms.awk "$found"
[ -z "$same" ]
