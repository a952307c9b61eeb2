#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# What Indefra costs, beside the least that the same libraries cost (floor.c)
# and beside a browser's kiosk with the same questions (web.sh), in turns, under
# an X server of its own that draws in software. It asserts nothing: figures
# depend on the machine; the ratios are what to compare.
#
#     tests/bench/bench.sh
#
# ROUNDS (3) turns, in IDLE_ROUNDS (1) of which idling is timed; KEYS (40)
# key presses a turn; STORIES ("1000 10000"); TEXT_MB (50) for redact. 0
# rounds, no stories, 0 MB leave a part out. ONLY=web: the screen, the floor and
# the browser alone.
set -u

cd "$(dirname "$0")/../.." || exit 2
ROUNDS=${ROUNDS:-3} IDLE_ROUNDS=${IDLE_ROUNDS:-1} KEYS=${KEYS:-40}
STORIES=${STORIES-1000 10000} TEXT_MB=${TEXT_MB:-50}
ONLY=${ONLY-}
B=${B:-build}
WORK=$(mktemp -d)
# A talk of its own for every round: none is taken up where another stopped.
XDG_RUNTIME_DIR=$(mktemp -d -p /dev/shm)
export XDG_RUNTIME_DIR
SERVER=
RUNNING=

make -s B="$B" "$B/bench/floor" "$B/bench/probe" "$B/bench/layout_speed" \
    "$B/bench/deliver_speed" || exit 2

# shellcheck disable=SC2317
finish() {
    for pid in $RUNNING $SERVER; do
        kill "$pid" 2>/dev/null
    done
    rm -rf "$WORK" "$XDG_RUNTIME_DIR"
}
trap finish EXIT
trap 'exit 130' INT TERM

# shellcheck source=tests/bench/web.sh
. tests/bench/web.sh

say() {
    printf '%s\n' "$*" >&2
}

# --- the screen -----------------------------------------------------------

start_server() {
    number=60
    while [ -e "/tmp/.X$number-lock" ]; do
        number=$((number + 1))
    done
    Xvfb ":$number" -screen 0 1920x1200x24 -nolisten tcp -noreset \
        >"$WORK/server" 2>&1 &
    SERVER=$!
    DISPLAY=:$number
    SDL_VIDEODRIVER=x11
    LIBGL_ALWAYS_SOFTWARE=1
    export DISPLAY SDL_VIDEODRIVER LIBGL_ALWAYS_SOFTWARE
    tries=0
    until "$B/bench/probe" click 1 1 >/dev/null 2>"$WORK/probe" ||
        [ ! -s "$WORK/probe" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 20 ] || { say "no X server; install xvfb"; exit 2; }
        sleep 0.2
    done
}

running() { # PID: and not just waiting for somebody to notice its end
    grep -qs '^State:[[:space:]]*[^Z]' "/proc/$1/status"
}

