# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# A group of five is a pool of its own; a smaller one is one teller among
# others. Told at the tablet, read in the booklet.

told_by() { # DATA GROUP-BUTTON
    printf 'tap %s\n' lang-da who-group next start-yes "$2" next > "$1.script"
    printf 'type %s\ntap finished\ntap leave-2\ntap next\n' \
        'Vi fik en fast tid om mandagen. Kaffen var kold.' >> "$1.script"
    printf 'tap %s\n' share-office next home-none finish >> "$1.script"
    mkdir -p -m 700 run
    SDL_VIDEODRIVER=dummy XDG_RUNTIME_DIR=$PWD/run "$PROGRAMS/indefra" \
        --data "$1" --demo --clock 2026-09-07T09:00:00Z \
        --script "$1.script" 2> err
}

told_by five group-five
is $? 0 "a group of five tells"
week five 2026-09-14 o5
is "$(cat out)" "nothing to release" "two weeks for regret"
week five 2026-09-21 o5
is "$(jq -c '[.sections[] | [.at_least, [.sentences[].text]]]' \
    o5/*/release.json)" '[[5,["Vi fik en fast tid om mandagen."]]]' \
    "then its words leave, without what one of them struck"
week five 2026-09-28 o5
is "$(cat out)" "nothing to release" "once"

told_by few group-few
is $? 0 "a smaller group tells"
week few 2026-09-21 o2
is "$(cat out)" "nothing to release" "and waits for others"
