#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Gathers what fuzzing starts from: the small seeds in tests/fuzz/seeds, what
# the project has anyway (guides, catalogues, keyboards, scripts, stories),
# and records made by the program seeds. One folder for each target.
#   tests/fuzz/seeds.sh BUILD    into BUILD/fuzz/seeds
set -eu
cd "$(dirname "$0")/../.."
build=$1
to=$build/fuzz/seeds
rm -rf "$to"
mkdir -p "$to"
cp -r tests/fuzz/seeds/. "$to"

add() { # target, file...
    what=$1
    shift
    mkdir -p "$to/$what"
    for file; do
        cp "$file" "$to/$what/$(echo "$file" | tr / _)"
    done
}

# A catalogue of its first messages: a fuzzer gets on with small files.
head_of() { # PO file, messages
    awk -v most="$2" 'BEGIN { RS = ""; ORS = "\n\n" } NR <= most' "$1" |
        msgfmt -o - -
}

# Lines of stories, each an input behind a byte that names a language.
lines() { # target, bytes before
    mkdir -p "$to/$1"
    jq -r '.. | strings | select(length > 40)' data/demo/stories.json |
        awk 'NR % 6 == 1' | head -n 24 | {
        n=0
        while IFS= read -r line; do
            n=$((n + 1))
            printf "$2%s" "$line" >"$to/$1/story-$n"
        done
    }
}

add guide data/guides/*/guide.json tests/fixtures/guides/*.json
mkdir -p "$to/catalogue"
for lang in ar da ti; do
    po=i18n/$lang.po
    [ "$lang" != da ] || po=$build/i18n/da.po
    head_of "$po" 8 >"$to/catalogue/$lang.mo"
done
msgfmt --endianness=big -o "$to/catalogue/big.mo" data/guides/standard/en.po
add keymap "$build"/share/keyboards/da.keys "$build"/share/keyboards/ti.keys \
    "$build"/share/keyboards/ar.keys
add script tests/flow/short*.script tests/flow/digit-pad.script \
    tests/flow/pause.script data/demo/talk.script
add fonts fonts/manifest
lines redact '\0'
lines unicode '\1'
lines layout '\20\2\1\1\54aaaaaaaaaaaa'
{
    printf '\1'
    head -c 4136 /dev/zero
} >"$to/envelope/page-of-zeros"
{
    printf '\0D\40\0\5'
    head -c 4096 /dev/zero
} >"$to/envelope/whole-page"
"$build/replay/seeds" data/guides/standard/guide.json "$to"
