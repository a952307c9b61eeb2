# SPDX-License-Identifier: MPL-2.0
# Reads the Danish texts of a PO template (msgctxt, msgid) and tells how hard
# each screen is: LIX = words per sentence + per cent of words over six letters
# (C.-H. Björnsson, Läsbarhet, 1968). A text's end closes a sentence, as on the
# screen. What stands in braces is not counted. Works on bytes (LC_ALL=C), so
# that any awk will do; a letter is a byte that does not continue another.
function letters(word) {
    gsub(/[\200-\277]/, "", word)
    return length(word)
}

# Counts one sentence; gives its words.
function count(sentence, screen,    word, n, i, words_here) {
    n = split(sentence, word, /[^A-Za-z0-9\200-\377]+/)
    for (i = 1; i <= n; i++) {
        if (word[i] == "")
            continue
        words_here++
        words[screen]++
        long[screen] += letters(word[i]) > 6
    }
    if (words_here)
        sentences[screen]++
    return words_here
}

function measure(text, ctxt,    screen, sentence, n, i, k) {
    screen = ctxt
    sub(/\..*/, "", screen)
    if (screen == "theme" || screen == "contributor")
        return # cards: words, not sentences
    gsub(/\{[a-z]*\}|\\"|»|«|–/, " ", text)
    n = split(text, sentence, /[.?!:]+|\\n/)
    for (i = 1; i <= n; i++) {
        k = count(sentence[i], screen)
        if (k > max_words) {
            printf "%s: %d words in one sentence, at most %d:%s\n", ctxt, k,
                   max_words, sentence[i]
            bad = 1
        }
    }
}

/^msgctxt / {
    ctxt = $0
    gsub(/^msgctxt "|"$/, "", ctxt)
}
/^msgid / {
    text = ""
    in_id = 1
}
/^msgstr / {
    if (in_id && ctxt != "")
        measure(text, ctxt)
    in_id = 0
}
in_id {
    line = $0
    gsub(/^(msgid )?"|"$/, "", line)
    text = text line
}
/^$/ { ctxt = "" }

END {
    for (screen in words) {
        lix = words[screen] / sentences[screen] + \
              100 * long[screen] / words[screen]
        if (show)
            printf "%s: LIX %.1f, %d words\n", screen, lix, words[screen]
        if (lix > max_lix) {
            printf "%s: LIX %.1f, at most %d\n", screen, lix, max_lix
            bad = 1
        }
    }
    exit bad
}
