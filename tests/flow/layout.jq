# SPDX-License-Identifier: MPL-2.0
# Looks at one frame of --layout and tells what is wrong with it, a line each:
# sizes (mm), contrast (WCAG 2.2: 7:1), order of focus, names, what must not
# show. $size: the window, $private: words that hiding must hide, reach: "low"
# where all that is touched stands in the lower two thirds.

def screens:
    ["welcome", "who", "start", "pledge", "group", "course", "ask", "more",
     "worker", "meaning", "key-sentence", "read-back", "share", "home",
     "thanks", "replies", "pause", "warn", "blank", "hidden", "help-now",
     "code-entry", "code-menu", "staff-pin", "staff", "staff-week",
     "staff-reply"];
def before_yes: ["welcome", "who", "start", "pledge", "group", "course"];
def nothing_told:
    ["welcome", "who", "start", "hidden", "blank", "warn", "help-now",
     "thanks", "replies", "staff-pin", "code-entry"];
def roles:
    ["text", "heading", "button", "toggle", "card", "field", "key", "image",
     "strip"];
# Keys are for fingers: with a keyboard of plastic one walks past them.
def touched: ["button", "card", "toggle", "field"];
def in_bar:
    ["back", "help-now", "hide", "stop", "ear", "text-larger", "finished",
     "skip", "next", "finish", "start-yes", "start-no", "pledge-yes",
     "pledge-no", "citizen-yes", "citizen-no"];
# Answers that weigh the same look the same.
def pairs:
    [["first-better", "first-worse"], ["dir-better", "dir-worse"],
     ["start-yes", "start-no"], ["pledge-yes", "pledge-no"],
     ["citizen-yes", "citizen-no"], ["more-yes", "more-no"],
     ["worker-yes", "worker-no"], ["pledge-room", "pledge-video"],
     ["skip", "next"]];

# --- Contrast, as WCAG 2.2 counts it ---

def hex: explode | map(if . >= 97 then . - 87 elif . >= 65 then . - 55
                       else . - 48 end) | .[0] * 16 + .[1];
def linear: . / 255 | if . <= 0.04045 then . / 12.92
                      else pow((. + 0.055) / 1.055; 2.4) end;
def luminance:
    0.2126 * (.[1:3] | hex | linear) + 0.7152 * (.[3:5] | hex | linear) +
    0.0722 * (.[5:7] | hex | linear);
def contrast($a; $b):
    ($a | luminance) as $x | ($b | luminance) as $y |
    if $x > $y then ($x + 0.05) / ($y + 0.05)
    else ($y + 0.05) / ($x + 0.05) end;

# --- One node ---

# Twelve keys beside each other have no more than the display is wide, and a key
# is whole pixels.
def least($wide):
    (.mm[0] / .rect[2]) as $pixel |
    if .role == "key" then [([18, $wide / 12 - $pixel] | min), 15]
    else [20, 20] end;

def small($wide):
    least($wide) as $l |
    select(.enabled and (.role | IN("button", "card", "toggle", "key"))) |
    select(.mm[0] < $l[0] or .mm[1] < $l[1]) |
    "\(.id) is \(.mm[0]) x \(.mm[1]) mm";