stop() { # PID
    kill "$1" 2>/dev/null
    tries=0
    while running "$1" && [ "$tries" -lt 30 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    kill -9 "$1" 2>/dev/null
    RUNNING=
}

# --- figures: one line each in a file, the median of a file ---------------

note() { # PROGRAM NAME FIGURE
    printf '%s\n' "$3" >>"$WORK/$1.$2"
}

median() { # PROGRAM NAME
    [ -s "$WORK/$1.$2" ] || return 0
    sort -n "$WORK/$1.$2" | awk '{ v[NR] = $1 }
        END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# --- one turn -------------------------------------------------------------

time_start() { # PROGRAM COMMAND...
    program=$1
    shift
    figures=$("$B/bench/probe" start "$@") || {
        say "$program: shows nothing; try it by hand: $*"
        return 1
    }
    # shellcheck disable=SC2086
    set -- $figures
    RUNNING=$1
    note "$program" start "$3"
}

time_question() { # PROGRAM ROUND IDLE-SECONDS...: the question page is open
    program=$1
    figures=$("$B/bench/probe" keys "$KEYS") || {
        say "$program: typed letters change nothing on the screen"
        return 1
    }
    note "$program" p50 "$(echo "$figures" | cut -d' ' -f1)"
    note "$program" p95 "$(echo "$figures" | cut -d' ' -f2)"
    note "$program" lost "$(echo "$figures" | cut -d' ' -f3)"
    [ "$2" -le "$IDLE_ROUNDS" ] || set --
    while [ $# -gt 2 ]; do
        figures=$("$B/bench/probe" idle "$RUNNING" "$3")
        note "$program" "wakes$3" "${figures% *}"
        note "$program" "cpu$3" "${figures#* }"
        shift
    done
    note "$program" memory "$("$B/bench/probe" memory "$RUNNING")"
}

# Its longer idling is not timed: it has nothing that could wake it.
turn_floor() { # ROUND
    time_start floor "$B/bench/floor" "$WORK/floor.db" &&
        time_question floor "$1" 10
    stop "$RUNNING"
}

# The middle of the element with this id in the last frame that was drawn.
middle_of() { # ID
    tail -n 1 "$WORK/layout" | jq -r --arg id "$1" '.nodes[] |
        select(.id == $id and .enabled != false) | .rect |
        "\(.[0] + .[2] / 2 | floor) \(.[1] + .[3] / 2 | floor)"' \
        2>/dev/null | head -n 1
}

find_place() { # ID: gives where it is
    tries=0
    while place=$(middle_of "$1") && [ -z "$place" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 40 ] || { say "indefra: nothing to tap: $1"; return 1; }
        sleep 0.1
    done
    echo "$place"
}

# A click, and when the picture that it led to was complete.
click() { # X Y
    figures=$("$B/bench/probe" click "$1" "$2") || {
        say "a click at $1 $2 changes nothing"
        figures="0 0"
    }
    echo "${figures#* }"
}

new_kiosk() { # PROBE'S NAME FOR IT, OPTION...
    name=$1
    shift
    time_start "$name" "$B/indefra" --data "$WORK/office" --demo --lang da "$@"
}

# Untimed: the kiosk makes its demo office when there is none, and says in its
# layout where to tap. The timed rounds tap there, without a layout: writing it
# costs as much as drawing.
learn_the_way() { # NAME ID...
    new_kiosk untimed --layout "$WORK/layout" || exit 2
    way=$WORK/way.$1
    shift
    for id; do
        find_place "$id" >>"$way" || exit 2
        # shellcheck disable=SC2046
        click $(tail -n 1 "$way") >/dev/null
    done
    find_place skip >"$way.skip" && find_place next >"$way.next" || exit 2
    stop "$RUNNING"
    rm -rf "$XDG_RUNTIME_DIR/indefra"
}

# Also when each of them has been drawn, beginning with the first picture.
turn_indefra() { # NAME ROUND
    way=$WORK/way.$1
    new_kiosk "$1" || return 1
    while read -r x y; do
        click "$x" "$y"
    done <"$way" | awk -v sum="$(tail -n 1 "$WORK/$1.start")" \
        '{ sum += $1 } END { print sum }' >>"$WORK/$1.question"
    # shellcheck disable=SC2046
    time_pages "$1" $(cat "$way.skip")
    time_question "$1" "$2" 10 30
    # shellcheck disable=SC2046
    note "$1" told "$(click $(cat "$way.next"))"
    stop "$RUNNING"
    rm -rf "$XDG_RUNTIME_DIR/indefra"
}

# From one empty question to the next.
time_pages() { # PROGRAM X Y
    for _ in 1 2 3; do
        note "$1" turn "$(click "$2" "$3")"
    done
}

# --- tables ---------------------------------------------------------------

row() { # TEXT NAME DIVIDE-BY
    awk -v text="$1" -v a="$(median floor "$2")" \
        -v b="$(median indefra "$2")" -v by="$3" 'BEGIN {
            ratio = "-"
            if (a != "" && b != "" && a > 0) ratio = sprintf("%.2f", b / a)
            a = a == "" ? "-" : sprintf("%.2f", a / by)
            b = b == "" ? "-" : sprintf("%.2f", b / by)
            printf "%-36s %10s %10s %8s\n", text, a, b, ratio
        }'
}

show_screen_table() {
    printf '\n%-36s %10s %10s %8s\n' "median of $ROUNDS rounds, 1920x1200" \
        floor indefra ratio
    row "start to settled picture, ms" start 1
    row "key press to picture, p50, ms" p50 1
    row "key press to picture, p95, ms" p95 1
    row "key presses without a picture" lost 1
    row "idle 10 s after typing: wake-ups" wakes10 1
    row "idle 10 s after typing: CPU, ms" cpu10 1
    row "the next 30 s: wake-ups" wakes30 1
    row "the next 30 s: CPU, ms" cpu30 1
    row "memory (PSS), MB" memory 1024
}

# The second layout is for probe: it asks where the Latin letters would be.
in_arabic() { # COMMAND...
    setxkbmap ara,us
    "$@"
    setxkbmap us
}

# A talk alone in Danish, one in Arabic with Danish below, and one with an
# interpreter and a field for each.
learn_the_ways() {
    [ -x "$B/indefra" ] || return 0
    learn_the_way indefra lang-da next start-yes
    learn_the_way indefra-ar lang-ar next start-yes
    learn_the_way indefra-two lang-ar who-worker who-interpreter next \
        start-yes pledge-yes citizen-yes
}

one_round() { # ROUND
    say "round $1 of $ROUNDS"
    turn_floor "$1"
    if [ -x "$B/indefra" ]; then
        turn_indefra indefra "$1"
        in_arabic turn_indefra indefra-ar "$1"
        in_arabic turn_indefra indefra-two "$1"
    fi
    if [ -z "$WEB_WHY_NOT" ]; then
        turn_web web "$1"
        in_arabic turn_web web-ar "$1"
        in_arabic turn_web web-two "$1"
    fi
}

measure_screen() {
    [ "$ROUNDS" -gt 0 ] || return 0
    start_server
    learn_the_ways
    prepare_web
    round=1
    while [ "$round" -le "$ROUNDS" ]; do
        one_round "$round"
        round=$((round + 1))
    done
    show_screen_table
}

# --- twelve languages ---

measure_languages() {
    [ -x "$B/indefra" ] || return 0
    printf '\n'
    "$B/bench/layout_speed" "$B/share/fonts/manifest" |
        awk '{ printf "%-36s %s ms, fonts open %s, laid out before %s\n", \
            "a page of 14 mixed paragraphs", $1, $2, $3 }'
    # shellcheck disable=SC2046
    set -- $(SDL_VIDEODRIVER=dummy "$B/bench/probe" run "$B/indefra" \
        --data "$WORK/languages" --demo --clock 2026-11-20T10:00:00Z \
        --script tests/bench/languages.script --window 1920x1200 2>/dev/null)
    awk -v status="$1" -v kb="$3" 'BEGIN {
        if (status) print "a talk in each language failed: " status
        else printf "%-36s %.1f MB at the peak\n", \
            "a talk in each of twelve languages", kb / 1024 }'
}

# --- the staff's program --------------------------------------------------

new_office() { # DIR
    "$B/indefra-desk" init --data "$1" --office Prøvekontor \
        --municipality Prøveby --key-out "$1.key" --demo \
        >/dev/null 2>"$WORK/errors"
}

timed() { # COMMAND...: "status seconds peak-kB", its input is demo's words
    printf 'demo\n' | "$B/bench/probe" run "$@"
}

show_timed() { # TEXT STORIES STATUS SECONDS PEAK
    [ "$3" = 0 ] || set -- "$1 (status $3)" "$2" "$3" "$4" "$5"
    awk -v text="$1" -v n="$2" -v s="$4" -v kb="$5" 'BEGIN {
        printf "%-36s %10.2f %10.3f %8.0f\n", text, s, s * 1000 / n, kb / 1024
    }'
}

