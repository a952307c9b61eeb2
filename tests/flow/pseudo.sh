#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154
# A thirteenth language costs one PO file, and one for the guide: two that
# nobody speaks are added so, beside a copy of the programs, and walk through
# every screen. en-x-pseudo is longer and carries marks, en-x-rtl is written
# from right to left. Nothing clipped, no text left that was not translated.
#   tests/flow/pseudo.sh [PROGRAM_DIR]
# Sourced by run.sh, which it goes through when it is called by itself.
if ! command -v play >/dev/null; then
    here=$(cd "$(dirname "$0")" && pwd)
    exec "$here/run.sh" "${1:-$here/../../build/san}" pseudo
fi

pseudo=$tmp/pseudo

# --- Two languages -------------------------------------------------------

pseudo_po() { # TAG FROM TO
    direction=ltr arabic=0 name='⟦Ƥšéúđó⟧'
    [ "$1" = en-x-pseudo ] || direction=rtl arabic=1 name='⟦پسعؤدو⟧'
    msgfilter --keep-header -i "$2" \
        awk -v arabic=$arabic -f "$here/pseudo.awk" 2>/dev/null |
        sed "s/^\"Language: en/\"Language: $1/
             s/^\"X-Indefra-Name: [^\\]*/\"X-Indefra-Name: $name/
             s/^\"X-Indefra-Direction: [a-z]*/\"X-Indefra-Direction: $direction/
            " >"$pseudo/$1.po" && msgfmt -c -o "$3" "$pseudo/$1.po"
}

pseudo_add() { # TAG
    pseudo_po "$1" "$root/i18n/en.po" "$pseudo/share/i18n/$1.mo" &&
        cp "$pseudo/$1.po" "$pseudo/$1.words.po" &&
        pseudo_po "$1" "$root/data/guides/standard/en.po" \
            "$pseudo/share/guides/standard/$1.mo"
}

mkdir -p "$pseudo"
cp "$programs/indefra" "$programs/indefra-desk" "$pseudo"
cp -rL "$programs/share" "$pseudo/share"
for tag in en-x-pseudo en-x-rtl; do
    if pseudo_add $tag 2>"$tmp/why"; then
        told ok "$tag is made"
    else
        told "not ok" "$tag is made" "$tmp/why"
    fi
done

# Every letter of theirs can be drawn, and they are as long as they should be.
pseudo_drawn() { # TAG
    check=$programs/tools/fontcheck
    [ -x "$check" ] || check=$programs/../tools/fontcheck
    if cat "$pseudo/$1.po" "$pseudo/$1.words.po" |
        "$check" "$pseudo/share/fonts/manifest" >"$tmp/why" 2>&1; then
        told ok "$1: every letter has a glyph"
    else
        told "not ok" "$1: every letter has a glyph" "$tmp/why"
    fi
}

letters_of() { # FILE: of the texts' translations
    msgexec -i "$1" cat 2>/dev/null | sed 's/[⟦⟧]//g' | wc -m
}

pseudo_longer() { # TAG
    was=$(letters_of "$root/i18n/en.po")
    is=$(letters_of "$pseudo/$1.words.po")
    echo "$was letters are $is" >"$tmp/why"
    if [ $((is * 100)) -ge $((was * 130)) ]; then
        told ok "$1 is longer"
    else
        told "not ok" "$1 is longer" "$tmp/why"
    fi
}

for tag in en-x-pseudo en-x-rtl; do
    pseudo_drawn $tag
    pseudo_longer $tag
done

# --- Every screen --------------------------------------------------------

pseudo_leaks() { # TAG TALK SIZE: of what was played last
    names=$(sed -n 's/^\(office\|municipality\)=//p' "$office/office.conf")
    if jq -r --arg names "$names" -f "$here/pseudo.jq" "$office.layout" \
        >"$office.leaks" 2>&1 && [ ! -s "$office.leaks" ]; then
        told ok "$1 $2 at $3 %: all is translated"
    else
        sort "$office.leaks" | uniq -c | sort -rn >"$tmp/why"
        told "not ok" "$1 $2 at $3 %: all is translated" "$tmp/why"
    fi
    jq -r --arg tag "$1" 'select(.lang == $tag) | .screen' "$office.layout" \
        >>"$pseudo/$1-$3.screens"
}

pseudo_walk() { # TAG SIZE
    for talk in $walk_talks; do
        play "$(walk_script "$1" "$talk" "$2")" 1280x800 149
        pseudo_leaks "$1" "$talk" "$2"
    done
    walk_came "$1 at $2 %" "$pseudo/$1-$2.screens"
}

kept_program=$program
program=$pseudo/indefra
for size in 100 150 200; do
    for tag in en-x-pseudo en-x-rtl; do
        pseudo_walk $tag $size
    done
done
program=$kept_program
