# SPDX-License-Identifier: MPL-2.0
# Compares what files reach with the table of rooms; see rooms.sh.

function told(text) { print text; bad = 1 }

# A pattern with "*" as an expression; the dot is a dot.
function pattern(p) {
    gsub(/\./, "[.]", p)
    gsub(/\*/, ".*", p)
    return "^" p "$"
}

function read_row(line,    side, row, a, n, i) {
    row = line
    sub(/[ \t]*:.*/, "", row)
    sub(/^[^:]*:/, "", line)
    split(line, side, "|")
    known[row] = 1
    n = split(side[1], a, " ")
    for (i = 1; i <= n; i++)
        may[row, a[i]] = 1
    outside[row] = side[2]
}

function read_table(    line) {
    if ((getline line < table) <= 0) {
        print table ": can not be read"
        exit bad = 2
    }
    do {
        sub(/#.*/, "", line)
        if (line ~ /^posix[ \t]*=/) {
            sub(/^[^=]*=/, "", line)
            posix = line
        } else if (line ~ /:/) {
            read_row(line)
        }
    } while ((getline line < table) > 0)
}

# The room of "host/file.h" is host; of "main.c" it is main.c itself.
function room_of(path) {
    return path ~ /\// ? substr(path, 1, index(path, "/") - 1) : path
}

function may_name(row, header,    list, a, n, i) {
    list = outside[row]
    sub(/(^| )posix( |$)/, " " posix " ", list)
    n = split(list, a, " ")
    for (i = 1; i <= n; i++)
        if (header ~ pattern(a[i]))
            return 1
    return 0
}

BEGIN {
    n = split("assert ctype errno float inttypes limits locale math " \
              "stdalign stdarg stdatomic stdbool stddef stdint stdio " \
              "stdlib stdnoreturn string time wchar", c, " ")
    for (i = 1; i <= n; i++)
        standard[c[i] ".h"] = 1
    read_table()
}

{
    file = $2
    sub(/^kiosk\//, "", file)
    room = room_of(file)
    row = file in known ? file : room
}

$1 == "room" {
    if (!($2 in known))
        told("kiosk/" $2 ": this room is not in " table)
    next
}

$1 == "links" {
    if ($3 ~ /SDL|libpng|libX11|libwayland/)
        told($2 " is linked with " $3 ": it must not need a screen")
    next
}

!(row in known) {
    told("kiosk/" file ": \"" row "\" is not in " table)
    next
}

$1 == "reaches" {
    looked++
    to = room_of($3)
    if ($3 ~ /^main[^\/]*$/ && $3 != file)
        told("kiosk/" file ": nobody includes " $3)
    else if (to != room && !((row, to) in may) && !((row, $3) in may))
        told("kiosk/" file ": " row " may not reach " $3)
    else if (row == file && to == room && $3 != file)
        told("kiosk/" file ": reaches " $3 ", but stands alone in " table)
}

$1 == "names" && !($3 in standard) && !may_name(row, $3) {
    told("kiosk/" file ": " row " may not know <" $3 ">")
}

END {
    # An empty answer of the compiler would look like a sound house.
    if (bad != 2 && looked < 100)
        told("rooms: the compiler told of " looked + 0 " includes only")
    exit bad
}
