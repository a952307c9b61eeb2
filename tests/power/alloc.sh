#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Memory fails: the real programs are run again and again, and each time
# somebody in them (our own rooms, ICU, HarfBuzz, SQLite, libsodium, SDL ...)
# asks for memory and gets none, once or from then on. A program may end with
# exit 1 and say so in a line, or go on; never crash, hang, say it is done when
# it is not, or leave an office that is not sound.
#
#     alloc.sh BUILD [TIMES [SEED [CASE...]]]
#
# TIMES of each case and way, spread over the places that ask; "all": each time
# anybody asks where that is seldom, else each place that does, of the tablet
# 600 of them. AT=N tries that one alone.
# KEEP=FOLDER keeps what each wrong one said, and where memory was refused.
set -u
build=$(cd "$1" && pwd) times=${2:-20} seed=${3:-1}
shift $(($# < 3 ? $# : 3))
cases=${*:-init demo withdraw week status check redact languages guide tablet tablet-ar
    tablet-on}
here=$(cd "$(dirname "$0")/../.." && pwd)
desk=$build/indefra-desk tablet=$build/indefra
room=/dev/shm
[ -w "$room" ] || room=${TMPDIR:-/tmp}
work=$(mktemp -d "$room/indefra-memory.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 SDL_VIDEODRIVER=dummy XDG_RUNTIME_DIR=$work/run
chmod 700 "$work"
office=$work/office base=$work/base out=$work/out err=$work/err
monday=2026-01-05 friday=2026-01-30
passed=0 failed=0
cd "$work" || exit 2

# --- What is run -------------------------------------------------------
# make_: once, into $base. do_: the command, in a copy of it. right_: exit 0
# came with the right result; says what is wrong. late_: what else must hold,
# however it ended.

hungry() { # runs a program to which memory is refused
    timeout -s KILL 25 env LD_PRELOAD="$build/power/no_memory.so" \
        NO_MEMORY_AT="$at" NO_MEMORY_ON="$on" NO_MEMORY_TOLD="$work/told" "$@"
}

make_office() { "$desk" init --demo --office A --municipality B --data "$base"; }
make_told() {
    make_office
    for week in 0 1; do
        "$desk" demo --data "$base" --stories 8 --seed "$week" \
            --codes "$work/codes.$week" \
            --clock "$(date -u -d "$monday + $week weeks" +%F)"
    done
    cat "$work/codes.0" "$work/codes.1" >"$work/codes"
    behind "$base" <"$work/codes" >"$work/told-before"
}
behind() { "$build/power/behind" "$1" "$friday" 2>&1; }
# Those after the first N codes tell what they told before.
whole() {
    tail -n "+$(($1 + 1))" "$work/codes" | behind "$office" |
        cmp -s - <(tail -n "+$(($1 + 1))" "$work/told-before") ||
        echo "a story is not what it was"
}
number() { # NAME, of the office as it is now
    "$desk" status --json --data "$office" --clock "$friday" 2>&1 | jq ".$1" 2>&1
}
# What a command without an office says is said whole, or not at all.
same_words() { cmp -s "$out" "$work/first" || echo "says something else"; }

make_init() { :; }
do_init() { hungry "$desk" init --demo --office A --municipality B --data "$office"; }
right_init() { [ -f "$office/office.conf" ] || echo "no office is there"; }
late_init() { # either an office, or room for one
    [ "$status" = 0 ] || [ -f "$office/office.conf" ] ||
        "$desk" init --demo --office A --municipality B --data "$office" \
            >/dev/null 2>"$work/why" || cat "$work/why"
}

make_demo() { make_told; }
do_demo() {
    : >"$work/some"
    hungry "$desk" demo --data "$office" --stories 2 --seed 9 \
        --clock "$friday" --codes "$work/some"
}
right_demo() { [ "$(number delivered)" = 18 ] || echo "not all are delivered"; }
late_demo() {
    acknowledged=$(grep -cE '^[0-9]{22}$' "$work/some")
    [ "$(number delivered)" -ge $((16 + acknowledged)) ] ||
        echo "a story is lost"
    grep -E '^[0-9]{22}$' "$work/some" | behind "$office" |
        grep -v '^[0-9a-f]*[1-9a-f][0-9a-f]*$' && echo "a code does not open"
    whole 0
}

make_withdraw() { make_told; }
do_withdraw() {
    head -n 1 "$work/codes" |
        hungry "$desk" withdraw --data "$office" --clock "$friday"
}
right_withdraw() { [ "$(number withdrawn)" = 1 ] || echo "nothing is withdrawn"; }
late_withdraw() { # it opens as long as it was not withdrawn
    gone=$(number withdrawn)
    head -n 1 "$work/codes" | "$desk" withdraw --data "$office" \
        --clock "$friday" >/dev/null 2>&1 && opens=0 || opens=1
    [ "$gone" = "$opens" ] || echo "withdrawn $gone, opens $opens"
    whole 1
}

make_week() { make_told; }
week_into() {
    echo demo | "${@:2}" "$desk" week --data "$office" --clock "$friday" \
        --key "$office/office.key" --passphrase-stdin --out "$1"
}
do_week() {
    rm -rf "$work/stick" "$work/again"
    week_into "$work/stick" hungry
}
sentences() { # in whatever order
    jq -c '[.. | strings] | sort' "$1"/indefra-*/release.json
}
right_week() {
    [ "$(number released)" -gt 4 ] || echo "nothing is released"
    [ -s "$work/sentences" ] || sentences "$work/stick" >"$work/sentences"
}
late_week() { # a folder is whole or not there; a second run copies it
    week_into "$work/again" >/dev/null 2>"$work/why" || cat "$work/why"
    [ "$(number released)" -gt 4 ] || echo "nothing is released afterwards"
    sentences "$work/again" | cmp -s - "$work/sentences" ||
        echo "something else is released"
    for folder in "$work"/stick/indefra-*; do
        [ ! -e "$folder" ] && [ "$status" = 0 ] && echo "no folder"
        [ ! -e "$folder" ] ||
            diff -r "$folder" "$work/again/${folder##*/}" 2>&1 | head -n 1
    done
    whole 0
}

make_status() { make_told; }
do_status() { hungry "$desk" status --json --data "$office" --clock "$friday"; }
right_status() { # all that was looked at is well, or said not to be
    same_words >/dev/null || jq -e '.delivered == 16 and .waiting == 16 and
        any(.health[]; .ok | not)' "$out" >/dev/null || echo "says something else"
}

make_check() { make_told; }
do_check() { hungry "$desk" check --data "$office" --clock "$friday"; }
right_check() { same_words; }

make_redact() { :; }
do_redact() {
    printf '%s\n' 'Fatima, 010203-1234, Vestergade 3, ٢٠ ٣٠ ٤٠ ٥٠.' \
        'Skriv til a.b@eksempel.dk, så kom 12 34 56 78.' |
        hungry "$desk" redact --json
}
right_redact() { same_words; }

make_languages() { :; }
do_languages() { hungry "$desk" languages; }
right_languages() { same_words; }

make_guide() { :; }
do_guide() {
    hungry "$desk" guide check "$here/data/guides/standard/guide.json"
}
right_guide() { same_words; }

# The same script is right again where the talk was not begun.
talk() { # SCRIPT [hungry]
    rm -f "$work/told"
    "${@:2}" "$tablet" --data "$office" --demo --clock "${friday}T09:00:00Z" \
        --script "$here/tests/flow/$1.script"
}
told_once() {
    [ "$(number delivered)" = 1 ] || echo "delivered $(number delivered)"
}
then_starts() { # a talk may go on; a story is not told twice
    printf 'quit\n' >"$work/quit"
    "$tablet" --data "$office" --demo --clock "${friday}T09:00:00Z" \
        --script "$work/quit" >/dev/null 2>"$work/why" || cat "$work/why"
    [ "$(number delivered)" -le 1 ] || echo "told more than once"
}

make_tablet() { make_office; }
do_tablet() { talk shortest hungry; }
right_tablet() { told_once; }
late_tablet() { then_starts; }

make_tablet-ar() { make_office; }
do_tablet-ar() { talk interpreted hungry; }
right_tablet-ar() { told_once; }
late_tablet-ar() { then_starts; }

# The program was killed in a talk; the next start is short of memory. The talk
# is there then, or at the start after that.
make_tablet-on() {
    make_office
    told="Det blev lettere, da hun ringede."
    mkfifo "$work/stop.png"
    printf '%s\n' 'tap lang-da' 'tap next' 'tap start-yes' "type $told" \
        'pass 3s' "shot $work/stop.png" >"$work/begin"
    printf '%s\n' 'expect-screen ask' "expect answer $told" \
        "shot $work/stop.png" >"$work/resume"
    { head -n 2 "$work/resume"; printf 'tap %s\n' finished next \
        share-office next home-none finish; } >"$work/end"
}
# The program stands still where it writes the picture; there it is killed, and
# all was well.
killed_at_stop() { # SCRIPT [NAME=VALUE...]
    rm -f "$work/stopped"
    env "${@:2}" "$tablet" --data "$office" --demo \
        --clock "${friday}T09:00:00Z" --script "$work/$1" &
    local program=$! ended=0 how=kill
    [ "$at" != 0 ] || [ $# = 1 ] || how=count
    # One that only counts is let go on.
    # shellcheck disable=SC2016 # for the inner shell
    timeout 25 sh -c 'exec 3<"$1"; : >"$2"
        if [ "$4" = count ]; then cat <&3 >/dev/null; else kill -9 "$3"; fi
        ' sh "$work/stop.png" "$work/stopped" "$program" "$how" &
    local reader=$!
    wait -n "$program" "$reader"
    [ "$how" = count ] || kill -9 "$program"
    wait "$program"
    ended=$?
    kill "$reader"
    wait "$reader"
    [ -e "$work/stopped" ] || return "$ended"
}
do_tablet-on() {
    { killed_at_stop begin; } 2>/dev/null
    { killed_at_stop resume LD_PRELOAD="$build/power/no_memory.so" \
        NO_MEMORY_AT="$at" NO_MEMORY_ON="$on" NO_MEMORY_TOLD="$work/told"; }
}
right_tablet-on() { :; }
late_tablet-on() {
    # Where it should stand still there was no memory for the picture.
    grep -q 'the picture .* cannot be written' "$err" && return
    "$tablet" --data "$office" --demo --clock "${friday}T09:00:00Z" \
        --script "$work/end" >/dev/null 2>"$work/why" || cat "$work/why"
    told_once
}

# --- How it is judged --------------------------------------------------

# One line; check and guide check tell what they found as well, the tablet what
# it went on without.
said_well() {
    lines=$(wc -l <"$err")
    case $case in
    check | guide) [ -s "$out" ] || [ "$lines" -ge 1 ] ;;
    tablet*) [ "$lines" -ge 1 ] ;;
    *) [ "$lines" = 1 ] ;;
    esac || echo "$lines lines: $(head -n 2 "$err" | tr '\n' '|')"
}
# Libraries that die of it in their own code: libseccomp and SDL at a start,
# libcairo with the tags of a page, before a week is kept. What else must hold
# is asked all the same.
died() {
    by=$(sed '1,/^crashed/d' "$work/told" | grep -v -e no_memory -e /libc.so |
        head -n 1 | sed 's/(.*//; s/.*\///')
    case $by in
    libseccomp.so.* | libcairo.so.* | libSDL2-*)
        died_in_library=$((died_in_library + 1))
        by=${by%%[-.]*}
        case $died_by in *"$by"*) ;; *) died_by="$died_by $by" ;; esac
        ;;
    *) echo "exit $status in $by" ;;
    esac
}
is_sound() {
    "$desk" check --data "$office" --clock "$friday" >"$work/check" 2>&1 ||
        grep -h 'NOT OK\|indefra' "$work/check" | grep -v draft-memory
    "$desk" status --json --data "$office" --clock "$friday" 2>&1 |
        jq -e '.delivered == .waiting + .released + .withdrawn + .expired' \
            >/dev/null 2>&1 || echo "the balance is lost"
}
judge() {
    case $status in
    0) "right_$case" ;;
    1) said_well ;;
    124 | 137) echo "hangs" ;;
    *) died ;;
    esac
    if declare -F "late_$case" >/dev/null; then "late_$case"; fi
    [ ! -f "$office/office.conf" ] || is_sound
}

