#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154
# Every letter of every language, and a sentence of it, typed on the touch
# keyboard key by key: what the answer then holds is the same, byte for byte,
# in NFC. Every page of keys that was seen on the way is looked at.
#   tests/flow/keys.sh [PROGRAM_DIR]
# Sourced by run.sh, which it goes through when it is called by itself.
if ! command -v play_parts >/dev/null; then
    here=$(cd "$(dirname "$0")" && pwd)
    exec "$here/run.sh" "${1:-$here/../../build/san}" keys
fi

# @ is U+200C, the joiner that does not join; all is in NFC.
keys_sentences() {
    sed 's/@/\xE2\x80\x8C/g' <<'END'
da|Hun ringede, når æblerne på øen var røde. Éns café?
en|It's the first time that anybody listened to me.
ar|ساعدتني كثيرًا، ولا أخاف الآن لأنّ الأولاد ينامون.
fa|حالا می@خواهم کار کنم؛ بچه@ها آرام@اند، نه؟
uk|Мій син знову п'є чай і їсть ґречану кашу щодня.
ti|ሕጂ ወደይ ብሰላም ይድቅስ ኣሎ፣ ኣነ ድማ ኳዕናንኩም የመስግን።
so|Hadda wiilkaygu si fiican ayuu u seexdaa, mahadsanid.
pl|Źle było, ale dziś żółw śpi lżej i więcej je ćwikły.
tr|Şimdi oğlum güzelce uyuyor; İzmir'den ağabeyim ısındı.
ro|Acum fiul meu doarme liniștit, țara și mâinile îmi râd.
ckb|ئێستا کوڕەکەم دەخەوێت، ھەموو ڕۆژێک خۆش@حاڵ دەبم.
ta|இப்போது என் மகன் நன்றாக உறங்குகிறான்; ஔவை, ஸ்ரீ வந்தாள்.
END
}

keys_script() { # TAG TEXT
    cat <<END
tap lang-$1
tap next
tap start-yes
expect-screen ask
tap answer
keys $2
END
}

# A page of keys once, however often it was seen.
keys_pages() { # LAYOUT
    jq -c '[.nodes[] | select(.role == "key") | .id] as $keys |
           select($keys != []) | [$keys, .]' "$1" |
        awk '{ keys = $0; sub(/\],.*/, "", keys) }
             !seen[keys]++' | jq -c '.[1]'
}

keys_typed() { # NAME TAG TYPED KEPT
    office=$tmp/keys-$1-$2
    keys_script "$2" "$3" >"$office.script"
    if ! play_parts "$office.script" "$office" 1280x800 149; then
        told "not ok" "$2: $1 are typed" "$office.why"
        return
    fi
    tail -n 1 "$office.layout" | jq -r --arg kept "$4" '
        ($kept | gsub("\\\\n"; "\n")) as $kept | .nodes[] |
        select(.id == "answer" and .value != $kept) |
        "it holds: \(.value)", "it should: \($kept)"' >"$office.why" 2>&1
    if [ -s "$office.why" ]; then
        told "not ok" "$2: $1 are typed" "$office.why"
    else
        told ok "$2: $1 are typed"
    fi
    keys_pages "$office.layout" | jq -r --arg private '' --arg size 1280x800 \
        --slurpfile guide "$root/data/guides/standard/guide.json" \
        -f "$here/layout.jq" 2>&1 | sort | uniq -c | sort -rn >"$office.why"
    if [ -s "$office.why" ]; then
        told "not ok" "$2: pages of keys for $1" "$office.why"
    else
        told ok "$2: pages of keys for $1"
    fi
}

keys_offered() { # TAG
    [ -f "$programs/share/i18n/$1.mo" ]
}

# shellcheck disable=SC2046 # flags
if ${CC:-cc} -o "$tmp/exemplars" "$here/exemplars.c" \
    $(pkg-config --cflags --libs icu-i18n icu-uc) 2>"$tmp/why"; then
    "$tmp/exemplars" da en ar fa uk ti so pl tr ro ckb ta >"$tmp/letters"
else
    told "not ok" "the letters are listed" "$tmp/why"
    : >"$tmp/letters"
fi
keys_tab=$(printf '\t')
while IFS="$keys_tab" read -r tag typed kept; do
    keys_offered "$tag" && keys_typed letters "$tag" "$typed" "$kept"
done <"$tmp/letters"
keys_sentences >"$tmp/sentences"
while IFS='|' read -r tag words; do
    keys_offered "$tag" && keys_typed words "$tag" "$words" "$words"
done <"$tmp/sentences"
