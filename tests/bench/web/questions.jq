# SPDX-License-Identifier: MPL-2.0
# What form.html asks, out of a guide: the variant "full", in Danish; in another
# language the question in both, and a field for it, or, with an interpreter,
# one for each language.
def danish: {title: .question, help};
def other: {title: ($words[.id + ".question"] + " " + .question),
            help: $words[.id + ".help"]};
def both: [other, {title: "På dansk", help: ""}];

(.questions | INDEX(.id)) as $by_id
| {lang: $lang,
   dir: (if $lang | IN("ar", "fa", "ckb", "ur") then "rtl" else "ltr" end),
   next: (if $lang == "da" then "Næste" else "التالي" end),
   rows: (if $fields == "2" then 3 else 12 end),
   pages: [.variants.full[] | $by_id[.]
           | if $lang == "da" then [danish]
             elif $fields == "2" then both else [other] end]}
