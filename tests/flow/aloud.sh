# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154
# Sourced by run.sh: reading aloud. The speakers are stand-ins that note down
# what they were given, so that the whole way is heard without sound.

aloud=$tmp/aloud
mkdir -p "$aloud/bin"

# speaker SECONDS: how long each sentence lasts.
speaker() {
    for one in espeak-ng aplay; do
        printf '#!/bin/sh\n{ printf "%%s: " "%s $*"; cat; echo; } >>"%s"\n' \
            "$one" "$aloud/said" >"$aloud/bin/$one"
        printf 'sleep %s\necho end >>"%s"\n' "$1" "$aloud/said" \
            >>"$aloud/bin/$one"
        chmod +x "$aloud/bin/$one"
    done
}

# listen NAME [CLOCK]: plays $aloud/script; by its own clock unless one is given
listen() {
    rm -rf "$aloud/office.frames"
    : >"$aloud/said"
    # shellcheck disable=SC2086 # none, or the option and the time
    PATH="$aloud/bin:$PATH" "$program" --data "$aloud/office" --demo ${2-} \
        --script "$aloud/script" --layout "$aloud/office.frames" \
        >"$tmp/out" 2>"$tmp/err" && return 0
    told "not ok" "$1" "$tmp/err"
    return 1
}

# heard: what was said, one sentence a line, without how.
heard() {
    sed -n 's/^espeak-ng .*--stdin: //p' "$aloud/said"
}

# lit: what was lit up, in the order in which it was.
lit() {
    jq -rs '[.[] | [.nodes[] | select(.spoken) |
        (if .role == "field" then .value else .label end)[
         .spoken[0]:.spoken[1]]] | if length > 1 then "two at once" else .[0]
        end | values] | .[]' "$aloud/office.frames" | uniq
}

result() { # NAME: ok when $aloud/why is empty
    if [ -s "$aloud/why" ]; then
        told "not ok" "$1" "$aloud/why"
    else
        told ok "$1"
    fi
}

name="sentence after sentence is read, and lights up"
speaker 0.02
cat >"$aloud/script" <<'END'
tap lang-en
tap next
expect-screen start
tap ear
expect ear Stop the voice
pass 6s
expect ear Read aloud
END
if listen "$name"; then
    heard >"$aloud/heard"
    lit >"$aloud/lit"
    diff "$aloud/heard" "$aloud/lit" >"$aloud/why"
    sort "$aloud/heard" | uniq -d >>"$aloud/why"
    [ "$(wc -l <"$aloud/heard")" -ge 3 ] || echo "too few" >>"$aloud/why"
    grep -c end "$aloud/said" | grep -qx "$(wc -l <"$aloud/heard")" ||
        echo "cut short" >>"$aloud/why"
    grep -v '^end$' "$aloud/said" |
        grep -v '^espeak-ng -v en -s 140 -b 1 --stdin: .' >>"$aloud/why"
    result "$name"
fi

name="what is heard is in sight"
printf '%s\n' 'tap lang-en' 'tap next' 'tap text-larger' 'tap text-larger' \
    'tap ear' 'pass 5s' >"$aloud/script"
if listen "$name"; then
    jq -r '.nodes[] | select(.spoken and (.seen | not)) | .id' \
        "$aloud/office.frames" >"$aloud/why"
    [ "$(lit | wc -l)" -ge 3 ] || echo "too little was lit" >>"$aloud/why"
    result "$name"
fi

# A stand-in that was stopped never comes to its end.
speaker 0.8
for touch in 'tap 3 3' 'tap ear' 'tap text-larger' 'tap help-now' 'key Tab' \
    'tap hide'; do
    name="silent after: $touch"
    printf '%s\n' 'tap lang-en' 'tap next' 'tap ear' 'pass 300ms' "$touch" \
        'pass 1s' >"$aloud/script"
    listen "$name" || continue
    grep -n end "$aloud/said" >"$aloud/why"
    [ "$(heard | wc -l)" -le 1 ] || echo "more than one" >>"$aloud/why"
    jq -s 'last.nodes[] | select(.spoken).id' "$aloud/office.frames" \
        >>"$aloud/why"
    result "$name"
done

name="typing stops the voice"
printf '%s\n' 'tap lang-en' 'tap next' 'tap start-yes' 'tap ear' \
    'pass 300ms' 'type x' 'pass 1s' >"$aloud/script"
if listen "$name"; then
    grep -n end "$aloud/said" >"$aloud/why"
    result "$name"
fi

name="a language without a voice has no ear"
speaker 0.02
printf '%s\n' 'tap lang-ti' 'tap next' 'absent ear' >"$aloud/script"
listen "$name" "--clock $morning" && told ok "$name"

