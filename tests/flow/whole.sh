# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # told, tmp, root come from run.sh
# Sourced by run.sh: whole talks, from the first touch to thanks, with the taps
# counted: an interpreted talk has fifty minutes, of which none is for tapping.

# shellcheck source=tests/flow/talks.sh
. "$here/talks.sh"

short_alone() {
    printf 'tap %s\n' lang-da next start-yes
    for answer in 'Der kom en vejleder hver tirsdag.' 'Nu sover jeg.' \
        'Vi ventede længe.'; do
        printf 'expect-screen ask\ntype %s\ntap next\n' "$answer"
    done
    printf 'tap finished\ntap next\ntap share-office\ntap next\n'
    printf 'tap home-none\ntap finish\nexpect-screen thanks\n'
}

counted() { # SCRIPT MOST
    taps=$(grep -c '^tap ' "$1")
    name="$(basename "$1" .script): $taps taps, at most $2"
    if [ "$taps" -le "$2" ]; then
        told ok "$name"
    else
        grep -n '^tap ' "$1" >"$tmp/why"
        told "not ok" "$name" "$tmp/why"
    fi
}

for talk in ar-room ti-video uk-video ta-room; do
    whole=$tmp/whole-$talk.script
    printf '#@ at 1280x800 149\n#@ at 1920x1200 220\n' >"$whole"
    interpreted_in "${talk%-*}" "${talk#*-}" >>"$whole"
    play_all "$whole"
    counted "$whole" 40
done
short_alone >"$tmp/whole-short.script"
play_all "$tmp/whole-short.script"
counted "$tmp/whole-short.script" 20

# Nobody is recorded: over a whole talk, its questions read aloud, no device
# that hears or sees is opened; the kiosk itself cannot, it asks SDL for no
# sound; and of the programs that can, it starts only those that speak or print.
whole=$tmp/whole-heard.script
sed '/^expect-screen ask/ a tap ear' "$tmp/whole-ar-room.script" >"$whole"
if strace -f -qq -e trace=open,openat,connect,execve -o "$tmp/strace" \
    "$program" --data "$tmp/heard" --demo --clock "$morning" \
    --script "$whole" >/dev/null 2>"$tmp/why" &&
    grep -q 'indefra\.db' "$tmp/strace" &&
    ! grep -E '/dev/(snd/pcm[^"]*c"|dsp|audio|video|media)' \
        "$tmp/strace" >"$tmp/why" &&
    grep -q 'execve("[^"]*/espeak-ng"' "$tmp/strace" &&
    ! grep 'execve(' "$tmp/strace" |
    grep -vE '/(indefra|espeak-ng|aplay|lp|lpstat)", \[' >>"$tmp/why" &&
    ! nm -D --undefined-only "$program" |
    grep -E 'SDL_(OpenAudio|DequeueAudio|NumSensors)|snd_pcm|pa_' \
        >>"$tmp/why"; then
    told ok "a whole talk opens nothing that could record it"
else
    told "not ok" "a whole talk opens nothing that could record it" "$tmp/why"
fi
