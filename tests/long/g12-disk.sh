#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Talks that end in every way there is, each with words that stand nowhere
# else, typed by hardware and by touch. Afterwards no byte of the disk, of the
# folder in memory and of what the programs said may hold one of them, and no
# booklet one that was hidden or taken back. Controls: words that were written
# to the disk and deleted, words that may stand in a booklet.
set -u
# shellcheck source=tests/long/disk.sh
. tests/long/disk.sh
goal='G12 disk' weeks=3
[ "$DRAW" = long ] && weeks=56
asked='talks in 3 languages, killed, paused, taken back: no word of them on the raw disk, on tmpfs, in the log; none hidden or taken back in a booklet'
make -s B="$B" "$tablet" "$desk" "$B/long/search" >&2 || exit 2
disk_begin "$goal" "$asked" 128
for lang in da ar ta; do
    mapfile -t "words_$lang" < <(words_in $lang $((weeks * 80)) "$SEED")
done
cd "$mnt" || exit 2
talks=0 found_memory=0 cores=0
first='' second='' erased='' secret='' later=''
kept=() # codes of stories that were shared, oldest first

# Two words that stay and one that is written and erased again. LIST: where
# those that stay are noted, "never" or "shared".
tell_in() { # LANG LIST
    draw "$1" erased never
    draw "$1" first "$2"
    draw "$1" second "$2"
    begin "$1"
    printf 'type %s\n' "$erased"
    printf 'key Backspace\n%.0s' {1..20}
    printf 'keys %s\ntype  %s.\n' "$first" "$second"
    printf 'expect answer %s %s.\n' "$first" "$second"
}

# What was written, into the script; draws stay in this shell.
write() { "$@" >"$work/script"; }
more() { printf "$@" >>"$work/script"; }

talk() { # LANG LIST
    talks=$((talks + 1))
    write tell_in "$1" "$2"
}

look_at_memory() {
    local files finds
    mapfile -t files < <(find "$XDG_RUNTIME_DIR" -type f)
    [ "${#files[@]}" = 0 ] && return
    read -r finds _ < <(search "$work/told" "${files[@]}")
    [ "$finds" = 0 ] || found_memory=$((found_memory + ${finds/-/1}))
}

# Stands still where it writes a picture into a pipe, its draft due and kept;
# there it is ended.
end_by() { # SIGNAL DAY
    rm -f "$work/pipe"
    mkfifo "$work/pipe"
    more 'pass 3s\nshot %s\n' "$work/pipe"
    (
        ulimit -c unlimited
        exec "$tablet" --data "$dir" --demo --clock "$2T09:00:00Z" \
            --script "$work/script" >>"$work/said" 2>&1
    ) &
    playing=$!
    timeout 20 sh -c 'exec 3<"$1"; kill "-$2" "$3"' sh "$work/pipe" "$1" \
        "$playing"
    wait "$playing" 2>/dev/null
    playing=
    sort -u "$work/never" "$work/shared" >"$work/told" 2>/dev/null
    look_at_memory
    cores=$((cores + $(find "$mnt" -name 'core*' -size +0 | wc -l)))
}

resumes() { find "$XDG_RUNTIME_DIR" -name 'draft-*' | grep -q .; }

# One after the other, without a new start between them.
shared() { # LANG DAY
    : >"$work/script"
    for _ in 1 2 3 4 5; do
        talks=$((talks + 1))
        tell_in "$1" shared >>"$work/script"
        more 'tap finished\n'
        share >>"$work/script"
    done
    play "$2"
    mapfile -t -O "${#kept[@]}" kept < <(codes)
}

hidden() { # LANG DAY
    talk "$1" shared
    draw "$1" secret never
    more 'type  %s \ntap finished\ntap word-3\n' "$secret"
    # Then staff get it, too, to have it translated.
    [ "$1" = da ] || allows='share-rendering'
    share >>"$work/script"
    allows=share-council
    play "$2"
}

not_shared() { # LANG DAY
    talk "$1" never
    more 'tap finished\ntap next\ntap next\ntap finish\n'
    play "$2"
}

deleted() { # LANG DAY
    talk "$1" never
    more 'tap stop\ntap stop-delete\ntap stop-delete\ntap next\n'
    play "$2"
}

forgotten() { # LANG DAY
    talk "$1" never
    more 'pass 31m\nexpect-screen welcome\n'
    play "$2"
}

paused() { # LANG DAY: until its day has come
    talk "$1" never
    more 'tap stop\ntap stop-pause\ntap code-show\ntap finish\n'
    play "$2"
}

continued() { # LANG DAY
    paused "$1" "$2"
    draw "$1" later never
    write enter
    more 'tap code-continue\nexpect answer %s\n' "$first"
    more 'type  %s\ntap finished\n' "$later"
    share >>"$work/script"
    play "$2"
    taken_back "$2" # what was told is in "never"
}

enter() {
    printf 'tap have-code\ntype %s\ntap next\nexpect-screen code-menu\n' "$code"
}

taken_back() { # DAY
    write enter
    more 'tap code-read\nexpect story-1 %s\ntap back\n' "$first"
    more 'tap code-delete\ntap code-delete\nexpect code-menu.deleted\n'
    more 'tap back\nexpect-screen welcome\n'
    play "$1"
}

withdrawn() { # LANG DAY
    talk "$1" never
    more 'tap finished\n'
    share >>"$work/script"
    play "$2"
    on_desk "$2" letter --out "$work/letter-$talks.pdf" <<<"$code" || exit 2
    if [ $((talks % 2)) = 0 ]; then
        taken_back "$2"
    else
        on_desk "$2" withdraw <<<"$code" || exit 2
    fi
}

