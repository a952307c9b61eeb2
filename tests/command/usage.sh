# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# Options, help, exit codes.

gives 0 "--version" --version
has out '^indefra-desk [0-9]+\.[0-9]+\.[0-9]+$' "--version says its number"
gives 0 "--help" --help
has out '^Examples:' "--help has examples"
is "$(wc -c < err)" 0 "--help says nothing on standard error"
for c in init office week status withdraw redact guide languages demo check; do
    gives 0 "$c --help" $c --help
    has out '^usage: indefra-desk' "$c --help tells its usage"
    has out '^Examples?:' "$c --help has an example"
    has out "indefra-desk $c" "$c --help is its own"
done

gives 2 "no command"
gives 2 "an unknown command" frobnicate
gives 2 "an unknown option" status --frobnicate
gives 2 "an option of another command" status --key x
gives 2 "an option without its value" status --data
gives 2 "an empty --data" status --data ''
gives 2 "an option twice" status --data a --data b
gives 2 "an operand where there is none" status much
gives 2 "a clock that is none" status --clock yesterday
gives 2 "init without its options" init --data new
gives 2 "init without a key's file" init --data new --office A --municipality B
gives 2 "week without a key" week --out x
gives 2 "week without a folder" week --key x
gives 2 "--json without --preview" week --key x --out y --json
gives 2 "demo without a number" demo
gives 2 "demo with a word" demo --stories many
gives 2 "demo with too many" demo --stories 10001
gives 2 "demo with less than none" demo --stories -1
gives 2 "demo in no week" demo --stories 1 --weeks 0
gives 2 "guide without check" guide
gives 2 "guide check without a file" guide check
is "$(wc -l < err)" 1 "wrong usage is told in one line"
has err '^indefra-desk: .*--help' "wrong usage points at the help"
is "$(ls new 2> /dev/null)" "" "wrong usage makes nothing"

fails "no office" 'is no office' status --data nowhere
"$desk" --help > /dev/full 2> err
is $? 1 "a full standard output is a failure"
is "$(wc -l < err)" 1 "and told in one line"

# --- A user without a home ---
unset HOME
fails "an office is looked for nowhere" 'name it with --data DIR' status
gives 0 "languages need no office" languages
echo "Ring til 12 34 56 78." > in
"$desk" redact < in > out 2> err
is "$?:$(grep -c 12 out)" 0:0 "nor does redact"
