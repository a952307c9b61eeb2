# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# guide check and languages.

guide=$PROGRAMS/share/guides/standard/guide.json
gives 0 "the standard guide" guide check "$guide"
is "$(wc -c < out)" 0 "is sound"
jq '.colour = 1 | del(.questions[0].question) | .themes[0].id = "Ø"' "$guide" \
    > many.json
gives 1 "three faults" guide check many.json
is "$(($(wc -l < out) >= 3))" 1 "all are told"
is "$(grep -cv '^many.json: /[^ ]*: ' out)" 0 "each with file and pointer"
printf '{\n  "schema": 1,\n  "id" "x"\n}\n' > syntax.json
gives 1 "a fault of syntax" guide check syntax.json
has out '^syntax.json: line 3, column [0-9]+: ' "with line and column"
gives 1 "two files, one of them good" guide check "$guide" syntax.json
is "$(cut -d : -f 1 out | sort -u)" syntax.json "only the bad one is told"
fails "a file that is not there" absent.json guide check absent.json
jq '.themes[0].pictogram = "ሀ"' "$guide" > picture.json
gives 1 "a pictogram that cannot be drawn" guide check picture.json
has out '^picture.json: /themes/0/pictogram: ' "is told"
head -c 300000 /dev/zero | tr '\0' ' ' > large.json
gives 1 "a file beyond the ceiling" guide check large.json

gives 0 "languages" languages --json --data nowhere
is "$(jq -c '[.schema, (.languages | length > 1)]' out)" '[1,true]' "for programs"
is "$(jq -c '.languages[0] | [.tag, .name, .dir, .whole, .lacks]' out)" \
    '["da","Dansk","ltr",true,[]]' "Danish is first, and whole"
is "$(jq -c '[.languages[] | keys] | unique | length' out)" 1 "all of one form"
is "$(jq -r '.languages[] | select(.tag == "ar") | .dir' out)" rtl "Arabic: rtl"
is "$(jq '[.languages[] | .whole == (.lacks == [])] | all' out)" true \
    "whole is: lacks nothing"
gives 0 "languages for people" languages --data nowhere
has out '^da ' "has Danish"
demo_office d
mkdir -p d/guides/own
jq '.id = "own"' "$guide" > d/guides/own/guide.json
sed -i 's/^guide=.*/guide=own/' d/office.conf
gives 0 "with an office's own guide" languages --json --data d
is "$(jq -c '.languages[] | select(.tag == "en") | [.whole, (.lacks | length),
    .lacks[0], .lacks[-1]]' out)" \
    '[false,21,"guide:own:q1.title","..."]' "its translation is lacking, cut off at 20"
gives 0 "and the office is sound" check --data d
sed -i 's/^guide=.*/guide=absent/' d/office.conf
gives 1 "an office without its guide is not" check --data d

# --- status ---
demo_office s
gives 0 "status" status --json --data s --clock 2026-11-20
is "$(jq -c 'del(.health)' out)" '{"schema":1,"period":"2026-W47","delivered":0,"waiting":0,"released":0,"withdrawn":0,"expired":0,"paused":0,"untranslated":0}' \
    "an empty office, for programs"
is "$(jq -c '[.health[].id][0:6]' out)" \
    '["database","slots","key","clock","draft-memory","fonts"]' "with its health"
is "$(jq '[.health[] | (keys == ["id", "ok", "text"]) and (.ok | type) ==
    "boolean"] | all' out)" true "each of one form"
gives 0 "status for people" status --data s
has out '^delivered +0 stories$' "tells the same"
