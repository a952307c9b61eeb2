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

# Killed between keeping the story and forgetting its draft: told to the end
# again, the talk counts once, and what was kept first is gone. The kill comes
# where the draft's key would be revoked, which a first talk counts out.
cat >"$tmp/once.script" <<'S'
tap lang-da
tap next
tap start-yes
type Det blev lettere, da hun ringede.
pass 3s
tap finished
tap next
tap share-office
tap next
tap home-none
pass 3s
tap finish
expect-screen thanks
S

once() { # OFFICE STRACE-OPTIONS...
    once_office=$tmp/$1
    shift
    strace -f -qq -e trace=keyctl -o "$tmp/keyctl" "$@" \
        "$program" --data "$once_office" --demo --clock "$morning" \
        --script "$tmp/once.script" >"$tmp/out" 2>"$tmp/err"
}

counted() { # NAME WANTED
    got=$("$programs/indefra-desk" status --json --data "$once_office" \
        --clock "$morning" 2>"$tmp/why" |
        jq -r '"\(.delivered) \(.waiting) \(.withdrawn) \(.paused)"')
    echo "delivered, waiting, withdrawn, paused: $got, not $2" >>"$tmp/why"
    if [ "$got" = "$2" ] && "$programs/indefra-desk" check \
        --data "$once_office" --clock "$morning" >>"$tmp/why" 2>&1; then
        told ok "$1"
    else
        told "not ok" "$1" "$tmp/why"
    fi
}

resumed() { # NAME SCRIPT: in the office of once
    printf '%b' "$2" >"$tmp/resumed.script"
    if "$program" --data "$once_office" --demo --clock "$morning" \
        --script "$tmp/resumed.script" >"$tmp/out" 2>"$tmp/err"; then
        told ok "$1"
    else
        told "not ok" "$1" "$tmp/err"
    fi
}

once counted-out
revoked=$(awk '/KEYCTL_REVOKE/ { print NR; exit }' "$tmp/keyctl")
if [ -n "$revoked" ]; then
    for n in 1 2; do
        once "once-$n" -e inject=keyctl:signal=KILL:when="$revoked" 2>/dev/null
        counted "crash: killed after keeping the story ($n)" "1 1 0 0"
        [ "$n" = 2 ] || {
            resumed "crash: the talk is told to the end again" 'expect-screen read-back
tap next\ntap next\ntap finish\nexpect-screen thanks\n'
            counted "crash: told again it counts once" "1 1 0 0"
        }
    done
    resumed "crash: the talk is deleted after all" 'expect-screen read-back
tap stop\ntap stop-delete\ntap stop-delete\nexpect-screen thanks\n'
    counted "crash: deleted, nothing of it waits" "1 0 1 0"
fi
