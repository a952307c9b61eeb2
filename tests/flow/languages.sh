#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154
# Every screen in every language that comes with the program: at 200 % on the
# smallest display, and as it comes on one of those that are sold, a different
# one for each. What a frame must be, layout.jq says.
#   tests/flow/languages.sh [PROGRAM_DIR]
# Sourced by run.sh, which it goes through when it is called by itself.
if ! command -v play >/dev/null; then
    here=$(cd "$(dirname "$0")" && pwd)
    exec "$here/run.sh" "${1:-$here/../../build/san}" languages
fi

# Pixels and dots an inch: 10.1, 10.1 upright, 11.6, 13.3, 15.6, 21.5, 21.5
# upright and 21.5 inches of very fine ones.
displays='1024x600@118 800x1280@149 1366x768@135 1920x1080@166 1366x768@100
    1920x1080@102 1080x1920@102 3840x2160@205'

every_walk() { # TAG SIZE WINDOW DPI
    for talk in $walk_talks; do
        # Who speaks Danish has no interpreter and no rendering.
        case $1-$talk in da-interpreter | da-video) continue ;; esac
        script=$(walk_script "$1" "$talk" "$2")
        [ "$1" != da ] || sed -i '/share-rendering/d' "$script"
        play "$script" "$3" "$4"
        jq -r --arg tag "$1" 'select(.lang == $tag) | .screen' \
            "$office.layout" 2>/dev/null
    done >"$tmp/said"
    grep -E '^((not )?ok - |#)' "$tmp/said"
    never=
    [ "$1" != da ] || never=pledge
    # shellcheck disable=SC2086 # none, or one
    walk_came "$1 at $2 %" "$tmp/said" $never
}

# shellcheck disable=SC2086 # a list
set -- $displays
for tag in da $(cd "$root/i18n" && ls ./*.po); do
    tag=$(basename "$tag" .po)
    every_walk "$tag" 200 1280x800 149
    every_walk "$tag" 100 "${1%@*}" "${1#*@}"
    first=$1
    shift
    set -- "$@" "$first"
done
