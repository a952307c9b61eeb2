#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# What may be said, and where. No visible sentence stands in C (words belong
# to i18n/), no format call is handed the bytes of a citizen's words, and
# nothing a reader sees promises anonymity: redacted words are not anonymous.
#   tests/said.sh    lists what it finds; nothing found is exit 0
set -eu
export LC_ALL=C.UTF-8
cd "${ROOT:-$(dirname "$0")/..}"
bad=0

# A file without its comments, one statement a line.
statements() {
    gcc -fpreprocessed -dD -E -P "$1" 2>/dev/null | grep -v '^#' |
        tr '\n' ' ' | tr -s ' ' | sed 's/[;{}]/&\n/g'
}

# Faults and logs speak to staff and administrators, never to a citizen.
spoken_to_staff='fault_set|fault_prefix|log_line|BUG *\(|\bbad *\(|_Static_assert'

sentences() { # a literal of three words or more
    statements "$1" | grep -vE "$spoken_to_staff" |
        grep -oE '"([^"\\]|\\.)*"' |
        grep -E '[[:alpha:]]{2,} +[[:alpha:]]+ +[[:alpha:]]{2,}' |
        sed "s|^|$1: a sentence in C: |" || true
}

formats='printf|log_line|fault_set|fault_prefix|arena_format|ui_id'
formats="$formats|say_with|buf_format|BUG"

# The ids that units.c joins, and a demo's script, are nobody's words.
allowed='kiosk/desk/units.c: .*"(q|link|theme):%|kiosk/screens/script.c: .*key gives'

bytes() { # struct plain's bytes as an argument
    statements "$1" |
        grep -E "\b[a-z_]*($formats) *\(.*(\.|->)at *[,)]" |
        sed "s|^|$1: formats a .at: |" | grep -vE "$allowed" || true
}

for file in kiosk/screens/*.[ch] kiosk/ui/*.[ch]; do
    sentences "$file"
done >"${found:=$(mktemp)}"
for file in kiosk/*.c kiosk/*/*.[ch]; do
    bytes "$file"
done >>"$found"

# What readers see: messages, guides, what the papers are made of.
promises='anonym|anonüm|مجهول الهوية'
sed -n '/^#/d; s/^\(msgid\|msgstr\|"\)/&/p' i18n/*.po i18n/messages.pot \
    data/guides/*/*.po | grep -iE "$promises" |
    sed 's/^/i18n or guides: promises anonymity: /' >>"$found" || true
jq -r '.. | strings' data/guides/*/guide.json | grep -iE "$promises" |
    sed 's/^/guide.json: promises anonymity: /' >>"$found" || true
for file in kiosk/export/*.c kiosk/screens/*.c; do
    statements "$file" | grep -oE '"([^"\\]|\\.)*"' |
        grep -iE '(^|[^/])anonymous|anonymt' |
        sed "s|^|$file: promises anonymity: |"
done >>"$found" || true

if [ -s "$found" ]; then
    cat "$found"
    bad=1
fi
rm -f "$found"
exit $bad
