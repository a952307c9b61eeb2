#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Makes the web form in a folder: the guide's eight questions in Danish, or in
# another language with Danish beside it, with two fields as a talk with an
# interpreter has them. With SURVEYJS, a folder with the npm packages
# survey-core and survey-js-ui, they draw it. Gives what draws it, for the table.
#
#     page.sh FOLDER [LANG [FIELDS]]
set -eu
here=$(dirname "$0")
guide=$here/../../../data/guides/standard
folder=$1 lang=${2:-da} fields=${3:-1}

# {"q1.title": "...", ...}: strings in a catalogue are written as in JSON.
translations() {
    awk 'sub(/^msgctxt /, "") { id = $0; next }
        sub(/^msgstr /, "") { if (id) printf "%s%s: %s", n++ ? "," : "{", id, $0
                              id = ""; next }
        END { print n ? "}" : "{}" }' "$1"
}

words='{}'
[ "$lang" = da ] || words=$(translations "$guide/$lang.po")
mkdir -p "$folder"
cp "$here/form.html" "$folder"
{
    printf 'const questions = '
    jq --arg lang "$lang" --arg fields "$fields" --argjson words "$words" \
        -f "$here/questions.jq" "$guide/guide.json"
} >"$folder/questions.js"

core=${SURVEYJS:-none}/survey-core ui=${SURVEYJS:-none}/survey-js-ui
if [ -f "$core/survey.core.min.js" ] && [ -f "$ui/survey-js-ui.min.js" ]; then
    cp "$core/survey.core.min.js" "$core/survey-core.min.css" \
        "$ui/survey-js-ui.min.js" "$folder"
    echo "SurveyJS $(jq -r .version "$core/package.json")"
else
    echo "a form without a library"
fi
