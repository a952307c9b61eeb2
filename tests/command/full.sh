# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# A disk that is full, or may only be read: a story that is taken back loses
# its key first, and what is said of it is true. In a disk of our own, in
# memory; where the kernel gives none, there is nothing to ask.

cat > inside.sh << 'S'
. "$LIB"
mount -t tmpfs -o size=3m none /mnt
codes=$TEST_DIR/codes
cd /mnt || exit 1
demo_office d
run 0 demo --stories 4 --data d --codes "$codes"
cd "$TEST_DIR" || exit 1

states() { # how many slots are live, withdrawn
    od -An -v -tu1 -w4096 /mnt/d/slots | awk 'NR > 1 { n[$1]++ }
        END { print n[1] + 0, n[2] + 0 }'
}

is "$(states)" "4 0" "four stories, four keys"
dd if=/dev/zero of=/mnt/filler bs=4096 2> err
head -n 1 "$codes" > one
fails "a full disk" 'opens nothing any more.*full' withdraw --data /mnt/d < one
is "$(states)" "3 1" "but the key is gone already"
fails "nor does it open when tried again" 'full' withdraw --data /mnt/d < one
rm /mnt/filler
fails "with room again neither" 'no story opens' withdraw --data /mnt/d < one
is "$(states):$(count /mnt/d 2026-09-07 withdrawn)" "3 0:1" \
    "and the start before it erased the rest"

sed -n 2p "$codes" > two
mount -o remount,ro /mnt
fails "a disk that may only be read" 'only be read' withdraw --data /mnt/d < two
is "$(states)" "3 0" "withdraws nothing"
mount -o remount,rw /mnt
gives 0 "and later the code still does" withdraw --data /mnt/d < two
is "$(states)" "2 0" "its key is gone"
gives 0 "sound after it all" check --data /mnt/d
S
if unshare -rm sh -c 'mount -t tmpfs none /mnt' 2> err; then
    LIB=$0/lib.sh unshare -rm sh inside.sh
fi
