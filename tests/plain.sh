#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Every Danish screen and every question is plain: LIX at most 24 a screen, at
# most 13 words a sentence. "--show" prints the figures.
set -eu
export LC_ALL=C
cd "$(dirname "$0")/.."
show=0
[ "${1-}" = --show ] && show=1
bad=0
# Not a pipe: what runs in a pipe cannot tell that it failed.
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
plain() {
    awk -v max_lix=24 -v max_words=13 -v show="$show" -f tests/plain.awk ||
        bad=1
}
plain <i18n/messages.pot
for guide in data/guides/*/guide.json; do
    jq -r -f data/guides/pot.jq "$guide" >"$pot"
    plain <"$pot"
    jq -r '"msgctxt \"plan.\(.id)\"",
           "msgid \([.plan[]] | join(" ") | tojson)", "msgstr \"\""' \
        "$guide" >"$pot"
    plain <"$pot"
done
exit $bad
