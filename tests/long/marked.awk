# SPDX-License-Identifier: MPL-2.0
# Lays what was found (a line of FROM:TO:ACTION:KIND for each text, in bytes)
# over marked texts; marked.sh says what comes out.

function lower(s) {
    s = tolower(s)
    gsub(/\303\206/, "\303\246", s)
    gsub(/\303\230/, "\303\270", s)
    gsub(/\303\205/, "\303\245", s)
    gsub(/\303\226/, "\303\266", s)
    return s
}
function bare(s) {
    gsub(/^[^A-Za-z0-9\200-\377]+|[^A-Za-z0-9\200-\377]+$/, "", s)
    gsub(/^(\302\253|\302\273)+|(\302\253|\302\273|\342\200\224)+$/, "", s)
    return s
}
function in_lists(s, stem) {
    stem = s = lower(bare(s))
    sub(/'?s$/, "", stem)
    return s in listed || stem in listed
}
# What the program found at bytes [from, to): "suggest name", or nothing.
function touched(from, to, i) {
    for (i = 1; i <= finds; i++)
        if (begins[i] < to && from < ends[i])
            return what[i]
    return ""
}
function end_mark(result) {
    result = !hit ? "missed" : hit < must ? "part" : "found"
    printf "mark\t%s\t%d/%d\t%s\t%s\n", kind, must - known, must, result,
        entity
    kind = ""
}
function one_word(word, from, core, is) {
    core = bare(word)
    if (core == "")
        return
    from += index(word, core) - 1
    is = touched(from, from + length(core))
    split(is, told, " ")
    if (kind == "-")
        told[1] = "opinion"
    else if (kind != "")
        told[1] = "right"
    if (is != "" || kind != "")
        printf "word\t%s\t%s\t%s\n", told[1], told[2], core
    else
        print "word\tquiet\t\t" core
    if (kind == "" || kind == "-")
        return
    if (capital && core ~ /^[a-z]/ || kind == "d" && core ~ /^d(en)?$|dag$/)
        return
    must++
    known += in_lists(core)
    hit += is != ""
}
function one_text(line, at, piece, n, w, words, from) {
    at = 0
    kind = ""
    while (line != "") {
        if (match(line, /^\{[a-z-] /)) {
            kind = substr(line, 2, 1)
            line = substr(line, 4)
            entity = substr(line, 1, index(line, "}") - 1)
            capital = entity ~ /(^| )([A-Z]|\303[\200-\236])/
            known = must = hit = 0
        } else if (kind != "" && substr(line, 1, 1) == "}") {
            line = substr(line, 2)
            if (kind == "-")
                kind = ""
            else
                end_mark()
        }
        n = kind == "" ? match(line, /\{[a-z-] /) : index(line, "}")
        piece = n ? substr(line, 1, n - 1) : line
        line = n ? substr(line, n) : ""
        n = length(piece)
        from = 1
        for (w = 1; w <= n + 1; w++)
            if (w > n || substr(piece, w, 1) == " ") {
                if (w > from)
                    one_word(substr(piece, from, w - from), at + from - 1)
                from = w + 1
            }
        at += n
    }
}
FILENAME != "-" {
    if (/^#/ || /^-/)
        next
    for (w = 1; w <= NF; w++)
        if (NF == 1)
            listed[$w]
    next
}
{
    finds = split($0, found, " ")
    for (f = 1; f <= finds; f++) {
        split(found[f], part, ":")
        begins[f] = part[1]
        ends[f] = part[2]
        what[f] = part[3] " " part[4]
    }
    if ((getline text < marked) > 0)
        one_text(text)
}
