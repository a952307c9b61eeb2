# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# What is damaged, foreign, full or busy: one line, exit 1, left as it is.

day=2026-09-07
demo_office good
run 0 demo --stories 6 --data good --clock $day

again() { # a fresh copy as d
    chmod -R u+w d 2> /dev/null
    rm -rf d
    cp -a good d
}
same() { # FILE WHAT: untouched since it was broken
    is "$(sha256sum < "d/$1")" "$(cat sum)" "$2"
}
tells() { # WHAT FILE PATTERN: status fails, check finds it, FILE stays
    sha256sum < "d/$2" > sum
    fails "$1" "$3" status --data d --clock $day
    same "$2" "$1: $2 stays as it is"
    run 1 check --data d --clock $day
    is "$code:$(($(wc -l < out) >= 1)):$(wc -l < err)" 1:1:0 "$1: check finds it"
    same "$2" "$1: check changes nothing"
}

again
truncate -s 40000 d/indefra.db
tells "a database cut short" indefra.db 'cut short'
again
printf 'not a database at all, but long enough to be looked at closely; %s' \
    "$(head -c 100 /dev/zero | tr '\0' x)" > d/indefra.db
tells "no database" indefra.db 'not a database'
again
printf '\0\0\0\1' | dd of=d/indefra.db bs=1 seek=68 conv=notrunc status=none
tells "another program's database" indefra.db 'another program'
again
printf '\0\0\0\143' | dd of=d/indefra.db bs=1 seek=60 conv=notrunc status=none
tells "a newer database" indefra.db 'newer'
again
dd if=/dev/urandom of=d/indefra.db bs=4096 seek=4 count=2 conv=notrunc status=none
tells "a damaged page" indefra.db 'damaged'
again
printf X | dd of=d/slots bs=1 seek=$((4096 * 9 + 100)) conv=notrunc status=none
tells "a damaged slot" slots 'slot'
again
truncate -s 500000 d/slots
tells "slots cut off" slots 'cut off'
again
head -c 8192 /dev/zero | tr '\0' x > d/slots
tells "foreign slots" slots 'not ours'
again
head -c 10 good/pepper > d/pepper
sha256sum < d/pepper > sum
fails "a damaged pepper" 'damaged' status --data d --clock $day
same pepper "a damaged pepper stays"
again
rm d/indefra.db
run 1 check --data d --clock $day
has out 'indefra.db' "check: a database that is gone"
fails "a new database beside old slots" 'restore' status --data d --clock $day
echo 0123456789012345678901 > code
run 1 withdraw --data d < code
is "$(cmp d/slots good/slots; echo $?)" 0 "wipes none of them"
again
rm d/slots
fails "new slots beside old stories" 'restore' demo --stories 1 --data d \
    --clock $day
is "$(find d/slots -size +0 2> /dev/null | wc -l)" 0 "are not made"
again
rm d/office.conf
fails "an office over stories that are there" 'restore' init --office A \
    --municipality B --key-out n.key --data d
is "$(cmp d/pepper good/pepper; echo $?)" 0 "leaves their pepper"
again
rm -f d/slots
run 1 check --data d --clock $day
has out 'slots' "check: slots that are gone"
again
chmod 644 d/pepper
run 1 check --data d --clock $day
has out 'pepper' "check: a secret that others may read"
again
sed -i 's/^tablet=../tablet=00/' d/office.conf
run 1 check --data d --clock $day
has out 'device.key' "check: another tablet's key"
again
echo 'colour=blue' >> d/office.conf
fails "office.conf with a strange line" 'line [0-9]+' status --data d

# --- check changes nothing ---
again
(cd d && find . -type f -exec sha256sum {} + | sort) > sums
gives 0 "check of a sound office" check --data d --clock $day
is "$(wc -c < out):$(wc -c < err)" 0:0 "says nothing"
(cd d && find . -type f -exec sha256sum {} + | sort) > sums2
is "$(cmp sums sums2; echo $?)" 0 "and changes nothing"

# --- Standard output shut: nothing of ours may take its place ---
again
run 0 demo --stories 40 --data d --clock $day
echo demo > pass
"$desk" week --preview --key d/office.key --data d --passphrase-stdin \
    --clock "$(day_after $day 2)" < pass >&- 2> err
