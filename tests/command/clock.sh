# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# A clock that jumps freezes release and erasure until a person says yes.

demo_office d
run 0 demo --stories 20 --data d --clock 2026-09-07
echo demo > pass
for day in 2026-10-12 2046-09-07 2021-09-07; do
    fails "a jump to $day" 'confirm-clock' week --data d --clock $day \
        --key d/office.key --out o --passphrase-stdin < pass
    run 1 check --data d --clock $day
    has out '^clock: ' "check tells it, too"
    is "$("$desk" status --json --data d --clock $day |
        jq '.health[] | select(.id == "clock") | .ok')" false "and status"
done
run 0 demo --stories 1 --data d --clock 2026-10-12
fails "a story told meanwhile is no yes" 'confirm-clock' week --data d \
    --clock 2026-10-12 --key d/office.key --out o --passphrase-stdin < pass
gives 0 "a person says yes" office --confirm-clock --data d --clock 2026-10-12
week d 2026-10-12 o
is "$?:$(cat out)" 0:o/indefra-2026-W42 "then it leaves"
week d 2026-10-05 o
is "$?" 0 "a week back is no jump"
has out W42 "and time does not go back"

# After 26 weeks what waits expires, uncounted.
demo_office e
run 0 demo --stories 3 --data e --clock 2026-01-05
for w in 2 4 6 8 10 12 14 16 18 20 22 24 26; do
    week e "$(day_after 2026-01-05 $w)" e-out
done
is "$(count e "$(day_after 2026-01-05 26)" expired)" 3 "three stories expired"
is "$(count e "$(day_after 2026-01-05 26)" waiting)" 0 "none waits"
is "$(test -e e-out; echo $?)" 1 "nothing ever left"
gives 0 "sound after it" check --data e --clock "$(day_after 2026-01-05 26)"

# Told while the clock was ahead: waits from the week in which it is right again.
demo_office a
run 0 demo --stories 20 --data a --clock 2026-09-07
run 0 demo --stories 20 --seed x --data a --clock 2046-09-07
week a 2026-09-07 a-out
is "$(cat out)" "nothing to release" "told by a clock that was ahead"
week a 2026-09-21 a-out
is "$(cat out):$(count a 2026-09-21 'waiting < 20')" \
    a-out/indefra-2026-W39:true "leaves two weeks after it was put right"
