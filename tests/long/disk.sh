# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=bash disable=SC2034 # code, desk: read where it is sourced
# Sourced by g12-disk.sh and g13-slots.sh: an office on a disk of its own, a
# file that is mounted, so that afterwards every byte of that disk can be
# looked at, deleted files and the file system's own notes among them.

B=${B:-build} SEED=${SEED:-1} DRAW=${DRAW:-short}
B=$(cd "$B" && pwd) || exit 2
top=$PWD
tablet=$B/indefra desk=$B/indefra-desk

# Says that a goal was not asked, and why: neither reached nor missed.
not_run() { # GOAL ASKED WHY
    printf '%s\t%s\tnot run: %s\t%s\n' "$1" "$2" "$3" "$SEED"
    exit 3
}

disk_open() { mount -o loop "$image" "$mnt" 2>>"$work/mount"; }
disk_shut() {
    cd "$top" || exit 2
    sync -f "$mnt" && umount "$mnt"
}

disk_end() {
    cd "$top" || exit 2
    [ -z "${playing-}" ] || kill -9 "$playing" 2>/dev/null
    mountpoint -q "$mnt" && umount "$mnt"
    rm -rf "$work" "$XDG_RUNTIME_DIR"
}

# Everything that a program may write without being asked lies on the disk:
# home, folder of temporary files, working folder (a core). What only the test
# writes lies beside it, in $work.
disk_begin() { # GOAL ASKED MEGABYTES
    local path=$PATH:/usr/sbin:/sbin
    work=$(mktemp -d) || exit 2
    XDG_RUNTIME_DIR=$(mktemp -d /dev/shm/indefra-disk.XXXXXX) || exit 2
    mnt=$work/disk image=$work/image
    mkdir "$mnt" "$work/out"
    trap disk_end EXIT
    trap 'exit 130' INT TERM
    truncate -s "$3M" "$image"
    PATH=$path mkfs.ext4 -q -F "$image" >&2 ||
        not_run "$1" "$2" "mkfs.ext4 is missing"
    if ! disk_open; then
        cat "$work/mount" >&2
        not_run "$1" "$2" "no loop device here, or not root"
    fi
    dir=$mnt/office
    mkdir "$mnt/home" "$mnt/tmp"
    unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME
    export XDG_RUNTIME_DIR HOME=$mnt/home
    export SDL_VIDEODRIVER=dummy SDL_AUDIODRIVER=dummy
    : >"$work/said"
}

# --- Words -------------------------------------------------------------------

# Words of sixteen letters that stand nowhere else, a line each.
words_in() { # LANG COUNT SEED
    awk -v lang="$1" -v count="$2" -v seed="$3" '
        BEGIN {
            srand(seed)
            letters["da"] = "a b d e f g h i k l m n o p r s t u v y æ ø å"
            letters["ar"] = "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي"
            letters["ta"] = "க ங ச ஞ ட ண த ந ப ம ய ர ல வ ன ழ ள ற"
            n = split(letters[lang], letter, " ")
            signs = split("ா ி ு", sign, " ")
            for (; count > 0; count--) {
                word = ""
                for (i = 0; i < 16; i++)
                    word = word (lang == "ta" && i % 2 \
                        ? sign[1 + int(rand() * signs)] \
                        : letter[1 + int(rand() * n)])
                print word
            }
        }'
}

declare -A drawn
# Draws a word of a language into a variable and notes it in a list.
draw() { # LANG VARIABLE LIST
    local at=${drawn[$1]:-0}
    local -n words=words_$1
    [ "$at" -lt "${#words[@]}" ] || exit 2
    drawn[$1]=$((at + 1))
    printf -v "$2" %s "${words[at]}"
    echo "${words[at]}" >>"$work/$3"
}

# --- Talks -------------------------------------------------------------------

# Plays $work/script as it stands; the last code it showed is in $code.
play() { # DAY
    "$tablet" --data "$dir" --demo --clock "$1T09:00:00Z" \
        --script "$work/script" --layout "$work/layout" \
        >>"$work/said" 2>"$work/err"
    local ended=$?
    cat "$work/err" >>"$work/said"
    if [ "$ended" != 0 ]; then
        echo "day $1: a talk came to no end:" >&2
        cat "$work/err" "$work/script" >&2
        exit 2
    fi
    code=$(codes | tail -n 1)
}

codes() {
    jq -r '.nodes[] | select(.id == "code" and .value != "") | .value' \
        "$work/layout" | uniq
}

begin() { # LANG
    printf 'tap %s\n' "lang-$1" next start-yes
}

allows=share-council # beside the office
share() {
    printf 'tap %s\n' next share-office "$allows" next code-show finish next
    echo 'expect-screen welcome'
}

# Its standard output is in $work/answer, what it says in $log.
on_desk() { # DAY COMMAND...
    local day=$1
    shift
    "$desk" "$@" --data "$dir" --clock "$day" >"$work/answer" 2>"$work/err"
    local ended=$?
    cat "$work/err" >>"${log:-$work/said}"
    return "$ended"
}

# "finds words bytes" of a search.
search() { # WORDS TARGET...
    "$B/long/search" "$@" || echo "- - -"
}