is "$?" 1 "a shut standard output is a failure"
is "$(wc -c < d/lock)" 0 "and no file of the office gets what was to be printed"
gives 0 "the office is sound after it" check --data d --clock $day
"$desk" status --data d --clock $day > out 2>&-
is "$?" 0 "a shut standard error is not"

# --- Somebody else's ---
if [ "$(id -u)" = 0 ]; then
    again
    chown 12345 d
    fails "an office of another user" 'belongs to' status --data d --clock $day
fi

# --- Busy ---
again
(
    flock 9
    sleep 7
) 9> d/lock &
sleep 0.2
start=$(date +%s)
fails "the tablet is in use" 'finish there first' status --data d --clock $day
is "$(($(date +%s) - start >= 4))" 1 "after waiting for it"
wait
(
    flock 9
    sleep 1
) 9> d/lock &
sleep 0.2
gives 0 "a tablet that is done in time" status --data d --clock $day
wait

# --- A disk without room; mounting needs a privilege ---
mkdir small
if mount -t tmpfs -o size=1500k tmpfs small 2> /dev/null; then
    demo_office small/d
    # The message says what to do, and what was acknowledged stays.
    "$desk" demo --stories 400 --codes codes --data small/d --clock $day \
        > out 2> err
    is "$?:$(wc -l < err)" 1:1 "a full disk ends it in one line"
    has err 'space|full' "which says so"
    kept=$(wc -l < codes)
    gives 0 "the office is sound on a full disk" check --data small/d --clock $day
    cp -a small/d rescued
    is "$(count rescued $day 'delivered >= '"$kept")" true "what was kept is there"
    umount small
    mount -t tmpfs -o size=1200k tmpfs small
    cp -a good small/d
    mount -o remount,ro small
    fails "a folder that cannot be written" . status --data small/d --clock $day
    echo demo > pass
    fails "week in a folder that cannot be written" . week --data small/d \
        --clock $day --key small/d/office.key --out o --passphrase-stdin < pass
    umount small
    again
    run 0 demo --stories 40 --data d --clock $day
    mount -t tmpfs -o size=8k tmpfs small
    cp pass small/
    later=$(day_after $day 2)
    fails "a stick without room" . week --data d --clock "$later" \
        --key d/office.key --out small --passphrase-stdin < pass
    is "$(ls small)" pass "leaves no half of a booklet"
    week d "$later" roomy
    is "$?:$(find roomy -name manifest.json | wc -l)" 0:1 \
        "the same booklet goes to another stick"
    umount small
else
    echo "# not told: disks without room (mount is not allowed here)"
fi

# --- A database that is gone, beside slots that live ---
demo_office lost
run 0 demo --stories 3 --codes codes --data lost
mv lost/indefra.db aside.db
cp lost/slots slots.was
fails "without the database nothing is opened" 'indefra.db is missing' \
    status --data lost
is "$(cmp lost/slots slots.was && echo same)" same "and no key is touched"
is "$(find lost -name 'indefra.db*')" "" "and no empty one is made in its place"
run 1 check --data lost
has out 'indefra.db: is missing' "check tells it, afterwards too"
mv aside.db lost/indefra.db
head -n 1 codes | "$desk" letter --out z.html --data lost > out 2> err
is $? 0 "put back, each code opens its story"
demo_office older
run 0 demo --stories 3 --data older
cp older/indefra.db aside.db
run 0 demo --stories 5 --seed 2 --data older
cp aside.db older/indefra.db
run 1 check --data older
has out 'stand nowhere in it' "check tells of an older database put back"
demo_office noslots
run 0 demo --stories 3 --data noslots
mv noslots/slots aside.slots
fails "without slots nothing is opened" 'slots' status --data noslots
is "$(find noslots -name slots)" "" "and no empty file is made"

# --- What somebody put into a folder that left ---
demo_office w
run 0 demo --stories 60 --weeks 10 --data w --clock 2026-11-20T10:00:00Z
week w 2026-11-20T10:00:00Z o
echo notes > o/indefra-2026-W47/referat.txt
rm o/indefra-2026-W47/release.csv
week w 2026-11-20T10:00:00Z o
is "$? $(cat o/indefra-2026-W47/referat.txt)" "1 notes" \
    "a file of somebody's own is not removed"
has err 'referat.txt: move it out' "and it is said what to do"
mv o/indefra-2026-W47/referat.txt .
week w 2026-11-20T10:00:00Z o
is "$? $(find o -name release.csv | wc -l)" "0 1" "then the folder is whole again"