once() {
    rm -rf "$office" "$work/told" "$work/run"
    mkdir -m 700 "$work/run"
    [ ! -d "$base" ] || cp -r "$base" "$office"
    "do_$case" >"$out" 2>"$err"
    status=$?
}

try() {
    once
    grep -q ^refused "$work/told" || return
    refused=$((refused + 1))
    [ "$status" = 0 ] && on_it_went=$((on_it_went + 1))
    judge >"$work/wrong" 2>&1
    wrong=$(head -n 3 "$work/wrong" | tr '\n' ';')
    [ -n "$wrong" ] || return
    wrongs=$((wrongs + 1))
    [ "$wrongs" -gt 5 ] && [ -z "${KEEP-}" ] ||
        echo "#   AT=$at ON=$on $case: $wrong"
    [ -z "${KEEP-}" ] || {
        mkdir -p "$KEEP"
        { echo "$wrong"; cat "$err" "$work/told"; } >"$KEEP/$case-$on-$at"
    }
}

# Times spread over the places that ask, each place's first; or all.
draw() { # MOST
    awk -v times="$times" -v seed="$seed" -v most="$1" '
        $1 == "asked" { asked = $2 }
        $1 == "new" { place[++places] = $2 }
        END { srand(seed)
              if (times == "all" && asked < 1500)
                  for (i = 1; i <= asked; i++) print i
              if (times == "all" && asked < 1500) exit
              if (times == "all") times = places < most ? places : most
              for (i = rand(); i < times; i++)
                  print place[1 + int(i * places / times)] }
    ' "$work/counted" | sort -nu
}

