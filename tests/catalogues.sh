#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Every language says everything, with the same {names}; every id that the
# programs ask for has words. Ids that nobody asks for are listed, no fault.
# Needs the guides' templates: make guides-pot.
set -eu
export LC_ALL=C
cd "$(dirname "$0")/.."
pot=i18n/messages.pot
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
fail() {
    echo "$*"
    bad=1
}

ids() { sed -n 's/^msgctxt "\(.*\)"$/\1/p' "$1" | sort; }

# The {names} of each message: "id msgid-names msgstr-names" where they differ.
names_differ() {
    msgcat --no-wrap "$1" | awk '
        function names(line,    all, n, name, i, k, t) {
            while (match(line, /\{[a-z]+\}/)) {
                name[++n] = substr(line, RSTART, RLENGTH)
                line = substr(line, RSTART + RLENGTH)
            }
            for (i = 1; i <= n; i++)
                for (k = i + 1; k <= n; k++)
                    if (name[k] < name[i]) {
                        t = name[i]; name[i] = name[k]; name[k] = t
                    }
            for (i = 1; i <= n; i++)
                all = all name[i]
            return all
        }
        /^msgctxt / { id = $2 }
        /^msgid / { source = names($0) }
        /^msgstr / && names($0) != source { print id }'
}

check_po() { # po, its template
    msgfmt -c -o /dev/null "$1" || fail "$1: msgfmt refuses it"
    msgcmp "$1" "$2" 2>"$work/told" || {
        cat "$work/told"
        fail "$1: a message is missing, untranslated or fuzzy"
    }
    ids "$1" | uniq -d >"$work/twice"
    [ ! -s "$work/twice" ] || fail "$1: twice: $(cat "$work/twice")"
    ids "$2" >"$work/ids"
    ids "$1" | comm -23 - "$work/ids" >"$work/more"
    [ ! -s "$work/more" ] || fail "$1: nobody knows: $(cat "$work/more")"
    names=$(names_differ "$1")
    [ -z "$names" ] || fail "$1: other {names} than the Danish: $names"
}

ids "$pot" >"$work/all"
uniq -d "$work/all" >"$work/twice"
[ ! -s "$work/twice" ] || fail "$pot: twice: $(cat "$work/twice")"
for po in i18n/*.po; do
    check_po "$po" "$pot"
done
for po in data/guides/*/*.po; do
    guide=$(basename "$(dirname "$po")")
    check_po "$po" "build/guides/$guide.pot"
done

# What C asks for: "bar.next", or "dir.%s" for all that begin so.
literals='"[a-z][a-z-]*\(\.[a-z%][a-z-]*\)\{1,3\}"'
files='\.\(db\|conf\|key\|keys\|html\|pdf\|json\|csv\|mo\|po\|txt\|png\|bmp'
files=$files'\|ttf\|sock\|opus\|wav\|new\|tmp\|sh\|service\|c\|h\)$'
grep -rhoe "$literals" --include='*.c' kiosk/screens kiosk/ui kiosk/desk \
    kiosk/export 2>/dev/null | tr -d '"' | grep -v "$files" |
    sort -u >"$work/asked" || true
# The guides' own words count as well.
cp "$work/all" "$work/known"
for template in build/guides/*.pot; do
    ids "$template" >>"$work/known"
done
while read -r id; do
    start=${id%%%*}
    case $id in
    *%*) grep -q "^$start" "$work/known" || fail "no id begins with $start" ;;
    *) grep -qx "$id" "$work/known" || grep -q "^$id\." "$work/known" ||
        fail "no words for $id" ;;
    esac
done <"$work/asked"

while read -r id; do
    while read -r asked; do
        case $id in
        "${asked%%%*}"*) continue 2 ;;
        esac
    done <"$work/asked"
    echo "asked for nowhere: $id"
done <"$work/all" >"$work/unused"
[ "${1-}" = --unused ] && cat "$work/unused"

[ $bad = 0 ] && echo "catalogues: $(wc -l <"$work/all") ids," \
    "$(set -- i18n/*.po && echo $#) languages beside Danish," \
    "$(wc -l <"$work/asked") asked for, $(wc -l <"$work/unused") unused"
exit $bad
