# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk, out and err come from lib.sh
# The letter: a teller's own story, with nothing but its code.

now=2026-11-20T10:00:00Z
demo_office d
run 0 demo --stories 40 --seed x --codes codes --data d --clock $now

letter() { # CODE FILE [OPTIONS...]
    printf '%s\n' "$1" > typed
    file=$2
    shift 2
    "$desk" letter --out "$file" --data d --clock $now "$@" \
        < typed > out 2> err
}

# One story of each language.
while read -r digits; do
    letter "$digits" page.html || echo "not ok - a letter ($(cat err))"
    cat page.html >> all.html
    lang=$(sed -n 's/^<html lang="\([a-z]*\)".*/\1/p' page.html)
    [ -e "$lang.html" ] || echo "$digits" > "$lang.code"
    [ -e "$lang.html" ] || mv page.html "$lang.html"
    [ -e da.html ] && [ -e ar.html ] && [ -e ti.html ] && [ -e ta.html ] &&
        grep -q 'id="reply"' all.html && break
done < codes
has ar.html '^<html lang="ar" dir="rtl">$' "Arabic runs from right to left"
has ti.html '^<html lang="ti">$' "Tigrinya does not"
has ar.html '<div lang="da" dir="ltr"><p class="told">' \
    "Danish says its language and direction"
is "$(grep -c 'lang="da" dir' da.html)" 0 "a Danish letter is in one language"

# What is said: without what readers of PDF put around and between it.
plain() {
    LC_ALL=C sed 's/<[^>]*>//g; s/\xE2\x80[\x8E\x8F\xAA-\xAE]//g
        s/\xD8[\x8C\x9F]//g' | tr -d ' \n\f.,'
}
told() { # PAGE own|danish: paragraphs, one a line, in order
    awk -v danish="$([ "$2" = danish ] && echo 1 || echo 0)" '
        /<div/ { depth = depth (/lang="da"/ ? "d" : "o") }
        /<p class="told">/ && (depth ~ /d/) == danish {
            gsub(/.*<p class="told">|<\/p>.*/, ""); print
        }
        /<\/div>/ { depth = substr(depth, 2) }' "$1"
}

is "$(grep -oE '>[a-z-]+[.][a-z.-]+<' all.html)" "" "every text has words"
has all.html 'id="reply"' "also above an answer to the worker"

for lang in da ar ti ta; do
    code=$(cat $lang.code)
    letter "$code" $lang.pdf || echo "not ok - $lang ($(cat err))"
    letter "$code" again.pdf
    is "$(cksum < again.pdf)" "$(cksum < $lang.pdf)" "$lang: the same bytes"
    qpdf --check $lang.pdf > check.txt 2>&1
    is $? 0 "$lang: qpdf finds nothing wrong"
    pdfinfo $lang.pdf > info.txt 2>&1
    has info.txt '^Tagged: +yes' "$lang: it is tagged"
    has info.txt '^Page size:.*A4' "$lang: it is A4"
    has info.txt '^CreationDate: .* Nov 16 00:00:00 2026' \
        "$lang: of when it was made it says the week"
    is "$(sed -n 's/^Title: *//p' info.txt)" \
        "$(sed -n 's/.*<h1>\(.*\)<\/h1>.*/\1/p' $lang.html)" \
        "$lang: the teller's title is the document's"
    qpdf --json --json-key=qpdf $lang.pdf 2> qpdf-err |
        jq -r '.. | objects | select(."/Type"? == "/Catalog") | ."/Lang"' \
            > root.txt
    is "$(cat root.txt)" "u:$lang" "$lang: it says its language"
    pdftotext $lang.pdf said.txt
    plain < said.txt > text.txt
    for side in own danish; do
        told $lang.html $side > told.txt
        while read -r line; do
            printf '%s\n' "$line" | plain
            echo
        done < told.txt > wanted.txt
        awk 'NR == FNR { text = text $0; next }
            {
                found = index(substr(text, at + 1), $0)
                if (found)
                    at += found + length($0) - 1
                else
                    print
            }' text.txt wanted.txt > missing.txt
        is "$(cat missing.txt)" "" \
            "$lang, $side: words can be copied, in reading order"
    done
    # Neither as digits nor in groups, nor within what is packed.
    qpdf --qdf --object-streams=disable $lang.pdf bare.pdf 2> qpdf-err
    part=$(echo "$code" | cut -c 5-10)
    is "$(cat $lang.html bare.pdf said.txt | tr -d ' ' | grep -ac "$part")" 0 \
        "$lang: the code is not in it"
done
is "$(wc -l < wanted.txt | tr -d ' ' | sed 's/^[1-9].*/some/')" some \
    "there was something to compare"
is "$(stat -c %a da.pdf)$(stat -c %a da.html)" 600600 \
    "only its owner can read it"
is "$(find . -name '.*' -type f)" "" "nothing half is left behind"

# Refusals.
gives 2 "another ending is wrong usage" letter --out a.txt --data d
gives 2 "so is none" letter --data d
gives 0 "there is help" letter --help
has out '^Examples?:' "with examples"
wrong=$(sed 's/^\(....\)\(.\)\(.*\)$/\1 \2 \3/' da.code | awk '{
    print $1 ($2 + 1) % 10 $3 }')
for typed in 1234567890123456789012 "$wrong" abc; do
    letter "$typed" no.pdf && echo "not ok - \"$typed\" opened something"
    cat err >> refusals.txt
done
"$desk" withdraw --data d --clock $now < ar.code > out 2> err
letter "$(cat ar.code)" no.pdf && echo "not ok - withdrawn, and still told"
cat err >> refusals.txt
is "$(sort -u refusals.txt | wc -l | tr -d ' ')" 1 \
    "unknown, wrong and withdrawn codes look the same"
is "$(ls no.pdf 2> none)" "" "and leave no file"
mkdir shut && mkdir shut/da.pdf
letter "$(cat da.code)" shut/da.pdf
is $? 1 "what cannot be written fails"
is "$(wc -l < err | tr -d ' ')" 1 "in one line"
