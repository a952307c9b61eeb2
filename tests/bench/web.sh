# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh
# Sourced by bench.sh: a browser's kiosk with the same eight questions, and the
# table of what was asked beside it. Nothing is fetched: SURVEYJS names a folder
# that has the npm packages survey-core and survey-js-ui; without it the form is
# written by hand. Where there was a choice, the browser has the kinder one: the
# page is a file and not served (quicker by a tenth of its start or more), its
# profile lies in memory and has been used before, its crash handlers are not
# counted, the field has the focus, nothing is animated.

WEB_WHY_NOT=
WEB_NEXT="1672 1120" # the middle of .next in form.html

# PROGRAM: web, web-ar for the form in Arabic and Danish, web-two with a field
# for each of them.
web() {
    lang=${1#web}
    time_start "$1" env HOME="$XDG_RUNTIME_DIR/home" chromium --kiosk \
        --no-sandbox --disable-gpu --disable-background-networking \
        --disable-component-update --disable-sync --disable-extensions \
        --no-first-run --noerrdialogs --disable-session-crashed-bubble \
        --password-store=basic --user-data-dir="$XDG_RUNTIME_DIR/profile" \
        --window-size=1920,1200 --window-position=0,0 \
        "file://$WORK/form${lang:--da}/form.html"
}

prepare_web() {
    command -v chromium >/dev/null || {
        WEB_WHY_NOT="chromium is not installed"
        return
    }
    WEB_FORM=$(sh tests/bench/web/page.sh "$WORK/form-da" da) &&
        sh tests/bench/web/page.sh "$WORK/form-ar" ar >/dev/null &&
        sh tests/bench/web/page.sh "$WORK/form-two" ar 2 >/dev/null || {
        WEB_WHY_NOT="the form can't be made"
        return
    }
    # A first start, so that everything is warm; it does not count.
    web web || WEB_WHY_NOT="chromium shows nothing"
    stop "$RUNNING"
    rm -f "$WORK/web.start"
}

turn_web() { # PROGRAM ROUND
    web "$1" || return 1
    # shellcheck disable=SC2086
    time_pages "$1" $WEB_NEXT
    time_question "$1" "$2" 30
    # shellcheck disable=SC2086
    note "$1" told "$(click $WEB_NEXT)"
    stop "$RUNNING"
}

# --- what was asked -------------------------------------------------------

asked_row() { # TEXT OURS THEIRS DIVIDE-BY ASKED: at most that part of theirs
    awk -v text="$1" -v a="$2" -v b="$3" -v by="$4" -v asked="$5" '
        function figure(x) {
            return x == "" ? "-" : sprintf("%.2f", x / by)
        }
        function part(x) {
            return x > 0 && x < 1 ? sprintf("1/%.1f", 1 / x) \
                                  : sprintf("%.2f", x)
        }
        BEGIN {
            ratio = "-"
            reached = "not measured"
            split(asked "/1", limit, "/")
            if (a != "" && b > 0) {
                ratio = part(a / b)
                reached = a / b <= limit[1] / limit[2] ? "yes" : "NO"
            }
            printf "%-36s %10s %10s %8s %6s  %s\n", text, figure(a), \
                figure(b), ratio, asked, reached
        }'
}

beside_web() { # TEXT NAME THEIR-NAME DIVIDE-BY ASKED: in each of the talks
    asked_row "$1" "$(median indefra "$2")" "$(median web "$3")" "$4" "$5"
    asked_row "  Arabic and Danish" "$(median indefra-ar "$2")" \
        "$(median web-ar "$3")" "$4" "$5"
    asked_row "  with an interpreter" "$(median indefra-two "$2")" \
        "$(median web-two "$3")" "$4" "$5"
}

show_web() {
    beside_web "start to first picture, ms" start start 1 1/10
    beside_web "start to first question, ms" question start 1 1/10
    beside_web "memory of all processes (PSS), MB" memory memory 1024 1/12
    beside_web "idle 30 s: CPU, ms" cpu30 cpu30 1 1/50
    beside_web "key press to picture, p95, ms" p95 p95 1 1/5
    beside_web "to the next question, ms" turn turn 1 1/5
    beside_web "on, with an answer, ms" told told 1 1/5
}

show_asked() {
    printf '\n%-36s %10s %10s %8s %6s  %s\n' "beside the floor" indefra floor \
        ratio asked reached
    asked_row "start to first picture, ms" "$(median indefra start)" \
        "$(median floor start)" 1 1.5
    printf '\n%-36s %10s %10s %8s %6s  %s\n' "beside a web form" indefra web \
        ratio asked reached
    if [ -n "$WEB_WHY_NOT" ]; then
        printf 'not measured: %s\n' "$WEB_WHY_NOT"
    else
        show_web
    fi
    # shellcheck disable=SC2046
    set -- $(sh tests/bench/web/installed.sh "$B" chromium)
    asked_row "installed on Debian with X, MB" "${1-}" "${2-}" 1024 1/3
    [ -n "$WEB_WHY_NOT" ] || show_how
}

show_how() {
    browser=$(chromium --version 2>/dev/null | cut -d' ' -f1,2)
    aloud="not installed"
    ! command -v espeak-ng >/dev/null || aloud="there, and silent"
    cat <<END
The web form is $WEB_FORM in $browser.
Its start ends with the first question. Ours ends with the welcome page, or
with the first question: then the drawing of the pages before it is added (two;
six with an interpreter, whose promise is among them), but no reading. Pages
count from when the finger is lifted. On, with an answer, goes to the next
question; ours, with an interpreter, to the sentences read back.
Read-aloud is $aloud.
Key presses without a picture, of $KEYS: web $(median web lost), \
$(median web-ar lost), $(median web-two lost); ours $(median indefra lost), \
$(median indefra-ar lost), $(median indefra-two lost).
Installed: without what is only recommended.
END
}
