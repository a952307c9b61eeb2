#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# What "make run" does: opens a demo office in a window; without a display
# plays a talk on the dummy driver and leaves its pictures, and a booklet made
# from it and from invented stories, in build/demo/.
set -eu
build=$(cd "${1:-build}" && pwd)
talk=$(cd "$(dirname "$0")" && pwd)/talk.script
demo=$build/demo
mkdir -p "$demo"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "A demo office in $demo/office: passphrase demo, PIN 0000."
    exec "$build/indefra" --data "$demo/office" --demo --window 1280x800
fi
rm -rf "$demo/played"
mkdir -p "$demo/pictures"
cd "$demo/pictures"
# Three weeks: told, told by others, and Friday two weeks later.
SDL_VIDEODRIVER=dummy "$build/indefra" --data "$demo/played" --demo \
    --window 1280x800 --clock 2026-11-05T10:00:00Z --script "$talk"
"$build/indefra-desk" demo --data "$demo/played" --stories 24 --seed 7 \
    --clock 2026-11-06T12:00:00Z >/dev/null
folder=$(echo demo | "$build/indefra-desk" week --data "$demo/played" \
    --key "$demo/played/office.key" --passphrase-stdin --out "$demo" \
    --clock 2026-11-20T14:00:00Z)
echo "There is no display, so a talk was played without one."
echo "Its pictures:      $demo/pictures"
echo "Friday's booklet:  $folder/booklet.html"
