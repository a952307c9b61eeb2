#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# A tablet's clock jumps while the world goes on. Offices live from 2024 on;
# at each step some days pass, then the clock is right or, detectably, wrong:
# anything from five years behind to twenty ahead. People tell stories all the
# same, and somebody tries to release. A person confirms the clock only when it
# is right. By the world's time nothing leaves before the second week after it
# was told, nothing leaves twice, no code ceases to open within a year, and while
# the clock is wrong no slot and no count changes; the releases' weeks rise.
# After 26 weeks what waits expires, after a year the full stories go: only then.
set -u
B=${B:-build} SEED=${SEED:-1}
if [ "${DRAW:-short}" = long ]; then offices=60 steps=60; else offices=2 steps=14; fi
make -s B="$B" "$B/indefra-desk" >&2 || exit 2
desk=$(cd "$B" && pwd)/indefra-desk
room=/dev/shm
[ -w "$room" ] || room=${TMPDIR:-/tmp}
work=$(mktemp -d "$room/indefra-clock.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

wrong=0 jumps=0 releases=0 expired=0
delivered=0 waiting=0 released=0 withdrawn=0 expired_now=0 sound=false
is_wrong() {
    wrong=$((wrong + 1))
    echo "office $office, step $step, $(iso "$true_day"): $*" >&2
}
iso() { printf '%(%Y-%m-%d)T' $(($1 * 86400 + 43200)); } # days since 1970
# Monday's weeks, counted on; 1970 began on a Thursday.
week_of() { echo $((($1 + 3) / 7)); }
# Draws come again with the seed.
RANDOM=$((SEED % 32768))
below() { drawn=$((((RANDOM << 15) + RANDOM) % $1)); }

# The jumped clock: more than two weeks from what the office saw last.
draw_clock() {
    below 4
    case $drawn in
    0) below 1800 && clock_day=$((true_day - 30 - drawn)) ;;
    1) below 7300 && clock_day=$((true_day + 30 + drawn)) ;;
    2) below 30 && clock_day=$((true_day + 24 + drawn)) ;;
    3) # the ends of years, and leap days
        below 20
        local year=$((2021 + drawn)) days=(01-01 12-31 12-28 01-04 02-28 03-01)
        below 6
        clock_day=$(($(date -u -d "$year-${days[drawn]}" +%s) / 86400))
        [ "$drawn" -lt 4 ] || clock_day=$((clock_day + drawn - 4)) ;;
    esac
    local apart=$(($(week_of $clock_day) - seen))
    [ ${apart#-} -gt 2 ] || clock_day=$((true_day - 1000 - apart))
}

run_week() {
    echo demo | "$desk" week --data "$office" --clock "$(iso "$clock_day")" \
        --key "$office/office.key" --out "$office-out" --passphrase-stdin \
        >out 2>err
}

look() { # reads the balance, by the given day
    "$desk" status --json --data "$office" --clock "$(iso "$1")" 2>err |
        jq -r '"delivered=\(.delivered) waiting=\(.waiting) released=\(.released)
                withdrawn=\(.withdrawn) expired_now=\(.expired)
                sound=\(.health[] | select(.id == "clock") | .ok)"' >balance
    # shellcheck disable=SC1091 # written just now
    . ./balance
    [ "$delivered" = $((waiting + released + withdrawn + expired_now)) ] ||
        is_wrong "the balance is lost"
}

tell() {
    below 4
    local n=$((drawn + 5))
    "$desk" demo --stories $n --seed "$SEED.$office.$step" --data "$office" \
        --clock "$(iso "$clock_day")" --codes codes 2>err ||
        is_wrong "nobody can tell: $(cat err)"
    told_week+=("$(week_of "$true_day")") told+=("$n")
    [ "${#codes[@]}" -ge 6 ] || codes+=("$true_day $(head -n 1 codes)")
}

# Those who told too lately to have left all wait.
none_early() {
    local young=0 i
    for i in "${!told[@]}"; do
        [ $((told_week[i] + 2)) -le "$(week_of "$true_day")" ] ||
            young=$((young + told[i]))
    done
    # A few tell for themselves alone, and never wait.
    [ "$waiting" -ge $((young + delivered - all_told)) ] ||
        is_wrong "$waiting wait, though $young told less than two weeks ago"
}

release_right() {
    local was=$releases_here
    run_week || { is_wrong "a right clock releases nothing: $(cat err)"; return; }
    releases_here=$(find "$office-out" -name release.json 2>/dev/null | wc -l)
    releases=$((releases + releases_here - was))
    if [ "$releases_here" -gt "$was" ]; then
        local name
        name=$(basename "$(cat out)")
        [ "$name" = "indefra-$(date -u -d "$(iso "$true_day")" +%G-W%V)" ] ||
            is_wrong "the release bears another week: $name"
        [[ $name > ${last_name:-} ]] || is_wrong "the week went back to $name"
        last_name=$name
    fi
}

step_right() {
    clock_day=$true_day
    look "$clock_day"
    if [ "$sound" != true ]; then
        "$desk" office --confirm-clock --data "$office" \
            --clock "$(iso "$clock_day")" 2>err || is_wrong "$(cat err)"
    fi
    seen=$(week_of "$true_day")
    below 3
    [ "$drawn" = 0 ] || tell
    release_right
    all_told=0
    for n in "${told[@]}"; do all_told=$((all_told + n)); done
    look "$clock_day"
    none_early
}

step_jumped() {
    draw_clock
    jumps=$((jumps + 1))
    below 3
    [ "$drawn" != 0 ] || tell
    look "$clock_day"
    [ "$sound" = false ] || is_wrong "a jump to $(iso "$clock_day") is not seen"
    cp balance before
    cp "$office/slots" slots-before
    ! run_week || is_wrong "released at $(iso "$clock_day")"
    look "$clock_day"
    cmp -s balance before || is_wrong "a count changed while it was wrong"
    cmp -s "$office/slots" slots-before || is_wrong "a slot changed meanwhile"
}

# In a copy, because trying a code takes the story back.
opens() { # CODE
    rm -rf copy && cp -r "$office" copy
    echo "$1" | "$desk" withdraw --data copy --clock "$(iso "$clock_day")" \
        >out 2>err
}

codes_open() { # WANTED
    local one
    for one in "${codes[@]}"; do
        # In a long draw some are a year old by then, and gone by right.
        [ "$1" = no ] || [ $((true_day - ${one%% *})) -lt $((51 * 7)) ] ||
            continue
        if opens "${one#* }"; then
            [ "$1" = yes ] || is_wrong "a code opens after $((true_day - ${one%% *})) days"
        else
            [ "$1" = no ] || is_wrong "a code is gone: $(cat err)"
        fi
    done
}

pass_to() { # DAY, and the office looked at by a confirmed clock
    true_day=$1 clock_day=$1
    "$desk" office --confirm-clock --data "$office" --clock "$(iso "$1")" 2>err
    run_week || is_wrong "$(cat err)"
    look "$1"
}

for ((o = 0; o < offices; o++)); do
    office=o$o step=0 seen=-1 releases_here=0 last_name=''
    codes=() told=() told_week=() all_told=0
    below 1000
    true_day=$((19723 + drawn))
    "$desk" init --demo --office Urhuset --municipality Byby --data "$office" \
        >/dev/null 2>&1
    step_right
    for ((step = 1; step < steps; step++)); do
        below 9
        true_day=$((true_day + drawn))
        below 12
        [ "$drawn" != 0 ] || { below 40 && true_day=$((true_day + drawn)); }
        below 3
        if [ "$drawn" = 0 ]; then step_jumped; else step_right; fi
    done
    step_right
    codes_open yes
    before=$expired_now # half a year went by in a long draw
    # Nobody comes any more. Unconfirmed, nothing expires, ever.
    last=$true_day
    clock_day=$((last + 26 * 7 + 8)) true_day=$clock_day
    run_week && is_wrong "released after half a year without a word"
    look "$clock_day"
    [ "$expired_now" = "$before" ] || is_wrong "expired without a confirmed clock"
    pass_to "$true_day"
    [ "$waiting" = 0 ] || is_wrong "$waiting wait for ever"
    expired=$((expired + expired_now))
    codes_open yes
    pass_to $((last + 52 * 7 + 15))
    codes_open no
done
printf 'G19 clock\t%d offices, %d steps, clock from -5 to +20 years: nothing early, twice or back\t%d wrong; %d jumps, %d releases, %d stories expired in their time\t%s\n' \
    "$offices" "$steps" "$wrong" "$jumps" "$releases" "$expired" "$SEED"
[ "$wrong" = 0 ] && [ "$jumps" -gt 5 ] && [ "$releases" -gt 0 ]
