#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# kill -9 of the tablet in the middle of talks, three tablets at a time: they
# mostly wait for a person.
set -u
B=${B:-build} SEED=${SEED:-1}
if [ "${DRAW:-short}" = long ]; then kills=800; else kills=12; fi
make -s B="$B" "$B/power/talksim" "$B/indefra" "$B/indefra-desk" share >&2 ||
    exit 2
# Drafts want memory, not a disk.
work=$(mktemp -d /dev/shm/indefra-talk.XXXXXX)
trap 'rm -rf "$work"' EXIT
for i in 1 2 3; do
    mkdir "$work/$i" && mkdir -m 700 "$work/$i/run"
    XDG_RUNTIME_DIR=$work/$i/run "$B/power/talksim" "$B" "$work/$i" "$kills" \
        "$((SEED * 3 + i))" >"$work/$i/said" &
done
wait
asked="kill -9 of the tablet: at most 2 s of text gone, no story twice"
if grep -qs 'memory only' "$work"/?/err; then
    printf 'G8 talk\t%s\tnot run: no tmpfs or keyring\t%s\n' "$asked" "$SEED"
    exit 3
fi
status=0
for i in 1 2 3; do
    "$B/indefra-desk" check --data "$work/$i/office" >&2 || status=1
done
cat "$work"/?/said >&2
awk -v seed="$SEED" -v asked="$asked" -v OFS='\t' '
    { kills += $1; finish += $3; resumed += $8; ended += $11
      again += $16; wrong += $(NF - 1)
      for (i = 1; i < NF; i++)
          if ($i == "most" && $(i + 1) > worst) worst = $(i + 1) }
    END { print "G8 talk", kills " " asked, resumed " resumed, " ended " ended, " \
              finish " killed at finish, " again " kept and told on, " worst + 0 " ms gone, " wrong + 0 \
              " wrong", seed
          exit NR != 3 || wrong || !(resumed + ended) }' "$work"/?/said ||
    status=1
[ "$status" = 0 ]