run_case() {
    rm -rf "$base" "$work/codes"
    "make_$case" >/dev/null 2>&1
    refused=0 on_it_went=0 died_in_library=0 died_by='' wrongs=0 at=0 on=0
    once
    wrong=$("right_$case")
    case $case in redact | languages | guide | status | check) wrong= ;; esac
    if [ "$status" != 0 ] || [ -n "$wrong" ]; then
        echo "not ok - $case, without a fault: exit $status $wrong"
        cat "$err"
        failed=$((failed + 1))
        return
    fi
    cp "$out" "$work/first"
    cp "$work/told" "$work/counted"
    for on in 0 1; do
        case $case in tablet*) most=600 ;; *) most=100000 ;; esac
        for at in ${AT:-$(draw $most)}; do
            try
        done
    done
    what="$case: asked $(awk '/^asked/ { print $2 }' "$work/counted") times,"
    what="$what refused $refused, went on $on_it_went, libraries died"
    what="$what $died_in_library${died_by:+ (${died_by# })}, wrong $wrongs"
    if [ "$wrongs" = 0 ] && [ "$refused" -gt 0 ]; then
        passed=$((passed + 1))
        echo "ok - $what"
    else
        failed=$((failed + 1))
        echo "not ok - $what"
    fi
}

for case in $cases; do
    run_case
done 2>"$work/noise"
grep -v -e Killed -e Aborted -e 'Segmentation fault' "$work/noise"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
