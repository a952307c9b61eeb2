# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154
# Sourced by run.sh: scripts that can not be played say where and why, and
# what could show a story is refused outside a demo office.

# What a script ends with: exit status, and a line on stderr.
ends() { # NAME STATUS TEXT-ON-STDERR FILE [ARGUMENT...]
    name=$1 status=$2 text=$3 file=$4
    shift 4
    "$program" --data "$tmp/faults" --demo --clock 2026-11-16T09:00:00Z \
        --script "$file" "$@" >"$tmp/out" 2>"$tmp/err"
    got=$?
    if [ "$got" -ne "$status" ] ||
        ! grep -qF -- "$text" - "$tmp/err" </dev/null && [ -n "$text" ]; then
        echo "exit $got, not $status, or no \"$text\" in:" >"$tmp/why"
        cat "$tmp/err" >>"$tmp/why"
        told "not ok" "$name" "$tmp/why"
    elif grep -qE 'runtime error|Sanitizer' "$tmp/err"; then
        told "not ok" "$name" "$tmp/err"
    else
        told ok "$name"
    fi
}

# NAME STATUS LINE SCRIPT, the script as printf takes it.
says() {
    printf '%b' "$4" >"$tmp/said.script"
    ends "$1" "$2" "said.script:$3:" "$tmp/said.script"
}

says "a word that is no command" 2 2 'tap lang-da\nwink 3\n'
says "tap of nothing" 2 1 'tap\n'
says "tap of half a point" 2 1 'tap 3 x\n'
says "tap of a point outside numbers" 2 1 'tap 99999999999 3\n'
says "type of nothing" 2 1 'type\n'
says "pass without a unit" 2 3 '# one\n\npass 15\n'
says "pass of what is no number" 2 1 'pass xs\n'
says "pass back in time" 2 1 'pass -3s\n'
says "expect of nothing" 2 1 'expect\n'
says "expect-screen of two words" 2 1 'expect-screen who me\n'
says "shot of nothing" 2 1 'shot\n'
says "quit with a word" 2 1 'quit now\n'
says "a fault of the last line runs nothing before it" 2 3 \
    'expect-screen nowhere\ntap lang-da\nsing\n'
says "not UTF-8" 2 2 'tap lang-da\ntype \0377\0376\n'
says "UTF-8 cut short" 2 1 'type \0303'
says "UTF-8 of a surrogate" 2 1 'type \0355\0240\0200\n'
says "UTF-8 longer than need be" 2 1 'type \0300\0257\n'

says "a place that is not there" 1 1 'tap nowhere\n'
says "a place that can not be tapped" 1 2 'tap staff\ntap next\n'
says "a group's struck sentence can not be put back" 1 9 \
    'tap lang-da\ntap who-group\ntap next\ntap start-yes\ntap next\ntype Ja.\ntap finished\ntap leave-1\ntap keep-1\n'
says "another screen" 1 2 '# welcome\nexpect-screen who\n'
says "another text" 1 1 'expect lang-da Norsk\n'
says "what should be absent" 1 1 'absent lang-da\n'
says "type into nothing" 1 1 'type hej\n'
says "keys into nothing" 1 1 'keys hej\n'
says "keys that the keyboard lacks" 1 4 \
    'tap lang-da\ntap next\ntap start-yes\nkeys a中\n'
says "a picture that can not be written" 1 1 'shot /nowhere/at/all.png\n'

printf 'tap lang-da\nquit\nexpect-screen nowhere\n' >"$tmp/quit.script"
ends "quit ends it" 0 "" "$tmp/quit.script"
printf '\r\n  tap lang-da  \r\n\t# a note\r\n expect-screen who' \
    >"$tmp/crlf.script"
ends "blanks, line ends of another system, no line end" 0 "" \
    "$tmp/crlf.script"
