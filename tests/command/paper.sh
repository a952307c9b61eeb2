# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# The booklet on paper: what other programs find in the PDF.

demo_office d
run 0 demo --stories 60 --weeks 10 --data d --clock 2026-11-20T10:00:00Z
week d 2026-11-20T10:00:00Z o
pdf=$(cat out)/booklet.pdf
json=$(cat out)/release.json

qpdf --check "$pdf" > check.txt 2>&1
is $? 0 "qpdf finds nothing wrong"
pdfinfo "$pdf" > info.txt 2>&1
has info.txt '^Tagged: +yes' "it is tagged"
has info.txt '^Title: .*7.* 2026' "it has a title"
has info.txt '^Page size:.*A4' "it is A4"
has info.txt '^CreationDate: .* Nov 16 00:00:00 2026' \
    "of when it was made it says the week"
qpdf --json --json-key=qpdf "$pdf" 2> qpdf-err |
    jq -r '.. | objects | select(."/Type"? == "/Catalog") |
        ."/Lang", ."/ViewerPreferences"."/DisplayDocTitle"' > root.txt
is "$(tr '\n' ' ' < root.txt)" "u:da true " "it says its language and title"
pdffonts "$pdf" | tail -n +3 > fonts.txt
is "$(grep -cv 'yes yes yes' fonts.txt)" 0 \
    "fonts are embedded, in part, with their letters"

# Every sentence, in the order of release.json, as running text.
pdftotext "$pdf" raw.txt
tr -s ' \n\f' ' ' < raw.txt |
    sed 's/Hæfte 1 · Uge 47, 2026 · [^/]* [0-9]* \/ [0-9]* //g' > text.txt
jq -r '(.stories.stories[] | .sentences[]),
    (.sections[].sentences[].text)' "$json" > sentences.txt
is "$(($(wc -l < sentences.txt) > 100))" 1 "there is something to read"
awk 'NR == FNR { text = text $0; next }
    {
        found = index(substr(text, at + 1), $0)
        if (found)
            at += found + length($0) - 1
        else
            print
    }' text.txt sentences.txt > missing.txt
is "$(cat missing.txt)" "" "its sentences can be copied, in reading order"
is "$(pdfinfo -struct "$pdf" 2> struct-err | grep -c '^ *H2 ')" \
    "$(grep -c '<section .*aria-labelledby' "$(dirname "$pdf")/booklet.html")" \
    "as many sections as the page for a browser"
is "$(($(wc -c < "$pdf") < 1000000))" 1 "it is smaller than 1 MB"