measure_week() { # STORIES
    office="$WORK/office$1"
    new_office "$office" || {
        say "init: $(head -n 1 "$WORK/errors")"
        return
    }
    # shellcheck disable=SC2046
    show_timed "demo --stories $1" "$1" $(timed "$B/indefra-desk" demo \
        --data "$office" --stories "$1" --seed 1)
    # shellcheck disable=SC2046
    show_timed "week, $1 stories" "$1" $(timed "$B/indefra-desk" week \
        --data "$office" --key "$office.key" --out "$WORK/out$1" \
        --passphrase-stdin)
    rm -rf "$office" "$WORK/out$1"
}

# Invented, and of every kind that redact looks for.
write_text() { # MB
    awk -v bytes="$(($1 * 1000000))" 'BEGIN {
        srand(1)
        s[0] = "Min kontaktperson ringede, når hun sagde det."
        s[1] = "Jeg bor på Prøvevej 12, 8000 Aarhus C, og har nummer 20304050."
        s[2] = "Skriv til nogen@example.org eller ring den 3. maj kl. 10."
        s[3] = "Mit nummer er 010190-1234, men det glemte Anna Prøvesen."
        s[4] = "Så gik der tre uger, og ingen vidste, hvad der skulle ske."
        s[5] = "Det var bedre, da vi talte sammen, end da jeg fik et brev."
        for (done = 0; done < bytes; done += length(s[i]) + 1) {
            i = int(rand() * 6); print s[i]
        }
    }'
}

