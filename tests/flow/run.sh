#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Plays touch scripts as a citizen would, each in a fresh demo office, on the
# program built with address and undefined-behaviour checking, and looks at
# every frame with layout.jq. Ends on "N passed, M failed".
#   tests/flow/run.sh [PROGRAM_DIR] [NAME...]
# plays all, or NAME.script; PROGRAM_DIR is build/san unless it is given.
# In a script, lines for this runner (comments to the program):
#   #@ at 1920x1200 220   one of the displays it is played at
#   #@ again [TIME]       what follows is a new start in the same office;
#                         @CODE@ in it is the code that was shown before
#   #@ reach low          the office's tablet hangs on a wall
#   #@ private TEXT       no frame may hold TEXT once it is hidden or gone
set -u
export LC_ALL=C.UTF-8
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
programs=$root/build/san
if [ -d "${1-}" ]; then
    programs=$(cd "$1" && pwd)
    shift
fi
program=$programs/indefra
export SDL_VIDEODRIVER=dummy SDL_AUDIODRIVER=dummy
# The program is closed to debuggers, which the leak finder would be one of.
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=0
export UBSAN_OPTIONS=print_stacktrace=1
morning=2026-11-16T09:00:00Z

# Drafts want memory, not a disk; tests share it with nobody.
tmp=$(mktemp -d)
XDG_RUNTIME_DIR=$(mktemp -d /dev/shm/indefra-flow.XXXXXX)
export XDG_RUNTIME_DIR
trap 'rm -rf "$tmp" "$XDG_RUNTIME_DIR"' EXIT
trap 'exit 130' INT TERM
export tmp program here root

[ -x "$program" ] || {
    echo "$program is missing: run \"make san\" first" >&2
    exit 1
}

told() { # RESULT NAME [FILE with why]
    echo "$1 - $2"
    [ "$1" = ok ] || [ ! -s "${3:-/dev/null}" ] || sed 's/^/#   /' "$3" | head -20
}

# tell STORIES WEEKS: stories of the weeks that end with the script's day.
tell() {
    "$programs/indefra-desk" demo --stories "$1" --weeks "$2" \
        --data "$office" --clock "$morning" 2>/dev/null
}

# tell_names STORIES DAY: stories with names that nobody knew when they were
# approved.
tell_names() {
    mkdir "$office.old"
    cp "$programs/indefra-desk" "$office.old/"
    cp -rL "$programs/share" "$office.old/share"
    printf '# none\n' >"$office.old/share/lexicons/names.txt"
    jq '.stories = [.stories[0] | .title = "Hos mette" | .answers[] |= [
        "Jeg talte med mette og fatima i går.", "Alt gik godt."]]' \
        "$programs/share/demo/stories.json" \
        >"$office.old/share/demo/stories.json"
    "$office.old/indefra-desk" demo --stories "$1" --data "$office" \
        --clock "$2" 2>/dev/null
}

