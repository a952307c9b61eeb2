#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# A whole talk with real clicks and keys in a real X server without a window
# manager. Usage: x11.sh PROGRAM_DIR TALK WIDTHxHEIGHT [DPI]
# TALK: da or ar, alone; room-LANG or video-LANG, with an interpreter; or a file
# of commands (with a / in its name) that leads back to welcome. Where that says
# "look MOMENT", and on welcome at last, "$LOOK PID MOMENT LAYOUT" is run.
# The talk is a script of touches; the places to click come from --layout, as a
# finger's eyes would find them.
set -u
dir=$1 talk=$2 size=$3 dpi=${4:-}
here=$(cd "$(dirname "$0")" && pwd)
label="$talk $size${dpi:+ at $dpi dpi}"
work=$(mktemp -d "${TMPDIR:-/tmp}/indefra-x11.XXXXXX")
layout=$work/layout
passed=0 failed=0
trap 'kill "$app" "$x" 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
# shellcheck source=tests/flow/talks.sh
. "$here/talks.sh"
# shellcheck source=tests/closed.sh
. "$here/../closed.sh"

ok() { passed=$((passed + 1)); echo "ok - $1"; }
not_ok() {
    failed=$((failed + 1))
    echo "not ok - $1"
    echo "$passed passed, $failed failed"
    exit 1
}

# key: as xdotool names it. Danish with a dead key, from our own small table;
# Arabic with Danish inside, and a space from the touch keyboard.
alone_in() { # LANG
    printf 'tap %s\n' "lang-$1" next start-yes
    if [ "$1" = da ]; then
        echo 'type Nu sover min søn igen. Et æble ved åen.'
        printf 'key %s\n' dead_acute e
        echo 'expect answer Nu sover min søn igen. Et æble ved åen.é'
    else
        echo 'type ساعدني Jens Olsen, 45'
        echo 'expect answer ساعدني Jens Olsen, 45'
    fi
    printf 'tap %s\n' answer key-space finished next share-office next
    printf 'tap %s\n' home-none finish
    echo 'expect-screen thanks'
}

