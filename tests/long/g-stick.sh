#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# A stick that is left alone by the program in the middle of writing: killed,
# often. The stick is FAT on a loop device where the kernel has both, else a
# folder in memory: there kill -9 asks the same of the program, and nothing of
# the file system.
set -u
B=${B:-build} SEED=${SEED:-1} PATH=$PATH:/usr/sbin:/sbin
if [ "${DRAW:-short}" = long ]; then kills=200; else kills=20; fi
make -s B="$B" "$B/power/sticksim" >&2 || exit 2
room=/dev/shm
[ -w "$room" ] || room=${TMPDIR:-/tmp}
work=$(mktemp -d "$room/indefra-stick.XXXXXX")
mkdir "$work/stick"
# shellcheck disable=SC2317 # called by the trap
clean() {
    mountpoint -q "$work/stick" && umount "$work/stick"
    rm -rf "$work"
}
trap clean EXIT
kind="a folder in memory"
truncate -s 16M "$work/image"
if mkfs.vfat "$work/image" >&2 && mount -o loop,nosuid,nodev,noexec \
    "$work/image" "$work/stick" 2>"$work/why"; then
    kind="FAT"
else
    cat "$work/why" >&2
fi
reached=$("$B/power/sticksim" "$work/stick" "$kills" "$SEED")
status=$?
printf 'stick\t%d kill -9: the old letter or the new\t%s, on %s\t%s\n' \
    "$kills" "${reached:-no figure}" "$kind" "$SEED"
exit "$status"
