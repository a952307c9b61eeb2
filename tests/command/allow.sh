# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# Words that may be names, when they come to light after approval: an older
# list did not know them. A program with such a list delivers the stories.

monday=2026-09-07
later=$(day_after $monday 2)
mkdir old
cp "$desk" old/
cp -rL "$PROGRAMS/share" old/share
printf '# none\n' > old/share/lexicons/names.txt
jq '.stories = [.stories[0] | .title = "Hos mette" | .answers[] |= [
    "Jeg talte med mette og fatima i går.", "Alt gik godt."]]' \
    "$PROGRAMS/share/demo/stories.json" > old/share/demo/stories.json
demo_office d
old/indefra-desk demo --stories 30 --data d --clock $monday 2> /dev/null
cp -a d untouched

echo demo > pass
run 1 week --key d/office.key --out o --data d --clock "$later" \
    --passphrase-stdin < pass
is "$code" 1 "a doubt stops the booklet"
is "$(wc -c < out)" 0 "with nothing on standard output"
is "$(head -n 1 err | grep -c -- --allow)" 1 "and says how to go on"
is "$(sed 1d err | tr -d ' ' | sort | tr '\n' ' ')" "fatima mette " "listing each"
is "$(test -e o; echo $?)" 1 "and makes no folder"
is "$(count d "$later" released)" 0 "nothing is released"

week d "$later" o --preview
has out '^  mette$' "the preview for people lists them"
week d "$later" o --preview --json
cp out preview.json
is "$(jq -c '[.ready, .allow, .hide]' out)" '[false,[],[]]' "it is not ready"
is "$(jq -c '[.suggestions[] | [.word, .kind, .allow]] | sort' out)" \
    '[["fatima","name",false],["mette","name",false]]' "suggestions, none allowed"
is "$(jq '[.sections[].sentences[]] | index("Jeg talte med mette og fatima i går.")
    != null' out)" true "with all that would leave"

refuses() { # FILE WHAT
    run 1 week --key d/office.key --out o --data d --clock "$later" \
        --passphrase-stdin --allow "$1" < pass
    is "$code:$(test -e o; echo $?)" 1:1 "$2"
}
refuses preview.json "a preview as it came allows nothing"
jq '.suggestions[0].allow = true' preview.json > one.json
refuses one.json "one of two is not enough"
jq '.suggestions[].allow = "true"' preview.json > text.json
refuses text.json "a text is no yes"
is "$(wc -l < err)" 1 "and is refused in one line"

jq '.suggestions[] |= (.allow = (.word == "mette")) | .hide = ["fatima"]' \
    preview.json > both.json
week d "$later" o --preview --json --allow both.json
is "$(jq -c '[.ready, .allow, .hide]' out)" '[true,["mette"],["fatima"]]' \
    "decided: it is ready"
week d "$later" o --allow both.json
is "$?" 0 "and leaves"
is "$(grep -rl fatima o | wc -l)" 0 "what staff hid does not"
is "$(grep -c 'talte med mette og \[...\] i g' o/*/release.json | grep -vc '^0$')" 1 \
    "what they allowed does"
is "$(jq '.hidden_by_staff > 0' o/*/release.json)" true "their hiding is counted"
week d "$later" again
is "$(diff -r o again > /dev/null; echo $?)" 0 "a second run needs no decisions"

rm -rf d o && cp -a untouched d
echo '["mette", "fatima"]' > list.json
week d "$later" o --allow list.json
is "$?:$(grep -c fatima o/*/release.json | grep -vc '^0$')" 0:1 "a bare list allows"