case $talk in
*/*) cat "$talk" ;;
room-* | video-*) interpreted_in "${talk#*-}" "${talk%-*}" ;;
*) alone_in "$talk" ;;
esac >"$work/talk"

# An X server on a free display number.
mkfifo "$work/number"
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp -noreset \
    3>"$work/number" >/dev/null 2>&1 &
x=$!
read -r number <"$work/number"
export DISPLAY=:$number

# Letters that a layout lacks xdotool would put on a spare key one after the
# other; on a busy machine the program reads the key when it is another letter
# already. So each has half of a key of its own from the start.
layout_of() { # LETTERS, a line each
    echo 'xkb_keymap { xkb_keycodes { include "evdev" };
        xkb_types { include "complete" }; xkb_compat { include "complete" };
        xkb_symbols { include "pc+us"'
    local key=255 first second
    while read -r first; do
        read -r second || second=$first
        printf 'key <I%d> { [ U%04X, U%04X ] };\n' $((key--)) \
            "'$first" "'$second"
    done
    echo '}; };'
}
sed -n 's/^type //p' "$work/talk" | grep -oP '[^\x00-\x7f]' | sort -u |
    layout_of >"$work/layout.xkb"
xkbcomp -w0 "$work/layout.xkb" "$DISPLAY" 2>"$work/xkbcomp" ||
    { cat "$work/xkbcomp"; not_ok "no layout for the letters of $talk"; }
unset SDL_VIDEODRIVER

# shellcheck disable=SC2086 # no privilege is no word, too
$plain "$dir/indefra" --data "$work/office" --demo --layout "$layout" \
    ${dpi:+--dpi "$dpi"} 2>"$work/log" &
app=$!

last() { tail -n 1 "$layout" 2>/dev/null; }
screen() { last | jq -r '.screen' 2>/dev/null; }
text_of() { # id: its value, then its label
    last | jq -r --arg id "$1" \
        '.nodes[] | select(.id == $id) | "\(.value // "")\n\(.label)"'
}

# A condition, asked again for ten seconds.
within() { # WHAT COMMAND...
    local what=$1
    shift
    for _ in $(seq 100); do
        "$@" && return 0
        sleep 0.1
    done
    not_ok "$label: $what, on $(screen) $(cat "$work/log")"
}

is_screen() { [ "$(screen)" = "$1" ]; }
says() { text_of "$1" | grep -qF -- "$2"; }

place() { # id -> "x y", when it is there, enabled and in sight
    last | jq -r --arg id "$1" '.nodes[] | select(.id == $id) |
        select(.enabled != false) |
        "\((.rect[0] + .rect[2] / 2) | floor) \((.rect[1] + .rect[3] / 2) | floor) \(.seen)"'
}

# About the same place again, too soon, is a finger that trembles.
clicked_x=-1000 clicked_y=-1000
click_at() { # x y
    local dx=$(($1 - clicked_x)) dy=$(($2 - clicked_y))
    [ "${dx#-}" -gt 150 ] || [ "${dy#-}" -gt 150 ] || sleep 0.6
    clicked_x=$1 clicked_y=$2
    xdotool mousemove "$1" "$2" click 1
    sleep 0.2
}

# Scrolls as a finger would until it is seen.
seen() { # id
    local at
    at=$(place "$1")
    case $at in
    *true) return 0 ;;
    *false)
        read -r sx sy _ <<<"$(place scroll-down)"
        [ -z "${sy:-}" ] || click_at "$sx" "$sy"
        ;;
    esac
    return 1
}

tap() { # id
    local px py
    within "nothing to tap: $1" seen "$1"
    read -r px py _ <<<"$(place "$1")"
    click_at "$px" "$py"
}

# Every window that shows, and where.
windows() {
    local id
    for id in $(xdotool search --onlyvisible --name '.*' 2>/dev/null); do
        xdotool getwindowgeometry "$id"
    done
}

look() { # MOMENT
    $LOOK "$app" "$1" "$layout" </dev/null || not_ok "$label: look at $1"
}

# The old program shows welcome, too, for a moment.
is_anew() {
    last | jq -e '.screen == "welcome" and .frame < 5' >/dev/null 2>&1
}

within "no first screen" is_screen welcome
all_windows=$(windows)
while read -r verb word rest; do
    case $verb in
    tap) tap "$word" ;;
    type) xdotool type --delay 40 -- "$word${rest:+ $rest}" ;;
    key) xdotool key "$word" ;;
    expect) within "$word does not say \"$rest\" but \"$(text_of "$word")\"" \
        says "$word" "$rest" ;;
    expect-screen) within "not $word" is_screen "$word" ;;
    keys)
        for ((i = 0; i < ${#word}; i++)); do
            tap "key-${word:i:1}"
        done
        ;;
    look) look "$word" ;;
    twice) # a finger that trembles
        within "nothing to tap: $word" seen "$word"
        read -r px py _ <<<"$(place "$word")"
        xdotool mousemove "$px" "$py" click --repeat 2 --delay 150 1
        sleep 0.5
        ;;
    plug) setxkbmap "$word" || not_ok "$label: no keyboard $word" ;;
    # One of escapes.sh: whatever it was, all is as before.
    escape)
        before=$(screen)
        # shellcheck disable=SC2086 # words for xdotool
        xdotool ${rest:-} >/dev/null 2>&1 ||
            not_ok "$label: xdotool cannot $rest"
        sleep 0.3
        kill -0 "$app" 2>/dev/null || not_ok "$label: $rest ended it"
        [ "$(screen)" = "$before" ] ||
            not_ok "$label: $rest led from $before to $(screen)"
        [ "$(windows)" = "$all_windows" ] ||
            not_ok "$label: after $rest the window is not alone or not whole"
        ;;
    *) not_ok "$label: x11.sh cannot $verb" ;;
    esac
done <"$work/talk"
ok "$label: a talk by real clicks and keys, to thanks"
case $talk in */*) ;; *) tap next ;; esac
within "the program begins afresh after a talk" is_anew
[ -z "${LOOK-}" ] || look welcome
ok "$label: the program begins afresh after a talk"
shows=$(open_of "$app")
[ -z "$shows" ] || not_ok "$label: the new one is open: $shows"
ok "$label: closed to others as the first"
echo "$passed passed, $failed failed"