measure_redact() {
    [ "$TEXT_MB" -gt 0 ] || return 0
    write_text "$TEXT_MB" >"$WORK/text"
    # shellcheck disable=SC2046
    set -- $("$B/bench/probe" run "$B/indefra-desk" redact --lang da \
        <"$WORK/text")
    if [ "$1" != 0 ]; then
        printf '%-36s failed with status %s\n' redact "$1"
        return
    fi
    awk -v bytes="$(wc -c <"$WORK/text")" -v s="$2" -v kb="$3" 'BEGIN {
        printf "%-36s %10.2f %6.2f MB/s %8.0f\n", "redact, " \
            int(bytes / 1e6) " MB", s, bytes / 1e6 / s, kb / 1024
    }'
}

show_paper() { # TEXT STATUS SECONDS PEAK FILE
    [ "$2" = 0 ] || set -- "$1 (status $2)" "$2" "$3" "$4" "$5"
    pages=$(pdfinfo "$5" 2>/dev/null | sed -n 's/^Pages: *//p')
    printf '%-36s %10s %10d %8.0f\n' "$1, ${pages:-no} pages" \
        "$(awk -v s="$3" 'BEGIN { printf "%.0f", s * 1000 }')" \
        "$(wc -c <"$5" | awk '{ print int($1 / 1000) }')" \
        "$(awk -v kb="$4" 'BEGIN { print kb / 1024 }')"
}

# Whole commands, with all that belongs to them: opening the office, the
# cheapest Argon2, deciding, HTML and tables, keeping, copying.
measure_paper() {
    office="$WORK/paper"
    new_office "$office" || return
    printf '\n%-36s %10s %10s %8s\n' "on paper, the whole command" ms "kB of PDF" \
        "peak MB"
    "$B/indefra-desk" demo --data "$office" --stories 80 --weeks 10 --seed 3 \
        --codes "$WORK/codes" 2>"$WORK/errors"
    # shellcheck disable=SC2046
    set -- $(timed "$B/indefra-desk" week --data "$office" \
        --key "$office.key" --out "$WORK/out" --passphrase-stdin)
    show_paper booklet "$@" "$(find "$WORK/out" -name booklet.pdf)"
    # Of the letters of twelve tellers the dearest: one in two languages.
    most=0 best=
    for line in 1 2 3 4 5 6 7 8 9 10 11 12; do
        # shellcheck disable=SC2046
        set -- $(sed -n "${line}p" "$WORK/codes" |
            "$B/bench/probe" run "$B/indefra-desk" letter --data "$office" \
                --out "$WORK/letter.pdf")
        bytes=$(wc -c <"$WORK/letter.pdf")
        [ "$bytes" -gt "$most" ] || continue
        most=$bytes best="$*"
        cp "$WORK/letter.pdf" "$WORK/best.pdf"
    done
    # shellcheck disable=SC2086
    show_paper letter $best "$WORK/best.pdf"
    rm -rf "$office" "$WORK/out"
}

measure_desk() {
    if [ ! -x "$B/indefra-desk" ]; then
        say "no $B/indefra-desk: week and redact are left out"
        return
    fi
    printf '\n%-36s %10s %10s %8s\n' "the staff's program" seconds ms/story \
        "peak MB"
    for stories in $STORIES; do
        measure_week "$stories"
    done
    measure_redact
    measure_paper
}

# On the disk that the build is on: WORK may lie in memory.
measure_delivery() {
    disk=$(mktemp -d -p "$(cd "$B" && pwd -P)")
    figures=$("$B/bench/deliver_speed" "$disk") || figures=
    rm -rf "$disk"
    printf '\n%-36s %10s %10s %8s\n' "50 stories kept, without Argon2" \
        "p50, ms" "p95, ms" "synced"
    # shellcheck disable=SC2086
    set -- ${figures:-- - -}
    awk -v p50="$1" -v p95="$2" -v page="$3" 'BEGIN {
        printf "%-36s %10s %10s %8.1f\n", "from finish to acknowledged, on disk", \
            p50, p95, (page > 0 ? p50 / page : 0)
    }'
    printf '%-36s %10s\n' "one page written and synced there" "$3"
}

[ -x "$B/indefra" ] || say "no $B/indefra: only the floor is measured"
measure_screen
if [ "$ONLY" != web ]; then
    [ "$ROUNDS" = 0 ] || measure_languages
    measure_desk
    measure_delivery
fi
[ "$ROUNDS" = 0 ] || show_asked
exit 0
