# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh
# What every command test starts with: the programs, a folder of its own, ways
# to say what is as it should be. Read by ". lib.sh", not run.

set -u
# A test run must not find the developer's own office.
unset XDG_DATA_HOME XDG_RUNTIME_DIR
HOME=$TEST_DIR
export HOME LC_ALL=C.UTF-8 NO_COLOR=1
desk=$PROGRAMS/indefra-desk
cd "$TEST_DIR" || exit 1

# ok WHAT: the command before it went well, or did not.
#   some command; is $? 0 "what"
is() { # GOT WANTED WHAT
    if [ "$1" = "$2" ]; then
        echo "ok - $3"
    else
        echo "not ok - $3 (got \"$1\", wanted \"$2\")"
    fi
}

# run WANTED-EXIT ARGUMENTS...: standard output into out, error into err.
run() {
    wanted=$1
    shift
    "$desk" "$@" > out 2> err
    code=$?
    [ "$code" = "$wanted" ] && return 0
    echo "# indefra-desk $*: exit $code, wanted $wanted: $(head -c 300 err)"
    return 1
}

# gives WANTED-EXIT WHAT ARGUMENTS...: one exit code, told.
gives() {
    wanted=$1
    what=$2
    shift 2
    if run "$wanted" "$@"; then
        echo "ok - $what"
    else
        echo "not ok - $what"
    fi
}

# fails WHAT PATTERN ARGUMENTS...: exit 1, nothing on standard output, one line
# on standard error that has the pattern (grep -E).
fails() {
    what=$1
    pattern=$2
    shift 2
    run 1 "$@"
    lines=$(wc -l < err)
    if [ "$code" = 1 ] && [ ! -s out ] && [ "$lines" = 1 ] &&
        grep -qE -- "$pattern" err; then
        echo "ok - $what"
    else
        echo "not ok - $what (exit $code, $lines lines: $(head -c 300 err))"
    fi
}

has() { # FILE PATTERN WHAT
    if grep -qE -- "$2" "$1"; then
        echo "ok - $3"
    else
        echo "not ok - $3 ($1 lacks \"$2\")"
    fi
}

demo_office() { # DIR
    "$desk" init --demo --office Demohuset --municipality Byby \
        --data "$1" > /dev/null 2>&1
}

# week DIR DAY OUT [OPTIONS...]: as run 0, with the passphrase of a demo office.
week() {
    dir=$1
    day=$2
    to=$3
    shift 3
    echo demo | "$desk" week --data "$dir" --clock "$day" --out "$to" \
        --key "$dir/office.key" --passphrase-stdin "$@" > out 2> err
}

count() { # DIR DAY NAME: a number of status --json
    "$desk" status --json --data "$1" --clock "$2" 2> /dev/null | jq ".$3"
}

day_after() { # DAY WEEKS
    date -u -d "$1 + $2 weeks" +%F
}
