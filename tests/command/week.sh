# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# The weekly booklet: when, how much, once.

monday=2026-09-07

# --- Eight stories a week, ten weeks in a row ---
demo_office d
unbalanced=0 unsound=0 failed=0
for i in 0 1 2 3 4 5 6 7 8 9; do
    day=$(day_after $monday $i)
    run 0 demo --stories 8 --data d --clock "$day" || failed=1
    week d "$day" o || failed=1
    case $i in 0 | 1) is "$(cat out)" "nothing to release" \
        "week $i: too early" ;; esac
    cat out >> folders
    week d "$day" again || failed=1
    "$desk" status --json --data d --clock "$day" > now.json
    jq -e '.delivered == .waiting + .released + .withdrawn + .expired' \
        now.json > /dev/null || unbalanced=1
    run 0 check --data d --clock "$day" || unsound=1
done
is $failed 0 "ten weeks went well"
is $unbalanced 0 "the balance adds up each week"
is $unsound 0 "check finds nothing each week"
is "$(($(find o -name booklet.html | wc -l) >= 4))" 1 "four booklets or more"
is "$(find o -name booklet.html | wc -l)" "$(grep -c '^o/' folders)" \
    "each folder that was named is there"
is "$(diff -r o again > /dev/null; echo $?)" 0 "a second run gives the same bytes"
is "$(jq -s '[.[] | .. | .at_least? // empty | select(. > 0)] | min' \
    o/*/release.json)" 5 "nothing comes from fewer than five"
is "$(jq -s '[.[] | .. | .at_least? // empty | . % 5] | max' o/*/release.json)" \
    0 "counts are multiples of five"
for f in booklet.html booklet.pdf release.json release.csv manifest.json; do
    is "$(find o -name $f -size +0 | wc -l)" "$(find o -mindepth 1 -type d | wc -l)" \
        "every folder has $f"
done
ok=0
for m in o/*/manifest.json; do
    jq -r '.files[] | "\(.sha256)  \(.name)"' "$m" > sums
    (cd "$(dirname "$m")" && sha256sum -c --quiet) < sums || ok=1
done
is $ok 0 "the sums of the manifests are right"
jq -r '.sections[].sentences[].text, .stories.stories[].sentences[]' \
    o/*/release.json | sort > left
is "$(($(uniq -d left | wc -l) * 10 < $(wc -l < left)))" 1 \
    "hardly a sentence twice while every teller is another"
is "$(jq -s 'map(.booklet) | . == [range(1; length + 1)]' o/*/release.json)" true \
    "the booklets are numbered"

# --- The same seed, another office ---
for x in A B; do
    demo_office $x
    run 0 demo --stories 60 --weeks 6 --seed same --data $x --clock 2026-10-12
    week $x 2026-10-12 out-$x
done
is "$(cmp out-A/*/release.json out-B/*/release.json; echo $?)" 0 \
    "the same seed gives the same release.json"
demo_office C
run 0 demo --stories 60 --weeks 6 --seed other --data C --clock 2026-10-12
week C 2026-10-12 out-C
is "$(cmp -s out-A/*/release.json out-C/*/release.json; echo $?)" 1 \
    "another seed gives another"

# --- Two stories a week ---
demo_office few
first=
for i in 0 1 2 3 4 5 6 7; do
    day=$(day_after $monday $i)
    run 0 demo --stories 2 --data few --clock "$day"
    week few "$day" few-out
    [ -z "$first" ] && grep -q few-out out && first=$i
done
is "$([ -n "$first" ]; echo $?)" 0 "two stories a week: a booklet within eight weeks"

# --- Four tellers are too few ---
demo_office four
run 0 demo --stories 4 --data four --clock $monday
week four "$(day_after $monday 2)" four-out
is "$(cat out)" "nothing to release" "four tellers: nothing leaves"
is "$(test -e four-out; echo $?)" 1 "and no folder is made"

