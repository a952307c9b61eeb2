#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# A whole talk with real clicks and keys in a real X server without a window
# manager. Usage: x11.sh PROGRAM_DIR LANG WIDTHxHEIGHT [DPI]
# The places to click come from --layout, as a finger's eyes would find them.
set -u
dir=$1 lang=$2 size=$3 dpi=${4:-}
work=$(mktemp -d "${TMPDIR:-/tmp}/indefra-x11.XXXXXX")
layout=$work/layout
passed=0 failed=0
trap 'kill "$app" "$x" 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT

ok() { passed=$((passed + 1)); echo "ok - $1"; }
not_ok() {
    failed=$((failed + 1))
    echo "not ok - $1"
    echo "$passed passed, $failed failed"
    exit 1
}

# An X server on a free display number.
mkfifo "$work/number"
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp \
    3>"$work/number" >/dev/null 2>&1 &
x=$!
read -r number <"$work/number"
export DISPLAY=:$number
unset SDL_VIDEODRIVER

"$dir/indefra" --data "$work/office" --demo --layout "$layout" \
    ${dpi:+--dpi "$dpi"} 2>"$work/log" &
app=$!

last() { tail -n 1 "$layout" 2>/dev/null; }
screen() { last | jq -r '.screen' 2>/dev/null; }

wait_for() { # screen
    for _ in $(seq 100); do
        [ "$(screen)" = "$1" ] && return 0
        sleep 0.1
    done
    not_ok "$lang $size: screen $1 (it is $(screen)) $(cat "$work/log")"
}

place() { # id -> "x y seen"
    last | jq -r --arg id "$1" '.nodes[] | select(.id == $id) |
        "\((.rect[0] + .rect[2] / 2) | floor) \((.rect[1] + .rect[3] / 2) | floor) \(.seen)"'
}

click() { # id
    local at
    for _ in $(seq 30); do
        at=$(place "$1")
        case $at in
        *true) break ;;
        '') sleep 0.1 ;;
        *) # below: scroll as a finger would
            read -r sx sy _ <<<"$(place scroll-down)"
            xdotool mousemove "$sx" "$sy" click 1
            sleep 0.2
            ;;
        esac
    done
    [ -n "$at" ] || not_ok "$lang $size: no $1 on $(screen)"
    read -r px py _ <<<"$at"
    xdotool mousemove "$px" "$py" click 1
    sleep 0.2
}

value() { last | jq -r --arg id "$1" '.nodes[] | select(.id == $id) | .value'; }

wait_for welcome
click "lang-$lang"
wait_for who
click next
wait_for start
click start-yes
wait_for ask
sleep 0.3
if [ "$lang" = ar ]; then
    text='ساعدني Jens Olsen, 45'
else
    text='Nu sover min søn igen. Et æble ved åen.'
fi
xdotool type --delay 20 "$text"
if [ "$lang" = da ]; then
    xdotool key dead_acute e # a dead key, from our own small table
    text="${text}é"
fi
sleep 0.5
if [ "$(value answer)" = "$text" ]; then
    ok "$lang $size: what a hardware keyboard types is what stands there"
else
    not_ok "$lang $size: typed, and got $(value answer)"
fi
click answer
click key-space
[ "$(value answer)" != "$text" ] || not_ok "$lang $size: the touch keyboard"
click finished
wait_for read-back
click next
wait_for share
click share-office
click next
wait_for home
for _ in $(seq 50); do
    [ "$(last | jq -r '.nodes[] | select(.id == "finish") | .enabled')" = \
        true ] && break
    sleep 0.1
done
click home-none
click finish
wait_for thanks
ok "$lang $size${dpi:+ at $dpi dpi}: a talk by real clicks, to thanks"
click next
wait_for welcome
ok "$lang $size: the program begins afresh after a talk"
echo "$passed passed, $failed failed"
