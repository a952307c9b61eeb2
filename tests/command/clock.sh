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

# Told while the clock was behind, after a time in which nobody came: waits
# from the week in which it is right again, not from the one it showed.
demo_office b
run 0 demo --stories 20 --data b --clock 2026-06-01
run 0 demo --stories 20 --data b --clock 2021-06-01
fails "a clock five years behind releases nothing" 'confirm-clock' week \
    --data b --clock 2021-06-01 --key b/office.key --out b-out \
    --passphrase-stdin < pass
run 0 office --confirm-clock --data b --clock 2026-09-07
week b 2026-09-07 b-out
is "$(count b 2026-09-07 'waiting >= 20')" true "what it hid leaves later"
week b 2026-09-14 b-out
is "$(count b 2026-09-14 'waiting >= 20')" true "and not a week later"
week b 2026-09-21 b-out
is "$(cat out):$(count b 2026-09-21 'waiting < 20')" \
    b-out/indefra-2026-W39:true "but two weeks after it was put right"

# Nobody can confirm a clock that was never set.
fails "a clock before 2020 is not confirmed" 'set the date' office \
    --confirm-clock --data b --clock 2019-11-04
is "$(count b 2026-09-21 period)" '"2026-W39"' "and confirms nothing"

# The week's number over the ends of years: 53 weeks in 2026, 52 in 2027, a leap
# day in 2028.
demo_office y
run 0 demo --stories 20 --data y --clock 2026-12-14
for at in 2026-12-27/W52 2026-12-28/W53 2027-01-03/W53 2027-01-04/W01 \
    2027-01-10/W01 2027-01-11/W02; do
    got=$(count y "${at%/*}" period)
    is "${got#*-}" "${at#*/}\"" "${at%/*} is in ${at#*/}"
done
week y 2026-12-27 y-out
is "$(cat out)" "nothing to release" "told in W51: nothing in W52"
week y 2027-01-03 y-out
is "$(cat out)" y-out/indefra-2026-W53 "but in W53"
is "$(count y 2027-01-04 period)" '"2027-W01"' "then W01 comes"
week y 2026-12-31 y-out
is "$(cat out):$(ls y-out)" y-out/indefra-2026-W53:indefra-2026-W53 \
    "a few days back: the same folder"

# A real office: --clock works, but the staff's log says where it changed
# something, and the clock's rule holds.
"$desk" init --office Kontoret --municipality Byby --key-out r.key --data r \
    > secrets 2> err
head -n 1 secrets > words
is "$(ls r/indefra.db 2> err)" "" "a real office that was never opened"
run 0 week --data r --clock 2026-09-07 --key r.key --out r-out \
    --passphrase-stdin < words
is "$(grep -ao 'clock goes on to [-0-9W]* by --clock' r/indefra.db)" \
    "clock goes on to 2026-W37 by --clock" "a week by hand is noted"
cp r/indefra.db before
run 0 week --data r --clock 2026-09-08 --key r.key --out r-out \
    --passphrase-stdin < words
is "$(grep -ao 'clock goes on to' r/indefra.db | wc -l)" 1 \
    "the same week again is nothing new"
for day in 2026-10-05 2026-08-03 2046-09-07; do
    fails "a jump to $day by hand" 'confirm-clock' week --data r --clock $day \
        --key r.key --out r-out --passphrase-stdin < words
done
run 0 office --confirm-clock --data r --clock 2026-10-05
has r/indefra.db 'clock confirmed by --clock' "a yes by hand is noted"
run 0 check --data r --clock 2026-10-05
is "$(grep -v '^office.key:' out)" "" "and the log's chain is whole"