name="recordings are played, and nothing else of their language is said"
voices=$aloud/office/voices
mkdir -p "$voices/ti" "$voices/en"
printf 'RIFF\044\0\0\0WAVEfmt ' >"$voices/ti/start.voluntary.wav"
cp "$voices/ti/start.voluntary.wav" "$voices/en/q1.question.wav"
printf 'no sound' >"$voices/en/start.voluntary.wav"
printf '%s\n' 'tap lang-ti' 'tap next' 'tap ear' 'pass 500ms' >"$aloud/script"
if listen "$name"; then
    grep -v '^end$' "$aloud/said" |
        grep -vx "aplay -q -- $voices/ti/start.voluntary.wav: " >"$aloud/why"
    [ -s "$aloud/said" ] || echo "nothing was heard" >>"$aloud/why"
    [ "$(lit | wc -l)" -eq 1 ] || echo "it was not lit" >>"$aloud/why"
    result "$name"
fi

name="a recording among sentences; a file that is no sound is not played"
printf '%s\n' 'tap lang-en' 'tap next' 'tap ear' 'pass 3s' 'tap start-yes' \
    'tap ear' 'pass 1s' >"$aloud/script"
if listen "$name"; then
    question=$(jq -r '.nodes[] | select(.id == "question").label' \
        "$aloud/office.frames" | head -1)
    grep aplay "$aloud/said" |
        grep -vx "aplay -q -- $voices/en/q1.question.wav: " >"$aloud/why"
    grep -q aplay "$aloud/said" || echo "not played" >>"$aloud/why"
    heard | grep -F "$question" >>"$aloud/why"
    lit | grep -qxF "$question" || echo "not lit as a whole" >>"$aloud/why"
    result "$name"
fi
rm -r "$voices"

# own ANSWER: a talk up to read-back, the ear tapped on the way.
own_talk() {
    printf '%s\n' 'tap lang-en' 'tap next' 'tap start-yes' 'tap ear' \
        'absent ear-yes' 'type Ribber came. Ribber helped.' 'tap ear' \
        'expect ear-no' 'absent answer' 'pass 500ms' "tap $1" 'absent ear-no' \
        'expect answer Ribber' 'pass 1500ms' 'tap finished' \
        'expect-screen read-back' 'tap ear' 'absent ear-no' 'pass 3s'
}

for yes in yes no; do
    name="own words after the question: $yes"
    own_talk "ear-$yes" >"$aloud/script"
    listen "$name" || continue
    heard | grep -xE 'Ribber (came|helped)\.' >"$aloud/own"
    # The two sentences of the answer, and again on read-back.
    if [ $yes = yes ]; then
        printf 'Ribber came.\nRibber helped.\n%.0s' 1 2 |
            diff - "$aloud/own" >"$aloud/why"
    else
        cp "$aloud/own" "$aloud/why"
    fi
    # The question itself is read: who needs the ear can't read it.
    heard | grep -qi 'own words' || echo "the question is silent" >>"$aloud/why"
    heard | grep -F '▮' >>"$aloud/why"
    result "$name"
done

name="the yes ends with the talk"
{
    own_talk ear-yes
    printf '%s\n' 'tap stop' 'tap stop-delete' 'tap stop-delete' \
        'expect-screen thanks' 'tap next' 'expect-screen welcome' \
        'tap lang-en' 'tap next' 'tap start-yes' 'type Ribber again.' \
        'tap ear' 'expect ear-yes' 'pass 900ms'
} >"$aloud/script"
if listen "$name"; then
    heard | grep -F again >"$aloud/why"
    result "$name"
fi

# Who does not see walks by Tab, and hears where they are; what stands in the
# fields and the words of a sentence only after the yes.
name="who asked the ear by key hears where the focus goes"
{
    printf '%s\n' 'tap lang-en'
    printf 'key Tab\n%.0s' 1 2 3 4
    printf '%s\n' 'key Return' 'pass 4s'
    printf 'key %s\npass 300ms\n' Tab Tab Tab Return
} >"$aloud/script"
if listen "$name"; then
    printf '%s\n' 'Larger text' Next 'My contact person' \
        'My contact person' Chosen >"$aloud/labels"
    heard | tail -5 | diff "$aloud/labels" - >"$aloud/why"
    [ "$(heard | wc -l)" -ge 8 ] || echo "the page is silent" >>"$aloud/why"
    result "$name"
fi

