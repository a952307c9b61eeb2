# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# "We heard -> we did": taken in whole or not at all, printed once.

monday=2026-09-07
demo_office d
run 0 demo --stories 40 --weeks 4 --data d --clock $monday
day=$(day_after $monday 2)

cat > early.txt << 'END'
booklet: 1
heard: I venter for længe.
did: Vi svarer hurtigere.
END
fails "no booklet has left" 'early.txt:1: no booklet' reply --in early.txt \
    --data d --clock "$day"
is "$(find d/replies -type f | wc -l)" 0 "nothing is kept"

week d "$day" rel
is "$(jq '.replies | length' rel/*/release.json)" 0 "the first booklet has none"
cat > svar.txt << 'END'
# Til hæfte 1
booklet: 1
section: q5
heard: I venter for længe på svar.
did: Vi svarer nu inden to dage.
heard.ar: تنتظرون الجواب طويلاً.
did.ar: نجيب الآن خلال يومين.

booklet: 1
heard: I vil gerne have den samme hver gang.
not-managed: Det nåede vi ikke. Vi prøver igen til maj.
END
gives 0 "two replies" reply --in svar.txt --data d --clock "$day"
is "$(wc -c < out)" 0 "nothing on standard output"
is "$(cmp svar.txt d/replies/000001.txt; echo $?)" 0 "kept as they were written"
is "$(stat -c %a d/replies/000001.txt)" 600 "closed to others"

# --- A release is immutable ---
cp rel/*/release.json before.json
week d "$day" again
is "$(cmp before.json again/*/release.json; echo $?)" 0 \
    "a re-run of the week gives the same bytes, replies or not"
run 0 demo --stories 20 --data d --clock "$day"
later=$(day_after "$day" 2)
week d "$later" none --preview
has out 'we heard: I venter for længe' "a preview shows them"
week d "$later" none --preview --json
is "$(jq -c '[.replies[].managed]' out)" '[true,false]' "for programs as well"
week d "$later" out2
is "$(jq -c '[.replies[] | [.heard, .managed]]' out2/*/release.json)" \
    '[["I venter for længe på svar.",true],["I vil gerne have den samme hver gang.",false]]' \
    "the next booklet prints them"
is "$(grep -c 'Vi svarer nu' out2/*/booklet.html)" 1 "in words"
week d "$later" again2
is "$(cmp out2/*/release.json again2/*/release.json; echo $?)" 0 \
    "and again the same in the same week"
gives 0 "one more" reply --in early.txt --data d --clock "$later"
run 0 demo --stories 20 --data d --clock "$later"
last=$(day_after "$later" 2)
week d "$last" out3
is "$(jq -c '[.replies[].heard]' out3/*/release.json)" '["I venter for længe."]' \
    "the one after prints only what is new"

# --- A number is never given twice ---
rm d/replies/000002.txt
run 0 reply --in svar.txt --data d --clock "$last"
is "$(ls d/replies)" "$(printf '000001.txt\n000003.txt')" "a number is given once"
echo nonsense > d/replies/000004.txt
echo other > d/replies/readme.txt
run 0 demo --stories 20 --data d --clock "$last"
week d "$(day_after "$last" 2)" out4
is "$(jq '.replies | length' out4/*/release.json)" 2 \
    "a file that somebody broke is left out"

# --- Faults: each in a line with its place, and nothing is kept ---
refused() { # WHAT PATTERN, the file on standard input
    cat > bad.txt
    before=$(find d/replies -type f | wc -l)
    fails "$1" "$2" reply --in bad.txt --data d --clock "$last"
    is "$(find d/replies -type f | wc -l)" "$before" "$1: nothing is kept"
}
refused "no number" 'bad.txt:1: .*booklet' << 'END'
heard: a
did: b
END
refused "a number that is none" 'bad.txt:1: .*number' << 'END'
booklet: syv
booklet: 1
heard: a
did: b
END
refused "a booklet to come" 'bad.txt:1: booklet 99 has not left' << 'END'
booklet: 99
heard: a
did: b
END
refused "half a reply" 'bad.txt:1: .*did' << 'END'
booklet: 1
heard: a
END
refused "both did and not" 'bad.txt:1: either' << 'END'
booklet: 1
heard: a
did: b
not-managed: c
END
refused "half a rendering" 'bad.txt:4: .*both halves' << 'END'
booklet: 1
heard: a
did: b
heard.ar: c
END
refused "no such language" 'bad.txt:4: there is no such language' << 'END'
booklet: 1
heard: a
did: b
heard.xx: c
did.xx: c
END
refused "no such section" 'bad.txt:1: .*section' << 'END'
booklet: 1
section: q99
heard: a
did: b
END
refused "no such word" 'bad.txt:2: ' << 'END'
booklet: 1
hørt: a
heard: a
did: b
END
refused "no empty line between" 'bad.txt:4: .*empty line' << 'END'
booklet: 1
heard: a
did: b
heard: c
END
refused "a CPR number" 'bad.txt:3: .*points at a person' << 'END'
booklet: 1
heard: a
did: Ring om 010190-1234.
END
refused "a phone number in Arabic" 'bad.txt:5: .*points at a person' << 'END'
booklet: 1
heard: a
did: b
heard.ar: a
did.ar: ٢٠ ٣٠ ٤٠ ٥٠
END
printf 'booklet: 1\nheard: \377\ndid: b\n' | refused "not UTF-8" 'bad.txt:2: not UTF-8'
printf 'booklet: 1\nheard: a\033[2J\ndid: b\n' | refused "a terminal's orders" 'plain text'
refused "nothing" 'no reply' < /dev/null
{
    echo "booklet: 1"
    echo "heard: a"
    echo 'did: b'
    printf 'did.ar: '
    head -c 601 /dev/zero | tr '\0' x
    echo
    echo 'heard.ar: x'
} | refused "a text too long" 'bad.txt:4: too long'
head -c 70000 /dev/zero | tr '\0' '\n' | refused "a file too large" larger
printf 'booklet: x\nheard:\ndid: 20 30 40 50\n' > many.txt
run 1 reply --in many.txt --data d --clock "$last"
is "$(grep -c '^indefra-desk: many.txt:[0-9]*: ' err)" "$(wc -l < err)" \
    "many faults: a line each"
is "$([ "$(wc -l < err)" -ge 2 ]; echo $?)" 0 "all of them, not the first"
cat > name.txt << 'END'
booklet: 1
heard: a
did: Spørg Jens Hansen.
END
gives 0 "a name is kept" reply --in name.txt --data d --clock "$last"
has err 'name.txt:3: .*may be a name' "and said"
fails "a file that is not there" absent reply --in absent.txt --data d
gives 2 "no file" reply --data d
gives 0 "help" reply --help
