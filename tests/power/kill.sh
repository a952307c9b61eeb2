#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# kill -9 in the middle of deliveries and releases. What was acknowledged (a
# code that was written out) must open afterwards, the balance must hold, and
# "check" must find nothing. Usage: kill.sh PROGRAM_DIR [KILLS]
set -u
dir=$(cd "$1" && pwd) kills=${2:-300}
work=$(mktemp -d "${TMPDIR:-/tmp}/indefra-kill.XXXXXX")
trap 'rm -rf "$work"' EXIT
desk=$dir/indefra-desk
office=$work/office
passed=0 failed=0

ok() { passed=$((passed + 1)); echo "ok - $1"; }
not_ok() { failed=$((failed + 1)); echo "not ok - $1"; }

"$desk" init --data "$office" --office Prøvekontoret \
    --municipality "Prøve Kommune" --demo >/dev/null 2>&1

week=0 lost_balance=0 unsound=0 told=
: >"$work/codes"
for i in $(seq "$kills"); do
    clock=$(date -u -d "2026-01-05 + $week weeks" +%Y-%m-%dT10:00:00Z)
    : >"$work/some"
    # Someone tells every week, unharmed: a clock that jumps is another test.
    [ -n "$told" ] || {
        "$desk" demo --data "$office" --stories 1 --seed "$i" \
            --clock "$clock" >/dev/null 2>&1
        told=yes
    }
    if [ $((i % 6)) = 0 ]; then
        echo demo | "$desk" week --data "$office" --clock "$clock" \
            --key "$office/office.key" --passphrase-stdin \
            --out "$work/out" >/dev/null 2>&1 &
        week=$((week + 1)) told=
    else
        "$desk" demo --data "$office" --stories 40 --seed "$i" \
            --clock "$clock" --codes "$work/some" >/dev/null 2>&1 &
    fi
    killed=$!
    sleep "$(printf 0.%03d $((15 + RANDOM % 110)))"
    kill -9 "$killed" 2>/dev/null
    wait "$killed" 2>/dev/null
    # A code is acknowledged when its whole line was written.
    grep -E '^[0-9 ]{22,}$' "$work/some" >>"$work/codes"
    if [ $((i % 25)) = 0 ]; then
        "$desk" status --json --data "$office" --clock "$clock" \
            >"$work/status" 2>"$work/why" &&
            jq -e '.delivered == .waiting + .released + .withdrawn + .expired' \
                "$work/status" >/dev/null || {
            lost_balance=$((lost_balance + 1))
            cat "$work/why"
        }
        "$desk" check --data "$office" --clock "$clock" >"$work/faults" \
            2>&1 || {
            unsound=$((unsound + 1))
            head -5 "$work/faults"
        }
    fi
done
if [ "$lost_balance" = 0 ]; then
    ok "$kills kills: the balance held"
else
    not_ok "$kills kills: the balance was lost $lost_balance times"
fi
if [ "$unsound" = 0 ]; then
    ok "$kills kills: check found nothing"
else
    not_ok "$kills kills: check found something $unsound times"
fi

acknowledged=$(wc -l <"$work/codes")
"$desk" status --json --data "$office" --clock "$clock" >"$work/status"
delivered=$(jq .delivered "$work/status")
if [ "$acknowledged" -gt 20 ] && [ "$delivered" -ge "$acknowledged" ]; then
    ok "$acknowledged stories acknowledged, $delivered kept"
else
    not_ok "$acknowledged stories acknowledged, $delivered kept"
fi

# Some of the acknowledged codes open: each is withdrawn, and then is gone.
clock=$(date -u -d "2026-01-05 + $week weeks" +%Y-%m-%dT10:00:00Z)
opened=0 tried=0
while read -r code; do
    tried=$((tried + 1))
    echo "$code" | "$desk" withdraw --data "$office" --clock "$clock" \
        >/dev/null 2>"$work/why" && opened=$((opened + 1))
done < <(shuf -n 60 --random-source=<(yes) "$work/codes")
if [ "$opened" = "$tried" ] && [ "$tried" -gt 0 ]; then
    ok "$opened of $tried acknowledged codes open"
else
    not_ok "$opened of $tried acknowledged codes open: $(cat "$work/why")"
fi
if "$desk" check --data "$office" --clock "$clock" >"$work/faults" 2>&1; then
    ok "sound after it all"
else
    not_ok "unsound after it all: $(head -3 "$work/faults")"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
