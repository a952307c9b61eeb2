# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# Invented stories and their codes; taking a story back.

monday=2026-09-07
demo_office d
gives 0 "twelve stories" demo --stories 12 --codes codes --data d --clock $monday
is "$(wc -l < codes)" 12 "a code for each"
is "$(grep -cE '^[0-9]{22}$' codes)" 12 "22 digits each"
is "$(cut -c 1-4 codes | sort -u | wc -l)" 12 "each with a locator of its own"
is "$(stat -c %a codes)" 600 "closed to others"
is "$(count d $monday delivered)" 12 "twelve delivered"
gives 0 "no story is fine" demo --stories 0 --data d --clock $monday
gives 0 "over four weeks" demo --stories 8 --weeks 4 --data d --clock $monday
is "$(count d $monday delivered)" 20 "eight more"
fails "codes that cannot be written" 'cannot be written' demo --stories 1 \
    --codes /dev/null/x --data d --clock $monday
is "$(count d $monday delivered)" 20 "then nothing is delivered"
"$desk" demo --stories 3 --codes /dev/full --data d --clock $monday > out 2> err
is "$?:$(wc -l < err)" 1:1 "codes on a full disk end it in one line"

# --- Withdrawing ---
demo_office w
run 0 demo --stories 8 --codes codes --data w --clock $monday
first=$(head -n 1 codes)
echo "$first" > code
fails "a wrong digit" 'no story opens' withdraw --data w --clock $monday << END
$(echo "$first" | tr 0123456789 1234567890)
END
fails "too few digits" 'no story opens' withdraw --data w --clock $monday << END
1234
END
fails "no code" . withdraw --data w --clock $monday < /dev/null
is "$(count w $monday waiting)" 8 "nothing is withdrawn by that"
echo "$first" | sed 's/..../& /g; s/ /-/2' > spaced
gives 0 "a code, with spaces and a hyphen" withdraw --data w --clock $monday \
    < spaced
is "$(wc -c < out)" 0 "nothing on standard output"
is "$(count w $monday waiting):$(count w $monday withdrawn)" 7:1 \
    "one waits less, one is withdrawn"
fails "a code twice" 'no story opens' withdraw --data w --clock $monday < code
gives 0 "the office is sound" check --data w --clock $monday

# What would have left stays when its tellers take it back.
demo_office t
run 0 demo --stories 12 --codes codes --data t --clock $monday
cp -a t t2
day=$(day_after $monday 2)
week t "$day" t-out --preview --json
with=$(jq '[.sections[].sentences[], .stories[].sentences[]] | length' out)
while read -r c; do
    echo "$c" | "$desk" withdraw --data t2 --clock $monday 2> /dev/null
done < codes
week t2 "$day" t2-out
is "$(cat out):$((with > 0))" "nothing to release:1" \
    "what was withdrawn never shows"
is "$(count t2 "$day" withdrawn)" 12 "all of them are withdrawn"

# --- Killed in the middle: no code without its story ---
demo_office k
"$desk" demo --stories 400 --codes kcodes --data k --clock $monday 2> /dev/null &
sleep 0.25
kill -9 $! 2> /dev/null
wait $! 2> /dev/null
gives 0 "sound after kill -9" check --data k --clock $monday
lost=0
for c in $(grep -E '^[0-9]{22}$' kcodes | tail -n 3); do
    echo "$c" | "$desk" withdraw --data k --clock $monday 2> err || lost=1
done
is $lost 0 "every code that was written opens its story"
gives 0 "sound after that" check --data k --clock $monday
is "$(count k $monday 'delivered == .waiting + .withdrawn')" true \
    "the balance adds up"
