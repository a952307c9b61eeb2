#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Stories that are withdrawn, paused talks that are deleted or whose day comes:
# no 32 bytes of what their key slots held may be left on the raw disk. The
# searcher must find every slot before, and those that live on afterwards.
# Control: the same slots as rows of a database, deleted.
set -u
# shellcheck source=tests/long/disk.sh
. tests/long/disk.sh
goal='G13 slots' batches=3
[ "$DRAW" = long ] && batches=50
each=24 # talks a batch: a third stays, a third is ended, a third is paused
asked="$((batches * each * 2 / 3)) withdrawn, deleted or past their day: no old slot on the raw disk; a row-based control leaves some"
make -s B="$B" "$tablet" "$desk" "$B/long/search" "$B/long/rows" >&2 || exit 2
disk_begin "$goal" "$asked" 128
cd "$mnt" || exit 2

talk() { # COMMANDS that end it
    begin da
    echo 'type Det blev lettere.'
    "$@"
}

finished() {
    echo 'tap finished'
    share
}

paused() {
    printf 'tap %s\n' stop stop-pause code-show finish
    echo 'expect-screen welcome'
}

# The live slots of a copy of the file, a page a line. What a code opens lies
# behind the slot's number: salt, commitment, wrapped keys (vault/slot_page.c).
live() { # FILE
    od -An -v -tx1 -w4096 "$1" | tr -d ' ' |
        awk 'NR > 1 && substr($0, 1, 2) == "01" {
                 paused = substr($0, 3, 2) == "01"
                 print substr($0, 57, 2 * (paused ? 120 : 224)) }'
}

# Every 32 bytes of it, from every eighth on.
pieces() {
    awk '{ for (i = 1; i + 63 <= length($0); i += 16)
               print "hex:" substr($0, i, 64) }'
}

deleted() { # CODE
    printf 'tap have-code\ntype %s\ntap next\n' "$1"
    printf 'tap code-delete\ntap code-delete\nexpect code-menu.deleted\n'
    echo 'tap back'
}

# As many pieces found as there are?
all_found() { # PIECES
    local words
    read -r _ words _ < <(search "$1" "$image" 2>/dev/null)
    [ "$words" = "$(wc -l <"$1")" ] && echo yes || echo no
}

# A third is withdrawn by staff and on the tablet, a third of what is paused
# is deleted; the rest of that waits for its day.
end_some() { # DAY
    mapfile -t code < <(awk 'NR % 3 == 2' "$work/codes")
    for ((i = 0; i < ${#code[@]}; i += 2)); do
        on_desk "$1" withdraw <<<"${code[i]}" || exit 2
    done
    for ((i = 1; i < ${#code[@]}; i += 2)); do
        deleted "${code[i]}"
    done >"$work/script"
    while read -r one; do
        deleted "$one"
    done < <(awk 'NR % 9 == 3' "$work/codes") >>"$work/script"
    play "$1"
}

: >"$work/every"
seen_before=
for ((batch = 0; batch < batches; batch++)); do
    for ((i = 0; i < each; i++)); do
        if [ $((i % 3)) = 2 ]; then talk paused; else talk finished; fi
    done >"$work/script"
    play 2026-11-16
    codes >"$work/codes"
    live "$dir/slots" >>"$work/every"
    if [ -z "$seen_before" ]; then
        sync -f "$mnt"
        pieces <"$work/every" >"$work/pieces"
        seen_before=$(all_found "$work/pieces")
    fi
    end_some 2026-11-16
done
# Fifteen days later somebody looks in, and what was paused is over.
{ begin da && printf 'tap stop\ntap stop-delete\ntap stop-delete\ntap next\n'; } \
    >"$work/script"
play 2026-12-01
live "$dir/slots" | sort -u >"$work/living"
sort -u "$work/every" | comm -23 - "$work/living" >"$work/ended"
on_desk 2026-12-01 check || { cat "$work/answer" >&2; exit 2; }
disk_shut

pieces <"$work/ended" >"$work/pieces"
read -r left _ bytes < <(search "$work/pieces" "$image")
pieces <"$work/living" >"$work/pieces.living"
seen_after=$(all_found "$work/pieces.living")

# On a disk that keeps what is overwritten "check" must say so.
warns() { # OPTION of the mount
    mount -o "loop$1" "$image" "$mnt" || exit 2
    [ -d "$mnt/real" ] ||
        "$desk" init --office Prøve --municipality Prøve --data "$mnt/real" \
            --key-out "$work/key" >/dev/null 2>&1 || exit 2
    "$desk" status --data "$mnt/real" >/dev/null || exit 2
    if "$desk" check --data "$mnt/real" | grep -q 'overwritten keys'; then
        echo yes
    else
        echo no
    fi
    disk_shut
}
warned=$(warns '')/$(warns ,data=journal)

disk_open || exit 2
"$B/long/rows" "$mnt/rows.db" <"$work/ended" || exit 2
read -r in_file _ < <(search "$work/pieces" "$mnt"/rows.db*)
disk_shut
read -r control _ < <(search "$work/pieces" "$image" 2>/dev/null)
ended=$(wc -l <"$work/ended")
printf '%s\t%s\t%s ended, %s MB: %s pieces of 32 bytes left; living ones all found: before %s, after %s; control: %s left on the disk, %s in its files; check warns: plain disk/journal of all bytes %s\t%s\n' \
    "$goal" "$asked" "$ended" "$((${bytes/-/0} / 1048576))" "$left" \
    "$seen_before" "$seen_after" "$control" "$in_file" "$warned" "$SEED"
[ "$left $seen_before $seen_after $warned" = "0 yes yes no/yes" ] &&
    [ "$ended" -ge $((batches * each * 2 / 3)) ] && [ "${control/-/0}" -gt 0 ]
