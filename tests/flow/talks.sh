# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh
# Sourced by whole.sh and x11.sh: whole interpreted talks. The sentences are
# invented: four in each language, each with its Danish beside it.

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