# --- Preview ---
demo_office p
run 0 demo --stories 20 --data p --clock $monday
day=$(day_after $monday 2)
cp -a p p-before
week p "$day" none --preview
is "$?" 0 "a preview"
has out '^Booklet 1, 2026-W39$' "it names the booklet"
week p "$day" none --preview --json
is "$(jq -c '[.schema, .period, .ready]' out)" '[1,"2026-W39",true]' \
    "a preview for programs"
is "$(jq '[.sections[].sentences[]] | length > 5' out)" true "it has the sentences"
is "$(test -e none; echo $?)" 1 "a preview writes no folder"
is "$(count p "$day" released)" 0 "a preview releases nothing"
jq -r '.sections[].sentences[]' out | sort > seen
week p "$day" p-out
jq -r '.sections[].sentences[].text' p-out/*/release.json | sort > left
is "$(cmp seen left; echo $?)" 0 "what was seen is what leaves"

# --- Decisions ---
echo '["Ikke", "set"]' > words.json
week p "$day" p-out --allow words.json
is "$?" 0 "--allow takes a list of words"
for bad in '{}' '[1]' '{"schema":2,"suggestions":[]}' 'x' '' \
    '{"schema":1,"suggestions":[{"word":"a"}]}' '{"schema":1,"allow":"a"}' \
    '{"schema":1,"suggestions":[{"word":"a","allow":"yes"}]}'; do
    printf '%s' "$bad" > bad.json
    echo demo > pass
    fails "--allow refuses $bad" 'bad.json' week --key p/office.key --out p-out \
        --data p --clock "$day" --passphrase-stdin --allow bad.json < pass
done
fails "--allow of a file that is not there" absent.json week \
    --key p/office.key --out p-out --data p --passphrase-stdin \
    --allow absent.json < pass

fails "a course that the office does not run" 'no course' week \
    --key p/office.key --out p-out --data p --course x --passphrase-stdin < pass
echo wrong > wrong
fails "a wrong passphrase" 'passphrase|words' week --key p/office.key \
    --out p-out --data p --clock "$day" --passphrase-stdin < wrong
demo_office other
fails "another office's key" 'another office' week --key other/office.key \
    --out p-out --data p --clock "$day" --passphrase-stdin < pass
fails "a key that is none" . week --key words.json --out p-out --data p \
    --clock "$day" --passphrase-stdin < pass

# --- The stick came out before the copy, and nobody tried again that week ---
demo_office late
run 0 demo --stories 40 --data late --clock $monday
echo demo > pass
touch stick
run 1 week --key late/office.key --data late --passphrase-stdin --out stick \
    --clock "$(day_after $monday 2)" < pass
rm stick
run 0 demo --stories 1 --data late --clock "$(day_after $monday 3)"
week late "$(day_after $monday 3)" out-late
is "$(find out-late -name booklet.html | wc -l)" 1 "a booklet that was kept goes out later"
is "$(cat out)" "$(echo out-late/*)" "and its folder is told"
week late "$(day_after $monday 3)" out-late-2
is "$(cat out)" "nothing to release" "once"

# What lies on a stick is for its owner; a preview leaves nothing anywhere.
demo_office m
run 0 demo --stories 30 --data m --clock 2026-09-07
cp -r m m-before
(umask 000 && week m 2026-09-21 m-out/below --preview --json)
is "$(test -e m-out; echo $?)" 1 "a preview makes no folder"
is "$(jq -r type out):$(wc -c < err | tr -d ' ')" object:0 \
    "its JSON is all that it says"
is "$(cmp m/slots m-before/slots && cmp m/indefra.db m-before/indefra.db; echo $?)" \
    0 "and changes nothing"
is "$(ls m)" "$(ls m-before)" "nor leaves a file in the office"
(umask 000 && week m 2026-09-21 m-out/below)
is "$(find m-out -type d ! -perm 700; find m-out -type f ! -perm 600)" "" \
    "a booklet is for its owner only"