prepare() { # SCRIPT OFFICE PART
    office=$2
    awk -v want="$3" '/^#@ again/ { n++ }
        n + 0 == want && sub(/^#@ before /, "")' "$1" >"$2.before"
    sed -n 's/^#@ reach \(.*\)/sed -i "$ a reach=\1" "$office\/office.conf"/p' \
        "$1" >>"$2.before"
    [ -s "$2.before" ] || return 0
    [ -d "$2" ] || "$programs/indefra-desk" init --demo --office Prøvekontoret \
        --municipality "Prøve Kommune" --data "$2" >/dev/null 2>&1
    # shellcheck disable=SC1090 # lines of the script that is played
    . "$2.before"
}

# Part N of a script, its lines where they stand in the whole.
part() { # FILE N CODE
    awk -v want="$2" -v code="$3" '
        /^#@ again/ { n++ }
        n + 0 != want { print ""; next }
        $1 == "tap-digits" {
            for (i = 1; i <= length(code); i++)
                if (substr(code, i, 1) ~ /[0-9]/)
                    print "tap digit-" substr(code, i, 1)
            next
        }
        { gsub(/@CODE@/, code); print }' "$1"
}

play_parts() { # SCRIPT OFFICE WINDOW DPI
    parts=$(grep -c '^#@ again' "$1")
    code='' n=0
    : >"$2.layout"
    while [ "$n" -le "$parts" ]; do
        clock=$(awk -v n="$n" '/^#@ again/ && ++k == n { print $3 }' "$1")
        mkdir -p "$2.parts/$n"
        file=$2.parts/$n/$(basename "$1")
        part "$1" "$n" "$code" >"$file"
        prepare "$1" "$2" "$n" >"$2.why" 2>&1 || return 1
        "$program" --data "$2" --demo --window "$3" --dpi "$4" \
            --clock "${clock:-$morning}" --script "$file" \
            --layout "$2.frames" >"$2.out" 2>"$2.err" || {
            echo "exit $?, part $n" >>"$2.err"
            cp "$2.err" "$2.why"
            return 1
        }
        if grep -E 'runtime error|Sanitizer' "$2.err" >"$2.why"; then
            return 1
        fi
        cat "$2.frames" >>"$2.layout"
        shown=$(jq -rs '[.[].nodes[] | select(.id == "code" and .value != "")
                         .value] | last // ""' "$2.frames")
        code=${shown:-$code}
        n=$((n + 1))
    done
}

play() { # SCRIPT WINDOW DPI
    name=$(basename "$1" .script)
    office=$tmp/$name-$2-$3
    label="$name at $2, $3 dpi"
    private=$(sed -n 's/^#@ private //p' "$1")
    if ! play_parts "$1" "$office" "$2" "$3"; then
        told "not ok" "$label" "$office.why"
        return
    fi
    told ok "$label"
    if jq -r --arg private "$private" --arg size "$2" \
        --arg reach "$(sed -n 's/^#@ reach //p' "$1")" --slurpfile guide \
        "$root/data/guides/standard/guide.json" -f "$here/layout.jq" \
        "$office.layout" >"$office.faults" 2>&1 && [ ! -s "$office.faults" ]
    then
        told ok "$label: every frame"
    else
        sort "$office.faults" | uniq -c | sort -rn >"$office.why"
        told "not ok" "$label: every frame" "$office.why"
    fi
}

# The walks, and the screens that they come to in each language.
walk_talks='begin worker interpreter video group code staff'
walk_screens='welcome who start pledge group course ask worker more meaning
    key-sentence read-back share home thanks replies pause warn blank hidden
    help-now code-entry code-menu staff-pin staff staff-week staff-reply'

walk_came() { # NAME FILE [SCREEN...]: the screens seen, and which never are
    seen=$2 name=$1
    shift 2
    for screen in $walk_screens; do
        case " $* " in *" $screen "*) continue ;; esac
        grep -qx "$screen" "$seen" || echo "$screen"
    done >"$tmp/why"
    if [ -s "$tmp/why" ]; then
        told "not ok" "$name: every screen was seen" "$tmp/why"
    else
        told ok "$name: every screen was seen"
    fi
}

# Enlarged before the language is chosen: so every page comes that large.
walk_script() { # TAG TALK SIZE
    case $3 in
    100) larger='# as it comes' ;;
    150) larger='tap text-larger' ;;
    *) larger='tap text-larger\ntap text-larger' ;;
    esac
    sed "s/@LANG@/$1/; s/^@LARGER@/$larger/" "$here/walks/$2.script" \
        >"$tmp/$1-$2-$3.script"
    echo "$tmp/$1-$2-$3.script"
}

play_all() {
    for script in "$@"; do
        sizes=$(sed -n 's/^#@ at //p' "$script")
        echo "${sizes:-1280x800 149}" >"$tmp/sizes"
        while read -r window dpi; do
            play "$script" "$window" "$dpi"
        done <"$tmp/sizes"
    done
}

if [ $# -gt 0 ]; then
    for name; do
        if [ -f "$here/$name.sh" ]; then
            # shellcheck disable=SC1090 # faults, crash, keys, languages
            . "$here/$name.sh"
        else
            play_all "$here/$name.script"
        fi
    done
else
    play_all "$here"/*.script
    # shellcheck source=tests/flow/faults.sh
    . "$here/faults.sh"
    # shellcheck source=tests/flow/crash.sh
    . "$here/crash.sh"
    # shellcheck source=tests/flow/stick.sh
    . "$here/stick.sh"
    # shellcheck source=tests/flow/keys.sh
    . "$here/keys.sh"
    # shellcheck source=tests/flow/pseudo.sh
    . "$here/pseudo.sh"
    # shellcheck source=tests/flow/home.sh
    . "$here/home.sh"
    # shellcheck source=tests/flow/whole.sh
    . "$here/whole.sh"
    # shellcheck source=tests/flow/aloud.sh
    . "$here/aloud.sh"
fi | tee "$tmp/told"

passed=$(grep -c '^ok - ' "$tmp/told")
failed=$(grep -c '^not ok - ' "$tmp/told")
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
