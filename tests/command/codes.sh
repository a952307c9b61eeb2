# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# What a try of a code may cost, and how often there may be one.

demo_office d
run 0 demo --stories 3 --data d --codes codes

byte() { # FILE OFFSET: as a number
    od -An -tu1 -j "$2" -N 1 "$1" | tr -d ' '
}

number() { # NUMBER: four bytes, little-endian
    # shellcheck disable=SC2059 # the number is the format
    printf "$(printf '\\%o\\%o\\%o\\%o' $(($1 & 255)) $(($1 >> 8 & 255)) \
        $(($1 >> 16 & 255)) $(($1 >> 24 & 255)))"
}

cut() { # FROM LENGTH: of the page
    dd if=page bs=1 skip="$1" count="$2" status=none
}

# Whoever can write the file can write a slot whose sum is right.
ask_for() { # OFFICE KIB PASSES: in its first live slot
    slot=0
    while [ "$(byte "$1/slots" $(((slot + 1) * 4096)))" != 1 ]; do
        slot=$((slot + 1))
    done
    dd if="$1/slots" of=page bs=4096 skip=$((slot + 1)) count=1 status=none
    { cut 0 4; number "$2"; number "$3"; cut 12 4084; } > new
    mv new page
    {
        printf 'indefra slots\0\0\0'
        number $((slot + 1))
        cut 0 480
        cut 512 3584
    } | b2sum -l 256 | sed 's/ .*//; s/../\\x&/g' > sum
    # shellcheck disable=SC2059
    { cut 0 480; bash -c "printf '$(cat sum)'"; cut 512 3584; } |
        dd of="$1/slots" bs=4096 seek=$((slot + 1)) conv=notrunc status=none
}

cp -r d same
ask_for same 8 1
run 0 check --data same
is $? 0 "a slot that is written as it was is sound"
for cost in "262145 1" "1048576 10" "4294967295 3" "8 4" "8 4294967295"; do
    cp -r d dear
    # shellcheck disable=SC2086 # two numbers
    ask_for dear $cost
    head -n 1 codes | fails "a slot that asks for $cost is not tried" \
        'asks for more memory or time' withdraw --data dear
    run 1 check --data dear
    has out 'asks for more memory or time' "and check tells it"
    rm -rf dear
done

for pin in 'm=4294967295,t=3,p=1' 'm=65536,t=4000000000,p=1' 'm=8,t=1,p=99'; do
    cp -r d dear
    sed -i "s/^pin=.*/pin=\$argon2id\$v=19\$$pin\$c2FsdA\$aGFzaA/" \
        dear/office.conf
    fails "a PIN that asks for $pin is not tried" 'pin in office.conf' \
        status --data dear
    rm -rf dear
done

# One wrong code a second, from however many programs, killed or not; and no
# lock-out: the right one opens.
wrong=1234567890123456789012
now_ms() { date +%s%3N; }
try() { echo $wrong | "$desk" withdraw --data d > out 2> err; }
began=$(now_ms)
for _ in 1 2 3 4; do
    try &
done
wait
is "$(($(now_ms) - began >= 2950))" 1 "four wrong codes at once take turns"
began=$(now_ms)
for _ in 1 2; do
    # shellcheck disable=SC2016 # for the inner shell, which says "Killed"
    sh -c 'echo "$2" | timeout -s KILL 0.3 "$1" withdraw --data d; :' sh \
        "$desk" $wrong > out 2> err
done
try
is "$(($(now_ms) - began >= 950))" 1 "who is killed and comes back waits too"
head -n 1 codes > right
"$desk" withdraw --data d < right > out 2> err
is $? 0 "the right code opens after all of them"
fails "once" 'no story opens' withdraw --data d < right