# Started again it goes on; then it is deleted, or nobody comes.
killed() { # LANG DAY
    talk "$1" never
    end_by KILL "$2"
    : >"$work/script"
    if ! resumes; then
        more 'expect-screen welcome\n'
    elif [ $((talks % 2)) = 0 ]; then
        more 'expect answer %s\n' "$first"
        more 'tap stop\ntap stop-delete\ntap stop-delete\ntap next\n'
    else
        more 'expect answer %s\npass 31m\nexpect-screen welcome\n' "$first"
    fi
    play "$2"
}

# Power goes, and with it what is in memory only.
crashed() { # LANG DAY
    talk "$1" never
    end_by SEGV "$2"
    rm -rf "${XDG_RUNTIME_DIR:?}/indefra"
    echo 'expect-screen welcome' >"$work/script"
    play "$2"
}

# The worker is there, and an interpreter: everybody's words.
together() { # LANG DAY
    local own danish worker reply lang=${1/da/ar}
    talks=$((talks + 1))
    draw "$lang" own never
    draw da danish never
    printf 'tap %s\n' "lang-$lang" who-worker who-interpreter next start-yes \
        pledge-yes citizen-yes >"$work/script"
    more 'type %s.\ntap answer-danish\ntype %s.\n' "$own" "$danish"
    more 'tap next\nexpect-screen read-back\n'
    more 'tap stop\ntap stop-delete\ntap stop-delete\ntap next\n'
    play "$2"
    talks=$((talks + 1))
    draw da danish shared
    draw da worker shared
    draw da reply shared
    printf 'tap %s\n' lang-da who-worker next start-yes >"$work/script"
    more 'type %s.\ntap next\ntap next\ntap next\ntap next\n' "$danish"
    more 'expect-screen worker\ntap worker-yes\ntap worker-text\n'
    more 'type %s\ntap reply-text\ntype %s\n' "$worker" "$reply"
    more 'tap stop\ntap stop-finish\ntap next\ntap share-office\ntap next\n'
    more 'tap finish\n'
    play "$2"
}

# A booklet, a table for the translator, the city council's edition.
release() { # week|council DAY
    local with=(--key "$dir/office.key" --passphrase-stdin) log=/dev/null
    # What may be a name is told to whom decides on it: that is no log.
    on_desk "$2" "$1" "${with[@]}" --out "$work/out" <<<demo &&
        cat "$work/err" >>"$work/said" && return
    log=$work/said
    on_desk "$2" "$1" "${with[@]}" --preview --json <<<demo || return
    jq '.suggestions[].allow = true' "$work/answer" >"$work/allow.json"
    on_desk "$2" "$1" "${with[@]}" --out "$work/out" \
        --allow "$work/allow.json" <<<demo
}

table() { # DAY
    on_desk "$1" renderings --key "$dir/office.key" --passphrase-stdin \
        --out "$work/out/wait-$1.csv" <<<demo
}

: >"$work/never"
: >"$work/shared"
languages=(da ar ta)
# A round every eighth day: two of them, and a pause of fourteen days is over.
for ((week = 0; week < weeks; week++)); do
    day=$(date -u -d "2026-11-16 + $((8 * week)) days" +%F)
    shared da "$day"
    at=$week
    for kind in hidden not_shared deleted forgotten paused continued \
        withdrawn withdrawn killed crashed together; do
        "$kind" "${languages[at++ % 3]}" "$day"
    done
    release week "$day" && release council "$day" && table "$day" || {
        cat "$work/err" >&2
        exit 2
    }
    # Somebody comes weeks later, when the booklet is out.
    if [ "$week" -ge 2 ]; then
        on_desk "$day" withdraw <<<"${kept[0]}" || exit 2
        kept=("${kept[@]:1}")
    fi
done
on_desk "$day" check || { cat "$work/answer" >&2; exit 2; }

# Controls: a word in each writing, on this disk for a moment.
words_in da 5 "$((SEED + 1))" >"$work/planted"
mapfile -t planted <"$work/planted"
{
    printf '%s.' "${planted[0]}" | tee -a "$mnt/planted"
    printf '%s.' "${planted[1]}" | iconv -t UTF-16LE
    printf '%s.' "${planted[2]}" | iconv -t UTF-32BE
    printf 'x%s.' "${planted[3]}" | base64 -w 0
    printf '%s.' "${planted[4]}" | od -An -v -tx1 | tr -d ' \n'
} >"$mnt/planted"
sync "$mnt/planted"
rm "$mnt/planted"
disk_shut

sort -u "$work/never" "$work/shared" >"$work/told"
look_at_memory
read -r disk _ bytes < <(search "$work/told" "$image")
read -r said _ < <(search "$work/told" "$work/said")
mapfile -t out < <(find "$work/out" -type f)
[ "${#out[@]}" -gt 0 ] || exit 2
read -r leaked _ < <(search "$work/never" "${out[@]}")
read -r _ left _ < <(search "$work/shared" "${out[@]}" 2>/dev/null)
read -r _ planted _ < <(search "$work/planted" "$image" 2>/dev/null)
printf '%s\t%s\t%s talks, %s words, %s MB: %s on the disk, %s on tmpfs, %s in the log, %s in booklets, %s cores; controls: %s of 5 found deleted, %s in booklets\t%s\n' \
    "$goal" "$asked" "$talks" "$(wc -l <"$work/told")" \
    "$((${bytes/-/0} / 1048576))" "$disk" "$found_memory" "$said" "$leaked" \
    "$cores" "$planted" "$left" "$SEED"
[ "$disk $found_memory $said $leaked $cores $planted" = "0 0 0 0 0 5" ] &&
    [ "$left" -gt 0 ]