# What can not be touched may be paler, never unreadable.
def pale:
    select(.role != "strip" and .label + (.value // "") != "") |
    contrast(.fg; .bg) as $c |
    select($c < (if .enabled then 7 else 4.5 end)) |
    "\(.id): \(.fg) on \(.bg) is \($c * 100 | round / 100):1";

def told_words: .id | test("^(word|sentence|public|story)-");

# A field scrolls, and a teller's longest word is as long as it is. Letters
# fill no more of their line than four fifths, where it is one line only.
def clipped:
    select(.text and .role != "field") | select(told_words | not) |
    (if .role == "key" or .id == "demo-banner" then .text[3] / 5
     else 1 end) as $air |
    select(.text[0] < .rect[0] - 1 or .text[1] < .rect[1] - $air or
           .text[0] + .text[2] > .rect[0] + .rect[2] + 1 or
           .text[1] + .text[3] > .rect[1] + .rect[3] + $air) |
    "\(.id) is clipped: \(.text) in \(.rect): \(.label)";

def outside($w; $h):
    select(.seen) |
    select(.rect[0] < 0 or .rect[0] + .rect[2] > $w or .rect[2] <= 0 or
           .rect[3] <= 0 or .rect[1] >= $h or .rect[1] + .rect[3] <= 0) |
    "\(.id) is outside the window: \(.rect)";

def telltale:
    select(.state | index("masked")) |
    select("\(.label) \(.value // "")" | test("[0-9]")) |
    "\(.id) is masked and shows digits";

def nameless:
    select(told_words | not) | select(.label | test("^[a-z]+(-[a-z]+)*[.][a-z][a-z.-]*$")) |
    "\(.id): no text for \(.label)";

def unknown:
    select(.role | IN(roles[]) | not) | "\(.id): role \(.role)";

# --- The whole frame ---

def twice: [.nodes[].id] | group_by(.)[] | select(length > 1) |
    "\(.[0]) stands there \(length) times";

def focus_order:
    (.nodes[] | select(.focus == 0 and (.role | IN(touched[]))) |
     "\(.id) has no place in the order of focus"),
    ([.nodes[].focus | select(. > 0)] |
     select(sort != [range(1; length + 1)]) |
     "the order of focus has gaps: \(.)");

def unequal:
    (.nodes | map({key: .id, value: .}) | from_entries) as $n |
    pairs[] | select($n[.[0]] and $n[.[1]]) |
    select($n[.[0]].rect[2:] != $n[.[1]].rect[2:]) |
    "\(.[0]) and \(.[1]) differ: \($n[.[0]].rect[2:]) \($n[.[1]].rect[2:])";

def too_early:
    [$guide[0].questions[].question] as $asked |
    select(.screen | IN(before_yes[])) |
    ((select(.question != "") | "a question is open before yes"),
     (.nodes[] | select(.id == "question" or (.label | IN($asked[]))) |
      "\(.id) shows a question before yes"));

def not_hidden:
    select($private != "" and (.screen | IN(nothing_told[]))) |
    .nodes[] | select("\(.label) \(.value // "")" | contains($private)) |
    "\(.id) shows what was hidden";

# A finger finds one key under it, and one button in the bar.
def overlap:
    (.nodes[] | select(.id == "bar") | .rect[1]) as $bar |
    [.nodes[] | select(.role == "key" or
                       (.rect[1] > $bar and (.id | IN(in_bar[]))))] as $n |
    range($n | length) as $i | range($i + 1; $n | length) as $k |
    ($n[$i].rect) as $a | ($n[$k].rect) as $b |
    select($a[0] < $b[0] + $b[2] and $b[0] < $a[0] + $a[2] and
           $a[1] < $b[1] + $b[3] and $b[1] < $a[1] + $a[3]) |
    "\($n[$i].id) and \($n[$k].id) overlap";

# The touch keyboard takes what it needs.
def too_high($h):
    select($ARGS.named.reach == "low" and all(.nodes[]; .role != "key")) |
    .nodes[] | select(.enabled and .seen and (.role | IN(touched[]))) |
    select(.rect[1] + .rect[3] / 2 < $h / 3) |
    "\(.id) is out of reach: \(.rect)";

def faults($w; $h):
    (.nodes[0] | .mm[0] / .rect[2] * $w) as $wide |
    (.nodes[] | small($wide), pale, outside($w; $h), clipped, telltale,
                nameless, unknown),
    twice, focus_order, unequal, too_early, not_hidden, overlap, too_high($h),
    (select(.screen | IN(screens[]) | not) | "no screen is called so"),
    (select(.dir != (if .lang | IN("ar", "fa", "prs", "ur", "ckb", "ps",
                                  "en-x-rtl")
                     then "rtl" else "ltr" end)) |
     "\(.lang) is not written \(.dir)");

($size / "x" | map(tonumber)) as [$w, $h] |
"\(.screen)\(if .question != "" then " " + .question else "" end)" as $where |
"\($where), \(.lang): \(faults($w; $h))"
