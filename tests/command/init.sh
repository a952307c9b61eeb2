# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# An office is made once; what is told once is told nowhere else.

gives 0 "init" init --office 'Familiehuset & Co' --municipality Byby \
    --key-out stick.key --data real
is "$(wc -l < out)" 2 "two lines: the words, the PIN"
is "$(sed -n 1p out | wc -w)" 6 "six words"
is "$(sed -n 2p out | grep -cE '^[0-9]{4,8}$')" 1 "a PIN of digits"
words=$(sed -n 1p out)
pin=$(sed -n 2p out)
is "$(grep -rlF "$words" real stick.key err | wc -l)" 0 "the words stand nowhere"
is "$(grep -rl "=$pin\$" real | wc -l)" 0 "the PIN stands nowhere"
for f in office.conf device.key pepper; do
    is "$(stat -c %a "real/$f")" 600 "$f is closed to others"
done
is "$(stat -c %a stick.key)" 600 "the key is closed to others"
is "$(stat -c %a real)" 700 "DIR is closed to others"
is "$(test -e real/office.key; echo $?)" 1 "a real office has no key inside"

fails "an office is never made twice" 'already' init --office A \
    --municipality B --key-out other.key --data real
is "$(test -e other.key; echo $?)" 1 "and no key is left of the attempt"
echo mine > taken.key
fails "a key is never overwritten" 'never overwritten' init --office A \
    --municipality B --key-out taken.key --data new
is "$(cat taken.key)" mine "the file that was there stays"
fails "a name of two lines" 'one line' init --office "$(printf 'a\nb')" \
    --municipality B --key-out n.key --data new
fails "a folder that cannot be made" . init --office A --municipality B \
    --key-out n.key --data taken.key/new

gives 0 "the new office is sound" check --data real
fails "the wrong words" 'passphrase|words' week --key stick.key --out o \
    --data real --passphrase-stdin < taken.key
echo "$words" | "$desk" week --key stick.key --out o --data real \
    --passphrase-stdin > out 2> err
is "$?:$(cat out)" "0:nothing to release" "the right words"
fails "no terminal and no --passphrase-stdin" . week --key stick.key --out o \
    --data real < /dev/null

gives 0 "a demo office" init --demo --data demo
is "$(cat out)" "$(printf 'demo\n0000')" "with the words and PIN of a demo"
has demo/office.conf '^demo=yes$' "it says what it is"
is "$(test -s demo/office.key; echo $?)" 0 "its key lies inside"
fails "no invented stories in a real office" 'real office' demo --stories 1 \
    --data real
rm demo/office.key
fails "a demo office without its key is none" 'office.key' status --data demo
echo demo=yes >> real/office.conf
fails "a real office does not become a demo" 'office.key' demo --stories 1 \
    --data real

demo_office d
gives 0 "office shows itself" office --data d
has out '^office +Demohuset$' "with its name"
before=$(grep '^pin=' d/office.conf)
gives 0 "a new PIN" office --pin --data d
is "$(grep -cE '^[0-9]{6}$' out)" 1 "six digits"
is "$([ "$before" = "$(grep '^pin=' d/office.conf)" ]; echo $?)" 1 "the old is gone"
is "$(grep -c '^pin=' d/office.conf)" 1 "there is one PIN"
gives 0 "a new key" office --new-key new-demo.key --data d
is "$(grep -c '^key=' d/office.conf)" 1 "there is one key"
gives 0 "the office is sound with it" check --data d
"$desk" demo --stories 1 --data d 2> /dev/null
fails "no new key while a story waits" 'wait' office --new-key n2.key --data d
is "$(test -e n2.key; echo $?)" 1 "and none is made"
