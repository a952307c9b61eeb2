# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # tmp, program, told come from run.sh
# The office's stick is full, or can only be read: said calmly, nothing has
# left, and with room on it the same page goes on. Needs to mount a little
# memory; where that is not allowed, nothing is asked.

# Up to the first page of what leaves.
stick_read() {
    echo 'tap staff'
    for _ in 1 2 3 4; do echo 'tap pin-0'; done
    printf 'tap next\ntap staff-week\ntype demo\ntap next\n'
}

stick_write() { # EXPECTED
    printf 'tap week-write\ntap week-write\nexpect %s\n' "$1"
}

released() { # OFFICE
    "$programs/indefra-desk" status --json --data "$1" --clock "$morning" \
        2>/dev/null | jq .released
}

play_stick() { # NAME EXPECTED
    {
        stick_read
        stick_write "$2"
    } >"$office.script"
    if "$program" --data "$office" --clock "$morning" \
        --script "$office.script" >"$office.why" 2>&1; then
        told ok "stick: $1"
    else
        told "not ok" "stick: $1" "$office.why"
    fi
}

stick_states() {
    office=$tmp/stick
    "$programs/indefra-desk" init --demo --office Prøvekontoret \
        --municipality "Prøve Kommune" --data "$office" >/dev/null 2>&1
    tell 20 4
    mkdir "$office/stick"
    mount -t tmpfs -o size=64k tmpfs "$office/stick" 2>/dev/null || return 0
    play_stick "a full one" "fault Stikket er fuldt"
    mount -o remount,ro,size=16m "$office/stick"
    play_stick "a locked one" "fault Der kan ikke skrives"
    if [ "$(released "$office")" = 0 ]; then
        told ok "stick: nothing has left"
    else
        told "not ok" "stick: nothing has left"
    fi
    mount -o remount,rw "$office/stick"
    play_stick "one with room" staff-week.done
    if [ -s "$office/stick/indefra-2026-W47/booklet.html" ]; then
        told ok "stick: the booklet is on it"
    else
        told "not ok" "stick: the booklet is on it"
    fi
    umount "$office/stick"
}

# The program stands still where it writes a picture into a pipe: then the
# stick goes, and comes back.
stick_pulled() {
    office=$tmp/pulled
    "$programs/indefra-desk" init --demo --office Prøvekontoret \
        --municipality "Prøve Kommune" --data "$office" >/dev/null 2>&1
    tell 20 4
    mkdir "$office/stick"
    mkfifo "$tmp/read.png" "$tmp/pulled.png"
    {
        stick_read
        echo "shot $tmp/read.png"
        stick_write "fault Stikket er taget ud"
        echo "shot $tmp/pulled.png"
        stick_write staff-week.done
    } >"$office.script"
    "$program" --data "$office" --clock "$morning" --script "$office.script" \
        >"$office.why" 2>&1 &
    playing=$!
    exec 4<"$tmp/read.png"
    mv "$office/stick" "$office/pocket"
    timeout 20 cat <&4 >/dev/null
    exec 4<&-
    exec 4<"$tmp/pulled.png"
    mv "$office/pocket" "$office/stick"
    timeout 20 cat <&4 >/dev/null
    exec 4<&-
    if wait "$playing"; then
        told ok "stick: pulled out and put in again"
    else
        told "not ok" "stick: pulled out and put in again" "$office.why"
    fi
}

# The tablet's own disk is full, the stick is not: nobody looks for another
# stick because of it.
stick_disk() {
    office=$tmp/disk
    mkdir "$office"
    mount -t tmpfs -o size=32m tmpfs "$office" 2>/dev/null || return 0
    "$programs/indefra-desk" init --demo --office Prøvekontoret \
        --municipality "Prøve Kommune" --data "$office" >/dev/null 2>&1
    tell 20 4
    mkdir "$office/stick"
    mount -t tmpfs -o size=16m tmpfs "$office/stick"
    mkfifo "$tmp/disk.png"
    # shellcheck disable=SC2016 # for the other shell
    timeout 30 sh -c 'exec 4<"$1"
        head -c 64000000 /dev/zero >"$2/filled"
        cat <&4 >/dev/null' sh "$tmp/disk.png" "$office" 2>/dev/null &
    filling=$!
    {
        stick_read
        echo "shot $tmp/disk.png"
        stick_write "fault Skærmens egen disk"
    } >"$tmp/disk.script"
    if timeout 60 "$program" --data "$office" --clock "$morning" \
        --script "$tmp/disk.script" >"$tmp/disk.why" 2>&1; then
        told ok "stick: the tablet's own disk is full"
    else
        told "not ok" "stick: the tablet's own disk is full" "$tmp/disk.why"
    fi
    kill "$filling" 2>/dev/null
    wait "$filling" 2>/dev/null
    umount "$office/stick" "$office"
}

stick_states
stick_disk
stick_pulled
