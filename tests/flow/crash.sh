# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154
# Sourced by run.sh: the tablet is killed in the middle of a talk. Started
# again it stands on the same question with what was told; after the talk is
# over nothing comes back.

crash_office=$tmp/crash
mkfifo "$tmp/told.png" "$tmp/later.png" "$tmp/end.png"

# The program stands still where it writes a picture into a pipe until that is
# read. It is read first when all is told, then when the draft is due; where it
# stands the third time the draft is kept, and it is killed.
cat >"$tmp/crash.script" <<END
tap lang-da
tap next
tap start-yes
tap next
type Det blev lettere, da hun ringede.
shot $tmp/told.png
shot $tmp/later.png
key F5
shot $tmp/end.png
END

crash() {
    "$program" --data "$crash_office" --demo --script "$tmp/crash.script" \
        >"$tmp/out" 2>"$tmp/err" &
    killed=$!
    timeout 20 cat "$tmp/told.png" >/dev/null
    sleep 2.5
    timeout 20 cat "$tmp/later.png" >/dev/null
    # shellcheck disable=SC2016 # for the inner shell
    timeout 20 sh -c 'exec 3<"$1"; kill -9 "$2"' sh "$tmp/end.png" "$killed"
    kill -9 "$killed"
    wait "$killed"
}

after() { # NAME SCRIPT
    printf '%b' "$2" >"$tmp/after.script"
    if "$program" --data "$crash_office" --demo --script "$tmp/after.script" \
        >"$tmp/out" 2>"$tmp/err"; then
        told ok "$1"
    else
        told "not ok" "$1" "$tmp/err"
    fi
}

crash 2>/dev/null
if grep -q 'memory only' "$tmp/err"; then
    # No keyring or no tmpfs here: then nothing may be left either.
    after "crash: without a keyring nothing is left" 'expect-screen welcome\n'
else
    if grep -rqs lettere "$XDG_RUNTIME_DIR" "$crash_office"; then
        echo "a file holds the words" >"$tmp/why"
        told "not ok" "crash: no file holds the words" "$tmp/why"
    else
        told ok "crash: no file holds the words"
    fi
    after "crash: the talk goes on where it stood" \
        'expect-screen ask\nexpect question bedre
expect answer Det blev lettere, da hun ringede.
tap finished\nexpect sentence-1 lettere\ntap stop\ntap stop-delete
tap stop-delete\nexpect-screen thanks\ntap next\nexpect-screen welcome\n'
    after "crash: what was deleted does not come back" \
        'expect-screen welcome\nabsent answer\n'
fi
