# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # told, tmp, root come from run.sh
# Sourced by run.sh: whole talks, from the first touch to thanks, with the taps
# counted: an interpreted talk has fifty minutes, of which none is for tapping.
# The sentences are invented: one in each language, its Danish beside it.

# Own words and Danish of four answers, a line each, "own|Danish".
answers_in() { # LANG
    case $1 in
    ar) cat <<'ANSWERS'
جاءت مرشدة إلى بيتنا كل ثلاثاء.|Der kom en vejleder hjem til os hver tirsdag.
صرت أفهم الرسائل من المدرسة.|Nu forstår jeg brevene fra skolen.
انتظرنا أربعة أشهر بلا جواب.|Vi ventede fire måneder uden svar.
أريد أن أبدأ عملاً في مطبخ.|Jeg vil gerne begynde at arbejde i et køkken.
ANSWERS
        ;;
    ti) cat <<'ANSWERS'
ሓንቲ ሓጋዚት ነፍሲ ወከፍ ሰሉስ ትመጽእ ነበረት።|Der kom en støtteperson hver tirsdag.
ሕጂ ደብዳበታት ቤት ትምህርቲ ይርድኣኒ።|Nu forstår jeg brevene fra skolen.
ኣርባዕተ ወርሒ መልሲ ከይረኸብና ተጸበና።|Vi ventede fire måneder uden svar.
ኣብ ክሽነ ክሰርሕ ይደሊ።|Jeg vil gerne arbejde i et køkken.
ANSWERS
        ;;
    uk) cat <<'ANSWERS'
Щовівторка до нас приходила помічниця.|Der kom en støtteperson hver tirsdag.
Тепер я розумію листи зі школи.|Nu forstår jeg brevene fra skolen.
Ми чотири місяці чекали на відповідь.|Vi ventede fire måneder på svar.
Я хочу працювати на кухні.|Jeg vil gerne arbejde i et køkken.
ANSWERS
        ;;
    ta) cat <<'ANSWERS'
ஒவ்வொரு செவ்வாயும் ஒரு உதவியாளர் வந்தார்.|Der kom en støtteperson hver tirsdag.
இப்போது பள்ளிக் கடிதங்கள் எனக்குப் புரிகின்றன.|Nu forstår jeg brevene fra skolen.
நான்கு மாதங்கள் பதில் இல்லாமல் காத்திருந்தோம்.|Vi ventede fire måneder uden svar.
நான் சமையலறையில் வேலை செய்ய விரும்புகிறேன்.|Jeg vil gerne arbejde i et køkken.
ANSWERS
        ;;
    esac
}

interpreted_in() { # LANG ROOM|VIDEO
    printf '#@ at 1280x800 149\n#@ at 1920x1200 220\n'
    printf 'tap %s\n' "lang-$1" who-worker who-interpreter next start-yes
    [ "$2" = room ] || printf 'tap pledge-video\n'
    printf 'tap %s\n' pledge-yes citizen-yes
    n=1 # numbers count over the whole story
    answers_in "$1" | while IFS='|' read -r own danish; do
        printf 'expect-screen ask\ntype %s\nexpect answer %s\n' "$own" "$own"
        printf 'tap answer-danish\ntype %s\n' "$danish"
        printf 'expect answer-danish %s\n' "$danish"
        printf 'tap next\nexpect-screen read-back\n'
        printf 'expect sentence-%s\nexpect sentence-%s\n' $n $((n + 1))
        printf 'tap next\n'
        n=$((n + 2))
    done
    printf 'expect-screen meaning\ntap next\nexpect-screen key-sentence\n'
    printf 'tap next\nexpect-screen read-back\ntap next\ntap share-office\n'
    printf 'tap next\nexpect code\ntap home-none\ntap finish\n'
    printf 'expect-screen thanks\n'
}

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
    interpreted_in "${talk%-*}" "${talk#*-}" >"$whole"
    play_all "$whole"
    counted "$whole" 40
done
short_alone >"$tmp/whole-short.script"
play_all "$tmp/whole-short.script"
counted "$tmp/whole-short.script" 20

# Nobody is recorded: over a whole talk, its questions read aloud, no device
# that hears or sees is opened; and the kiosk cannot, it asks SDL for no sound.
whole=$tmp/whole-heard.script
sed '/^expect-screen ask/ a tap ear' "$tmp/whole-ar-room.script" >"$whole"
if strace -f -qq -e trace=open,openat,connect -o "$tmp/strace" \
    "$program" --data "$tmp/heard" --demo --clock "$morning" \
    --script "$whole" >/dev/null 2>"$tmp/why" &&
    grep -q 'indefra\.db' "$tmp/strace" &&
    ! grep -E '/dev/(snd/pcm[^"]*c"|dsp|audio|video|media)' \
        "$tmp/strace" >"$tmp/why" &&
    ! nm -D --undefined-only "$program" |
    grep -E 'SDL_(OpenAudio|DequeueAudio|NumSensors)|snd_pcm|pa_' \
        >>"$tmp/why"; then
    told ok "a whole talk opens nothing that could record it"
else
    told "not ok" "a whole talk opens nothing that could record it" "$tmp/why"
fi
