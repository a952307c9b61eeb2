#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Power is lost, and the disk fails: the simulators' draws, and one for each
# promise that is broken on purpose, which must be seen. Usage: power.sh BUILD [STATES [SEED]]
set -u
sim=$1/power/powersim states=${2:-2000} seed=${3:-1}
passed=0 failed=0

ok() { passed=$((passed + 1)); echo "ok - $1"; }
not_ok() { failed=$((failed + 1)); echo "not ok - $1"; }

if said=$("$sim" --states "$states" --seed "$seed"); then
    ok "$said"
else
    not_ok "$said"
fi
# Without what each does, the simulator sees nothing: commits that wait for no
# disk lose what was acknowledged; the others leave something broken.
for control in normal folders slots data; do
    said=$("$sim" --states 400 --seed "$seed" --control "$control" 2>&1 |
        tail -n 1)
    case $control:$said in
    normal:*" 0 of them lost;"*) not_ok "control $control: $said" ;;
    *" states, "*" 0 wrong,"*) not_ok "control $control: $said" ;;
    *" states, "*" wrong,"*) ok "control $control: $said" ;;
    *) not_ok "control $control: $said" ;;
    esac
done
# The disk fails at every call that changes it.
if said=$("$1/power/faultsim" --seed "$seed"); then
    ok "$said"
else
    not_ok "$said"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
