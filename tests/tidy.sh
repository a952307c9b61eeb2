#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# clang-tidy over every C file of kiosk/ (.clang-tidy says what for).
#   tests/tidy.sh [FILE...]
set -eu
cd "${ROOT:-$(dirname "$0")/..}"
libs="icu-uc harfbuzz freetype2 cairo-ft cairo-pdf libqrencode sqlite3 libsodium
jansson sdl2 SDL2_ttf libpng"
flags="-std=c11 -D_GNU_SOURCE -Ikiosk
       -include kiosk/base/banned.h $(pkg-config --cflags "$libs")"
found=$(mktemp)
trap 'rm -f "$found"' EXIT
[ $# -gt 0 ] || set -- kiosk/*.c kiosk/*/*.c
export flags
# fault.c defines what tidy.h stands in for.
printf '%s\n' "$@" | xargs -P "$(nproc)" -n 4 sh -c '
    for file; do
        stand_in="-include tests/tidy.h"
        [ "$file" != kiosk/base/fault.c ] || stand_in=
        clang-tidy --quiet "$file" -- $flags $stand_in 2>/dev/null
    done' tidy >"$found" || true
if grep -qE '(warning|error):' "$found"; then
    cat "$found"
    exit 1
fi
