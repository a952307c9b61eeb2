# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154
# Sourced by run.sh: what goes home. The codes on the screen are read as a
# telephone reads them, to the letter, in three scripts; what was printed and
# what lies on the stick is looked at.

home_office=$tmp/home
home_shots=$tmp/home-shots
mkdir "$home_shots"

# A talk that ends on home: language, first answer, what is needed, title.
home_talk() {
    printf 'tap lang-%s\ntap next\ntap start-yes\n' "$1"
    printf 'type %s\ntap next\ntap next\ntap next\ntap next\n' "$2"
    printf 'type %s\ntap next\nexpect-screen more\ntap more-no\n' "$3"
    printf 'expect-screen meaning\ntap next\nexpect-screen key-sentence\n'
    printf 'tap sentence-1\ntap title\ntype %s\nkey Return\ntap next\n' "$4"
    printf 'expect-screen read-back\ntap next\ntap share-office\ntap next\n'
    printf 'expect-screen home\n'
}

home_play() { # NAME: plays $tmp/home.script
    "$program" --data "$home_office" --demo --window "${2:-1280x800}" \
        --dpi 149 --clock "$morning" --script "$tmp/home.script" \
        --layout "$home_office.frames" >"$tmp/out" 2>"$tmp/err" && return 0
    told "not ok" "$1" "$tmp/err"
    return 1
}

scan() { # FILE.png
    zbarimg -q --raw -Sdisable -Sqr.enable "$1" 2>/dev/null
}

same() { # GOT WANTED NAME
    printf 'got "%s", wanted "%s"\n' "$1" "$2" >"$tmp/differ"
    if [ "$1" = "$2" ]; then
        told ok "$3"
    else
        told "not ok" "$3" "$tmp/differ"
    fi
}

scanned() { # LANG FIRST NEEDS TITLE SIZE
    rm -rf "$home_office"
    {
        home_talk "$1" "$2" "$3" "$4"
        printf 'tap home-qr\nexpect qr\nshot %s/qr.png\n' "$home_shots"
        printf 'absent home-qr\ntap back\nexpect home-qr\n'
        printf 'tap code-show\nshot %s/code.png\n' "$home_shots"
    } >"$tmp/home.script"
    home_play "home: $1" "$5" || return
    same "$(scan "$home_shots/qr.png")" "$(printf '%s\n\n%s\n\n%s' "$4" \
        "$2" "$3")" "home: a telephone reads it, $1 at $5"
    same "$(scan "$home_shots/code.png")" "$(jq -rs '[.[].nodes[] |
        select(.id == "code" and .value != "") .value] | last | gsub(" "; "")' \
        "$home_office.frames")" "home: and the code, $1 at $5"
}

scanned da "Min kontaktperson ringede, når hun sagde det." \
    "Jeg har brug for æbler, øl og å. Og ro." "Søvn & ro" 1280x800
scanned ar "كانت تتصل بنا، وهي تعرف اسم ابني." \
    "أحتاج إلى من أسأله. لا أحب الرسائل." "ابني يضحك" 800x1280
scanned ti "ሕጂ ብጽቡቕ ይድቅስ ኣለኹ።" "ኩሉ ግዜ ትርጁማን የድልየኒ።" "ተስፋ" 1280x800

# Long needs: several codes, cut at the ends of sentences.
long=$(for i in 1 2 3 4 5 6 7 8 9; do
    printf 'Det er sætning nummer %s, og den siger, at jeg har brug for ' "$i"
    printf 'en, der ringer, når det er svært, og en, som kan hjælpe med '
    printf 'brevene fra kommunen og fra skolen hver måned. '
done)
{
    home_talk da "Ro." "$long$long" "Ro"
    printf 'tap home-qr\n'
    for i in 1 2 3 4; do
        printf 'expect qr-count %s\nshot %s/long-%s.png\n' "$i" \
            "$home_shots" "$i"
        printf 'tap next\n'
    done
    printf 'expect home-qr\ntap home-qr\ntap next\ntap back\ntap back\n'
    printf 'expect home-qr\n'
} >"$tmp/home.script"
rm -rf "$home_office"
if home_play "home: long needs"; then
    for i in 1 2 3 4; do
        part=$(scan "$home_shots/long-$i.png")
        [ "$i" = 1 ] && part=${part#*Ro.}
        printf '%s ' "$part"
        [ "$(scan "$home_shots/long-$i.png" | wc -c)" -le 1001 ] ||
            told "not ok" "home: code $i is too large"
        case $part in *.) ;; *) told "not ok" "home: code $i is cut" ;; esac
    done | tr -s ' \n' ' ' >"$tmp/whole"
    same "$(sed 's/^ //; s/ $//' "$tmp/whole" | cut -c 1-1800)" \
        "$(printf '%s' "$long$long" | cut -c 1-1800)" \
        "home: four codes hold one after the other"
fi

# On paper, and on the stick: the same letter.
rm -rf "$home_office"
"$programs/indefra-desk" init --demo --office Huset --municipality Byby \
    --data "$home_office" >"$tmp/out" 2>&1
mkdir "$home_office/printer" "$home_office/stick"
{
    home_talk da "Min kontaktperson ringede." "Ro i huset." "Søvn"
    printf 'tap home-paper\nexpect home-told papir\ntap home-stick\n'
    printf 'expect home-told stik\ntap finish\n'
} >"$tmp/home.script"
if home_play "home: paper and stick"; then
    same "$(cksum <"$home_office/printer/letter.pdf")" \
        "$(cksum <"$home_office/stick/brev-2026-W47.pdf")" \
        "home: paper and stick get the same letter"
    same "$(pdftotext "$home_office/printer/letter.pdf" - |
        grep -c -e '^Søvn$' -e '^Min kontaktperson ringede\.$' \
            -e '^Ro i huset\.$')" 4 "home: it holds title, key and answers"
    same "$(find "$home_office/stick" "$home_office/printer" | wc -l)" 4 \
        "home: and nothing else is left there"
fi

# A stick that is put in while the screen asks for it: by a clock that goes.
rm -rf "$home_office" "$home_office.frames"
{
    home_talk da "Min kontaktperson ringede." "Ro i huset." "Søvn"
    printf 'tap home-stick\nexpect home-told Sæt dit stik i.\npass 6s\n'
    printf 'expect home-told Den ligger på dit stik.\n'
} >"$tmp/home.script"
(
    until grep -q '"home-told"' "$home_office.frames" 2>/dev/null; do
        sleep 0.2
    done
    sleep 0.5
    mkdir "$home_office/stick"
) &
putting=$!
"$program" --data "$home_office" --demo --script "$tmp/home.script" \
    --layout "$home_office.frames" >"$tmp/out" 2>"$tmp/err"
same "$?$(find "$home_office/stick" -type f | wc -l)" 01 \
    "home: a stick that comes later is written to"
kill "$putting" 2>/dev/null
wait "$putting" 2>/dev/null
