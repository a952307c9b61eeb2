#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Talks by real clicks and keys in a real X server. Afterwards, on welcome, the
# memory of the living program is searched, all that is mapped: no word of the
# talk, not its code; no draft in memory, no key of one. Control: in the middle
# of the talk the words are found.
set -u
# shellcheck source=tests/long/disk.sh
. tests/long/disk.sh
goal='G12 memory'
asked='talks in a real X server: on welcome no word and no code of them in the living program, no draft, no key; amid the talk each word'
ends=(shared) languages=(da)
[ "$DRAW" = long ] &&
    ends=(shared deleted paused shared) languages=(da ar ta)
make -s B="$B" "$tablet" "$B/long/search" >&2 || exit 2
[ "$(id -u)" = 0 ] ||
    not_run "$goal" "$asked" "only root may look into the program"
command -v Xvfb >/dev/null || not_run "$goal" "$asked" "no Xvfb"
work=$(mktemp -d) || exit 2
XDG_RUNTIME_DIR=$(mktemp -d /dev/shm/indefra-memory.XXXXXX) || exit 2
trap 'rm -rf "$work" "$XDG_RUNTIME_DIR"' EXIT
export XDG_RUNTIME_DIR B
for lang in da ar ta; do
    mapfile -t "words_$lang" < <(words_in $lang 200 "$SEED")
done

# Run with the program's number, a moment, and what is on the screen.
cat >"$work/look" <<'END'
work=$(dirname "$0")
draft=$(find "$XDG_RUNTIME_DIR" -name 'draft-*')
case $2 in
code)
    jq -r '.nodes[] | select(.id == "code") | .value' "$3" | tail -n 1 |
        tee -a "$work/words" | tr -d ' ' >>"$work/words"
    ;;
amid)
    echo "${draft##*/}" >"$work/draft"
    [ -z "$draft" ] || grep -o "${draft##*/}" /proc/keys >>"$work/keys"
    ;;
welcome)
    key=$(cat "$work/draft")
    if [ -n "$draft" ] || { [ -n "$key" ] && grep -q "$key" /proc/keys; }; then
        echo x >>"$work/drafts"
    fi
    ;;
esac
for pid in "$1" $(pgrep -P "$1"); do
    "$B/long/search" "$work/words" "pid:$pid" >>"$work/$2" || exit 1
done
END
export LOOK="bash $work/look"

command_of() { # END: what leads from the answer to welcome
    case $1 in
    shared)
        printf 'tap %s\n' finished next share-office next code-show
        printf 'look code\n'
        printf 'tap %s\n' finish
        printf 'expect-screen thanks\nlook thanks\ntap next\n'
        ;;
    deleted)
        printf 'tap %s\n' stop stop-delete stop-delete
        printf 'expect-screen thanks\nlook thanks\ntap next\n'
        ;;
    paused)
        printf 'tap %s\n' stop stop-pause code-show
        printf 'look code\ntap finish\n'
        ;;
    esac
}

# One word by touch, where the first page of the keys has all letters.
talk() { # LANG END
    draw "$1" first words
    draw "$1" second words
    printf 'tap %s\n' "lang-$1" next start-yes answer
    by=keys
    [ "$1" != ta ] || by="type"
    printf '%s %s\ntype .%s\n' "$by" "$first" "$second"
    printf 'expect answer %s.%s\nlook amid\n' "$first" "$second"
    command_of "$2"
}

talks=0 first='' second=''
for lang in "${languages[@]}"; do
    for end in "${ends[@]}"; do
        rm -f "$work/words"
        talk "$lang" "$end" >"$work/talk"
        if ! bash tests/flow/x11.sh "$B" "$work/talk" 1280x800 >&2; then
            echo "talk $lang $end came to no end" >&2
            exit 2
        fi
        talks=$((talks + 1))
    done
done

# Of all searches at a moment: finds, words found, MB.
sum() { # MOMENT
    awk '{ finds += $1; words += $2; bytes += $3 }
         END { printf "%d %d %d\n", finds, words, bytes / 1048576 }' "$work/$1"
}

read -r left _ bytes < <(sum welcome)
read -r _ seen _ < <(sum amid)
read -r _ ended _ < <(sum thanks)
drafts=$(grep -c x "$work/drafts" 2>/dev/null)
keys=$(grep -c draft "$work/keys" 2>/dev/null)
printf '%s\t%s\t%s talks, %s words: %s left on welcome (%s MB), %s drafts or keys; controls: amid the talks %s words, %s keys of drafts; on thanks still %s words and codes\t%s\n' \
    "$goal" "$asked" "$talks" "$((2 * talks))" "$left" "$bytes" \
    "${drafts:-0}" "$seen" "${keys:-0}" "$ended" "$SEED"
[ "$left ${drafts:-0} $seen" = "0 0 $((2 * talks))" ] && [ "$bytes" -gt 0 ]
