#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Forty ways out that people know from other computers, on a real X server,
# with a talk begun: each leaves the kiosk where it was, alone on the display,
# the words as they were.
#   tests/flow/escapes.sh PROGRAM_DIR
set -u
here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-$here/../../build}
work=$(mktemp -d "${TMPDIR:-/tmp}/indefra-escapes.XXXXXX")
trap 'rm -rf "$work"' EXIT

# What xdotool does, a line each. Corners and edges are beside every button.
escapes() {
    cat <<'END'
key alt+F4
key ctrl+alt+F1
key ctrl+alt+F2
key ctrl+alt+F7
key ctrl+alt+BackSpace
key ctrl+alt+Delete
key alt+Tab
key alt+shift+Tab
key alt+Escape
key alt+space
key ctrl+Escape
key ctrl+shift+Escape
key ctrl+c
key ctrl+backslash
key ctrl+q
key ctrl+w
key ctrl+alt+t
key super+d
key super+l
key super+r
key super+Tab
key Super_L
key Menu
key Print
key alt+Print
key alt+Sys_Req key alt+k
key F1
key F10
key F11
key F12
key ctrl+shift+i
key XF86PowerOff
key XF86Sleep
key XF86LogOff
key XF86WWW
key XF86Calculator
mousemove 640 300 mousedown 1 sleep 3 mouseup 1
mousemove 640 300 click 3
mousemove 640 300 click 2
mousemove 640 300 click 4 click 5
mousemove 0 0 click --repeat 7 --delay 60 1
mousemove 1279 0 click --repeat 7 --delay 60 1
mousemove 0 799 click --repeat 7 --delay 60 1
mousemove 1279 799 click --repeat 7 --delay 60 1
mousemove 0 400 mousedown 1 mousemove 640 400 mousemove 1270 400 mouseup 1
mousemove 1279 400 mousedown 1 mousemove 640 400 mousemove 20 400 mouseup 1
mousemove 640 0 mousedown 1 mousemove 640 400 mouseup 1
mousemove 640 799 mousedown 1 mousemove 640 300 mouseup 1
END
}

{
    # Digits come as fast as they can.
    printf '%s\n' 'tap have-code' 'twice digit-4' 'expect code-entry 44'
    printf '%s\n' 'tap back' 'expect-screen welcome'
    echo 'escape once key alt+F4'
    echo 'escape once mousemove 0 0 click --repeat 7 --delay 60 1'
    # A page is not passed over by a tap that comes twice.
    printf '%s\n' 'tap lang-da' 'expect-screen who' 'twice next'
    printf '%s\n' 'expect-screen start' 'tap start-yes'
    echo 'type Nu sover min søn igen.'
    echo 'expect answer Nu sover min søn igen.'
    escapes | sed 's/^/escape once /'
    # A keyboard that is plugged in brings its letters with it.
    echo 'plug us'
    echo 'plug dk'
    echo 'type Ja.'
    echo 'expect answer Nu sover min søn igen.'
    echo 'expect answer Ja.'
    printf 'tap %s\n' finished next share-office next home-none finish
    echo 'expect-screen thanks'
    echo 'tap next'
} >"$work/talk"

bash "$here/x11.sh" "$dir" "$work/talk" 1280x800 149
