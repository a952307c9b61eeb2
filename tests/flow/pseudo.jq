# SPDX-License-Identifier: MPL-2.0
# Looks at one frame in a pseudo-language and tells each text that is not in
# it, a line each. $names: what the office calls itself, which stays as it is.

def said: ["text", "heading", "button", "toggle", "card", "field"];
# The teller's words, the office's, and digits.
def own:
    .id | test("^course-") or test("^(sentence|word|word-da|public|story|digit|pin)-[0-9]+$") or
          IN("pin", "story-title", "code-entry");
# Languages stand in the list by their own names.
def name_of_language: .id | startswith("lang-");
def without_names:
    reduce ($names | split("\n")[] | select(. != "")) as $n
        (.; split($n) | join(""));

def outside_brackets: gsub("⟦[^⟦⟧]*⟧"; "");
def left_over: without_names | gsub("[^A-Za-zÆØÅæøå⟦⟧]"; "");

def leak:
    select(.label != "") |
    if (.label | contains("⟦") | not) then "is not translated"
    elif (.label | outside_brackets | left_over) != "" then
        "has more than its text"
    elif (.label | without_names | test("[A-Za-z]")) then
        "is translated in part"
    else empty end;

def foreign: select(.label | contains("⟦")) | "says it is \(.lang)";

# The catalogue says which way a language is written, not its name.
def wrong_side($dir):
    select(.role == "field" and .text) |
    (.text[0] - .rect[0]) as $left |
    (.rect[0] + .rect[2] - .text[0] - .text[2]) as $right |
    select(if $dir == "rtl" then $left < $right - 1
           else $right < $left - 1 end) |
    "begins at the wrong side";

.screen as $screen | .dir as $dir | .lang as $lang |
select($lang | startswith("en-x-")) |
.nodes[] | select(.role | IN(said[])) | select(own or name_of_language | not) |
(if .lang == $lang then leak, wrong_side($dir) else foreign end) as $what |
"\($screen), \($lang): \(.id) \($what): \(.label)"
