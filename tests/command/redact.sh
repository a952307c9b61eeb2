# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# The filter.

filter() { # TEXT OPTIONS...
    text=$1
    shift
    printf '%b' "$text" | "$desk" redact "$@" > out 2> err
}
filter 'Ring til 12 34 56 78 nu.\n'
is "$(cat out)" 'Ring til ▮▮▮ nu.' "a number is hidden"
filter 'Ring til 12 34 56 78 nu.\n' --json
is "$(jq -c .found out)" \
    '[{"kind":"phone","start":9,"end":20,"action":"hide"}]' "and told in bytes"
filter 'blåbær: 010190-1234\n' --json
is "$(jq -c '.found[0] | [.kind, .start, .end]' out)" '["cpr",10,21]' \
    "offsets are bytes"
filter 'Jeg talte med Mette i går.\n' --json
is "$(jq -r .text out)" 'Jeg talte med Mette i går.' "a name stays in the text"
is "$(jq -c '.found[0] | [.kind, .action]' out)" '["name","suggest"]' \
    "and is suggested"
filter 'en\n\ntre' --json
is "$(jq -s -c 'map(.text)' out)" '["en","","tre"]' \
    "empty lines, and a last one without its end"
filter ''
is "$?:$(wc -c < out)" 0:0 "nothing gives nothing"
filter 'a\r\nb\n'
is "$(wc -l < out)" 2 "lines keep their number"
filter 'god\n\0377ond\nugly\n'
is "$?:$(wc -l < err)" 1:1 "bytes that are no UTF-8 end it"
has err 'line 2' "with the line's number"
is "$(cat out)" god "after what was sound"
filter 'a\0b\n'
is "$?" 1 "neither is a NUL"
filter '\0355\0240\0200\n'
is "$?" 1 "nor half a surrogate"
head -c 1048576 /dev/zero | tr '\0' a > long
"$desk" redact < long > out 2> err
is "$?:$(wc -c < out)" 0:1048577 "a line of 1 MiB goes through"
head -c 1048577 /dev/zero | tr '\0' a > long
"$desk" redact < long > out 2> err
is "$?:$(wc -l < err)" 1:1 "a longer one does not"
has err 'line 1 ' "and is named"
head -c 3000000 /dev/zero | tr '\0' a > long
"$desk" redact < long > out 2> err
is "$?:$(wc -c < out)" 1:0 "however long it is"
yes 'Her er 12345678.' | head -n 200000 > many
"$desk" redact < many | head -n 1 > out
is "$(cat out)" 'Her er ▮▮▮.' "a reader may stop early"
"$desk" redact < many > out
is "$(sort -u out):$(wc -l < out)" 'Her er ▮▮▮.:200000' "no line is lost"
filter '123456\n' --lang ar --json
is "$(jq -r '.found[0].kind' out)" digits "other languages"
"$desk" redact --json < many > /dev/full 2> err
is "$?:$(wc -l < err)" 1:1 "a full disk is told in one line"
