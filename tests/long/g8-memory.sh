#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Memory fails in the real programs, once and for good; in the long draw at
# every place that asks for it (alloc.sh says which).
set -u
B=${B:-build} SEED=${SEED:-1}
if [ "${DRAW:-short}" = long ]; then times=all; else times=2; fi
where="each place"
[ "$times" = all ] || where="$times places each"
make -s B="$B" "$B/indefra" "$B/indefra-desk" "$B/power/no_memory.so" \
    "$B/power/behind" share >&2 || exit 2
said=$(bash tests/power/alloc.sh "$B" "$times" "$SEED")
status=$?
echo "$said" >&2
# shellcheck disable=SC2016 # awk's own
echo "$said" | awk -v seed="$SEED" -v where="$where" -v OFS='\t' '
    /^(ok|not ok) - / { cases++ }
    { for (i = 1; i < NF; i++) {
          if ($i == "refused") refused += $(i + 1)
          if ($i == "on" && $(i - 1) == "went") on += $(i + 1)
          if ($i == "died") died += $(i + 1)
          if ($i == "wrong") wrong += $(i + 1) } }
    END { print "G8 memory", cases " programs, memory refused at " where \
              ": no crash, nothing lost, nothing said to be done that is not",
              refused " refused, " on " went on, " wrong + 0 " wrong; " \
              "libraries died " died + 0 " times", seed }'
[ "$status" = 0 ]