: >"$tmp/empty.script"
ends "an empty script" 0 "" "$tmp/empty.script"
ends "no script there" 2 "nowhere.script" "$tmp/nowhere.script"
ends "wrong usage" 2 "--help" "$tmp/empty.script" --wink
ends "a language that is not there" 2 "--lang" "$tmp/empty.script" --lang tlh
ends "a layout that can not be written" 1 "--layout" "$tmp/empty.script" \
    --layout /nowhere/at/all

awk 'BEGIN { for (i = 0; i < 300000; i++) print "# nothing" }' \
    >"$tmp/long.script"
ends "a script beyond its ceiling" 2 "long.script" "$tmp/long.script"

# --- What could show a story ---

"$programs/indefra-desk" init --office Prøve --municipality Prøve \
    --data "$tmp/real" --key-out "$tmp/real.key" >"$tmp/init" 2>&1
for option in --script --layout --clock; do
    case $option in
    --script) value=$tmp/empty.script ;;
    --layout) value=$tmp/shown ;;
    --clock) value=2026-11-16T09:00:00Z ;;
    esac
    "$program" --data "$tmp/real" $option "$value" >"$tmp/out" 2>"$tmp/err"
    got=$?
    if [ "$got" = 1 ] && grep -q -- --demo "$tmp/err" && [ ! -e "$tmp/shown" ]
    then
        told ok "$option is refused in a real office"
    else
        echo "exit $got" >>"$tmp/err"
        told "not ok" "$option is refused in a real office" "$tmp/err"
    fi
done
# "demo=yes" alone makes no demo office of a real one.
[ -f "$tmp/real/office.conf" ] && echo demo=yes >>"$tmp/real/office.conf"
"$program" --data "$tmp/real" --script "$tmp/empty.script" \
    >"$tmp/out" 2>"$tmp/err"
got=$?
if [ "$got" = 1 ]; then
    told ok "a line in office.conf makes no demo office"
else
    told "not ok" "a line in office.conf makes no demo office" "$tmp/err"
fi

# --- No room on the disk ---

# The program stands still where it writes a picture into a pipe: then the
# disk becomes full. Needs to mount a little memory, as stick.sh does.
full_disk() { # NAME SCRIPT-BEFORE SCRIPT-AFTER
    office=$tmp/full
    rm -f "$office.png" "$office.frames"
    mkdir -p "$office"
    mount -t tmpfs -o size=4m tmpfs "$office" 2>/dev/null || return 0
    mkfifo "$office.png"
    printf '%bshot %s\n%b' "$2" "$office.png" "$3" >"$office.script"
    # shellcheck disable=SC2016 # for the other shell
    timeout 30 sh -c 'exec 4<"$1.png"
        head -c 8000000 /dev/zero >"$1/filled"
        cat <&4 >/dev/null' sh "$office" 2>/dev/null &
    filling=$!
    timeout 60 "$program" --data "$office" --demo \
        --clock 2026-11-16T09:00:00Z --script "$office.script" \
        --layout "$office.frames" >"$office.why" 2>&1 &&
        jq -es '[.[-1].nodes[] | select(.id == "fault")] |
            length == 1 and .[0].seen' "$office.frames" >>"$office.why"
    got=$?
    kill "$filling" 2>/dev/null
    wait "$filling" 2>/dev/null
    umount "$office"
    if [ "$got" -eq 0 ]; then
        told ok "a full disk: $1"
    else
        told "not ok" "a full disk: $1" "$office.why"
    fi
}

ro='tap lang-da\ntap next\ntap start-yes\ntype Ro.\n'
full_disk "what is not kept is said where one looks" \
    "${ro}tap finished\ntap next\ntap share-office\ntap next\nexpect code\n" \
    'tap home-none\ntap finish\nexpect-screen home\nexpect fault kan ikke\n'
full_disk "a pause that is not kept promises nothing" "${ro}tap stop\n" \
    'tap stop-pause\nexpect fault kan ikke\nabsent pause.waits\n'