# walk: what is told, the ear, the question of own words, all by key; then to
# the field, and on read-back into the first sentence.
walk() { # TABS to the answer: 5 no, 6 yes
    printf '%s\n' 'tap lang-en' 'tap next' 'tap start-yes' 'type Ribber came.'
    printf 'key Tab\n%.0s' 1 2 3 4 5
    printf '%s\n' 'key Return' 'expect ear-no' 'pass 2s'
    i=0
    while [ $((i += 1)) -le "$1" ]; do echo 'key Tab'; done
    printf '%s\n' 'key Return' 'absent ear-no' 'pass 2s'
    printf 'key Tab\n%.0s' 1 2 3 4 5 6 7 8 9 10
    printf '%s\n' 'pass 500ms' 'key Shift+Tab' 'key Shift+Tab' \
        'key Shift+Tab' 'key Return' 'expect-screen read-back' 'pass 3s'
    printf 'key Tab\n%.0s' 1 2 3 4 5 6 7 8
    printf '%s\n' 'pass 500ms' 'key Return' 'pass 500ms' 'key Tab' \
        'pass 500ms'
}

never_heard() { # NAME PATTERN: though the field that it stands in is
    listen "$1" || return 0
    heard | grep -E "$2" >"$aloud/why"
    heard | grep -q '^Write here' || echo "no field on the way" >>"$aloud/why"
    result "$1"
}

walk 5 >"$aloud/script"
never_heard "what is written is not heard on the way before the yes" \
    'Ribber|came'

name="after the yes the sentence is heard, and its words one by one"
walk 6 >"$aloud/script"
if listen "$name"; then
    printf '%s\n' 'Ribber came.' Ribber Hidden came >"$aloud/labels"
    heard | tail -4 | diff "$aloud/labels" - >"$aloud/why"
    result "$name"
fi

# write: the ear and the yes or no by key, on to the field, and more words; the
# last one is ended by the touch keyboard's space, which Return presses.
write() { # TABS to the answer: 5 no, 6 yes
    walk "$1" | sed '/^absent ear-no/q'
    echo 'pass 2s'
    printf 'key Tab\n%.0s' 1 2 3 4 5 6 7 8 9 10
    printf '%s\n' 'pass 1s' 'type \nHun' 'pass 300ms' 'type  lyttede' \
        'pass 300ms' 'key Enter' 'pass 300ms' 'key End' 'type Ja' \
        'pass 300ms' 'key Tab' 'key Shift+Tab' 'pass 1s' 'key Return' \
        'key Tab' 'key Tab' 'key Tab' 'key Return' 'key Tab' 'key Tab' \
        'key Tab' 'pass 300ms' 'key Return' 'pass 300ms' 'expect answer Ja '
}

name="a word is heard when it is written"
write 6 >"$aloud/script"
if listen "$name"; then
    printf 'lyttede\nJa\n' >"$aloud/labels"
    heard | grep -xE 'Hun|lyttede|Ja' | diff "$aloud/labels" - >"$aloud/why"
    result "$name"
fi

write 5 >"$aloud/script"
never_heard "without the yes no word is heard" 'Hun|lyttede|Ja'

name="a code on the way is not heard, only what it is asked for"
{
    printf '%s\n' 'tap lang-en' 'tap back' 'tap have-code' 'type 123456'
    printf 'key Shift+Tab\n%.0s' 1 2 3
    printf '%s\n' 'key Return' 'pass 3s'
    i=0
    while [ $((i += 1)) -le 20 ]; do printf 'key Tab\npass 200ms\n'; done
} >"$aloud/script"
if listen "$name"; then
    heard | grep -E '123456|●' >"$aloud/why"
    jq -r '.nodes[] | select(.id == "code-entry").label' \
        "$aloud/office.frames" | tail -1 >"$aloud/labels"
    heard | grep -qxFf "$aloud/labels" || cat "$aloud/labels" >>"$aloud/why"
    result "$name"
fi

name="a page that turns by a key or by itself is read; and nobody is kept by it"
{
    printf '%s\n' 'tap lang-en' 'tap next' 'tap start-yes'
    printf 'key Tab\n%.0s' 1 2 3 4 5
    printf '%s\n' 'key Return' 'pass 2s' 'key Shift+Tab' 'pass 300ms' \
        'key Return' 'pass 2s' 'expect stop-pause'
} >"$aloud/script"
if listen "$name"; then
    jq -rs '[.[] | select(any(.nodes[]; .id == "stop-pause"))][0].nodes[] |
        select(.role == "heading") | .label' "$aloud/office.frames" |
        head -1 >"$aloud/labels"
    heard | grep -qxFf "$aloud/labels" && : >"$aloud/labels"
    cp "$aloud/labels" "$aloud/why"
    result "$name"
fi

name="a code and a PIN are never read"
printf '%s\n' 'tap staff' 'tap pin-1' 'tap pin-2' 'tap ear' \
    'pass 1s' >"$aloud/script"
if listen "$name"; then
    heard | grep -E '[●○0-9]' >"$aloud/why"
    [ "$(heard | wc -l)" -ge 1 ] || echo "nothing was heard" >>"$aloud/why"
    result "$name"
fi
