# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# The city council's edition: its own yes, its own pools, five weeks, once a
# quarter.

council() { # OFFICE CLOCK OUT [MORE...]
    dir=$1 at=$2 to=$3
    shift 3
    echo demo | "$desk" council --data "$dir" --key "$dir/office.key" \
        --out "$to" --clock "$at" --passphrase-stdin "$@" > out 2> err
}
now=2026-11-20T10:00:00Z
demo_office d
run 0 demo --stories 64 --weeks 10 --data d --clock $now --seed 2

# --- Too early ---
demo_office early
run 0 demo --stories 64 --weeks 4 --data early --clock $now --seed 2
week early $now o-early
is "$(tail -c 9 out)" "2026-W47" "what is four weeks old leaves for the team"
council early $now c-early
is "$(cat out)" "nothing to release" "and not for the council"
is "$(ls c-early 2> ls-err)" "" "and no folder is made"

# --- Preview, then the edition ---
council d $now o --preview --json
is $? 0 "a preview"
jq -e '.edition == "council" or (.sections | length) > 0' out > jq-out
is $? 0 "shows what would leave"
echo 'next-step=Vi drøfter det i byrådet i januar.' >> d/office.conf
council d $now o
is $? 0 "the edition is made"
folder=$(cat out)
is "$folder" o/indefra-council-2026-Q4 "its folder is named by the quarter"
for f in council.html council.pdf release.json release.csv manifest.json; do
    is "$([ -s "$folder/$f" ] && echo there)" there "it has $f"
done
is "$(jq -r .edition "$folder/release.json")" council "it is the council's"
is "$(jq '[.. | .at_least? // empty | select(. > 0)] | min' \
    "$folder/release.json")" 5 "nothing comes from fewer than five"
is "$(jq '.workers.sentences | length' "$folder/release.json")" 0 \
    "workers spoke to the team"
pdftotext -l 1 "$folder/council.pdf" first.txt
has first.txt '4\. kvartal 2026' "page one says the quarter"
has first.txt 'Meningen med' "and the plan's purpose"
has first.txt 'Vi drøfter det i byrådet i januar' \
    "and its next step, as the office has it"
council d 2026-11-25T10:00:00Z again
is "$(diff -r o again > diff-out; echo $?)" 0 \
    "again in the quarter: the same bytes"
jq -r '.sections[].sentences[].text' "$folder/release.json" | sort > council.txt

# --- The team's booklet does not depend on it ---
demo_office twin
echo 'next-step=Vi drøfter det i byrådet i januar.' >> twin/office.conf
run 0 demo --stories 64 --weeks 10 --data twin --clock $now --seed 2
week twin $now o-twin
week d $now o
is "$(jq -cS 'del(.period)' o/indefra-2026-W47/release.json | md5sum)" \
    "$(jq -cS 'del(.period)' o-twin/indefra-2026-W47/release.json | md5sum)" \
    "the team's booklet is the same with and without the council's"
jq -r '.sections[].sentences[].text' o/indefra-2026-W47/release.json |
    sort > team.txt
is "$(($(comm -12 council.txt team.txt | wc -l) > 0))" 1 \
    "who said yes to both is read by both"
is "$(($(wc -l < council.txt) < $(wc -l < team.txt)))" 1 \
    "and who did not, is not read by the council"

# --- What left never comes again ---
day=$now
for week in 27 12-04 12-11 12-18 12-25 01-01 01-08; do
    case $week in
    27) day=2026-11-27T10:00:00Z ;;
    01-*) day=2027-${week}T10:00:00Z ;;
    *) day=2026-${week}T10:00:00Z ;;
    esac
    week d $day o
done
council d $day next
is "$(jq -r .period next/*/release.json 2> jq-err | head -c 4)" 2027 \
    "a new quarter has an edition of its own"
is "$(jq -r '.sections[].sentences[].text' next/*/release.json | sort |
    comm -12 - council.txt | wc -l)" 0 "and says nothing twice"
run 0 check --data d --clock $day
is $? 0 "check finds nothing"
"$desk" status --json --data d --clock $day > now.json
jq -e '.delivered == .waiting + .released + .withdrawn + .expired' \
    now.json > jq-out
is $? 0 "the balance adds up"
