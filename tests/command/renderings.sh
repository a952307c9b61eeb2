# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# Renderings made after the talk: out as a table, back in, and into a booklet.

table() { # OFFICE --out|--in FILE
    echo demo | "$desk" renderings --data "$1" --key "$1/office.key" "$2" "$3" \
        --clock $now --passphrase-stdin > out 2> err
}
now=2026-11-20T10:00:00Z
demo_office d
run 0 demo --stories 60 --weeks 10 --data d --clock $now --seed 5
"$desk" status --json --data d --clock $now > before.json

table d --out wait.csv
is "$(cat out)" wait.csv "the table's path is told"
is "$(head -c 3 wait.csv | od -An -tx1 | tr -d ' ')" efbbbf "it is UTF-8, marked"
is "$(stat -c %a wait.csv)" 600 "nobody else reads it"
is "$(head -1 wait.csv | tail -c +4 | tr -d '\r')" "id;lang;text;danish" \
    "its columns"
rows=$(($(wc -l < wait.csv) - 1))
is "$((rows > 5))" 1 "something waits"
table d --out again.csv
is "$(cut -d';' -f1 wait.csv again.csv | sort | uniq -d | grep -cv id)" 0 \
    "ids are drawn anew for each table"
is "$(cut -d';' -f3 wait.csv | sort | md5sum)" \
    "$(cut -d';' -f3 again.csv | sort | md5sum)" "the sentences are the same"

# --- What is refused, and refused whole ---
refused() { # WHAT PATTERN
    table d --in bad.csv
    code=$?
    is $code 1 "$1: refused"
    is "$(wc -l < err)" 1 "$1: one line"
    has err "$2" "$1: says where and what"
    "$desk" status --json --data d --clock $now > after.json
    is "$(jq .untranslated after.json)" "$(jq .untranslated before.json)" \
        "$1: nothing was taken"
}
fill() { awk -F';' -v OFS=';' -v with="$1" '
    { sub(/\r$/, "") } NR > 1 { $NF = with } { print $0 "\r" }' "$2"; }
fill "Jeg fik hjælp." wait.csv > good.csv
{ cat good.csv && echo "00112233445566778899aabbccddeeff;ar;x;y"; } > bad.csv
refused "an unknown id" "bad.csv: line $((rows + 2)): .*id"
{ cat good.csv && sed -n 2p good.csv; } > bad.csv
refused "an id twice" 'line [0-9]+: .*twice'
sed '1s/danish/dansk/' good.csv > bad.csv
refused "another head" 'line 1: '
{ head -3 good.csv && printf 'x;\377;y;z\n'; } > bad.csv
refused "no UTF-8" 'line 4: .*UTF-8'
{ cat good.csv && printf 'a;"b;c'; } > bad.csv
refused "a quotation mark left open" 'quotation'
{ cat good.csv && echo "a;b"; } > bad.csv
refused "a row cut off" 'line [0-9]+: .*four'
# The first two texts change places: as when a column is sorted alone.
awk -F';' -v OFS=';' '
    NR == 2 { first = $0; of = $3 }
    NR > 2 && !done && $3 != of { other = $3; $3 = of; done = 1
        split(first, f, ";"); f[3] = other
        first = f[1] ";" f[2] ";" f[3] ";" f[4] }
    { row[NR] = $0 }
    END { row[2] = first; for (i = 1; i <= NR; i++) print row[i] }' \
    good.csv > bad.csv
refused "a column sorted alone" 'line [0-9]+: .*sorted'
: > bad.csv
refused "an empty file" 'line 1: '
demo_office other
run 0 demo --stories 60 --weeks 10 --data other --clock $now --seed 5
table other --out bad.csv
fill "Fra et andet kontor." bad.csv > b && mv b bad.csv
refused "another office's table" 'line 2: .*id'
echo demo | "$desk" renderings --data d --out x.csv --key nowhere \
    --clock $now --passphrase-stdin > out 2> err
is "$? $(wc -l < err)" "1 1" "without the key: one line"

cp good.csv keep.csv
table d --out good.csv
is "$?" 1 "a table that somebody filled in is not written over"
has err 'good.csv.*--in' "and what to do with it is told"
is "$(cmp good.csv keep.csv && wc -l < err)" 1 "in one line, and it stands as it was"

# --- Back in ---
head -3 good.csv > part.csv
fill "" wait.csv > empty.csv
table d --in empty.csv
is $? 0 "a table without Danish changes nothing"
"$desk" status --json --data d --clock $now > after.json
is "$(jq .untranslated after.json)" "$(jq .untranslated before.json)" \
    "and all of it still waits"
# Who renders may have mended a letter of what was told.
sed 's/hjælp/hjælp på 12 34 56 78/; 2s/;[^;]*;\([^;]*\)$/;...;\1/' good.csv \
    > in.csv
table d --in in.csv
is $? 0 "the table is taken in"
"$desk" status --json --data d --clock $now > after.json
is "$(($(jq .untranslated after.json) < $(jq .untranslated before.json)))" 1 \
    "fewer stories wait for Danish"
table d --in in.csv
is $? 0 "once more is no fault"
has err 'Taken: 0\..*rendered since: [1-9]' "and changes nothing"
table d --out wait.csv
is "$(cat out)" "nothing to render" "nothing waits any more"
week d $now o
is $? 0 "a booklet is made"
json=$(cat out)/release.json
is "$(jq '[.. | objects | select(.translated_afterwards == true)] | length > 0' \
    "$json")" true "it has sentences that were translated afterwards"
jq -r '.. | objects | select(.translated_afterwards == true) |
    .text // empty' "$json" | sort -u > text
is "$(head -1 text)" "Jeg fik hjælp på [...]." "what points at somebody is hidden"
is "$(grep -c '12 34 56 78' o/*/* | grep -cv ':0')" 0 "wherever one looks"
has "o/indefra-2026-W47/booklet.html" 'class="note"' "and the booklet says so"
run 0 check --data d --clock $now
is $? 0 "check finds nothing"
