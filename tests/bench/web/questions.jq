# SPDX-License-Identifier: MPL-2.0
# What form.html asks, out of a guide: the variant "full", in Danish; in another
# language the question in both, and a field for each, as an interpreted talk.
def danish: {title: .question, help};
def other: {title: ($words[.id + ".question"] + " " + .question),
            help: $words[.id + ".help"]};
def both: [other, {title: "På dansk", help: ""}];

(.questions | INDEX(.id)) as $by_id
| {lang: $lang,
   dir: (if $lang | IN("ar", "fa", "ckb", "ur") then "rtl" else "ltr" end),
   next: (if $lang == "da" then "Næste" else "التالي" end),
   rows: (if $lang == "da" then 12 else 3 end),
   pages: [.variants.full[] | $by_id[.]
           | if $lang == "da" then [danish] else both end]}
