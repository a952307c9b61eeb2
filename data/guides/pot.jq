# SPDX-License-Identifier: MPL-2.0
# Makes the messages of a guide for its translators out of guide.json. The
# msgctxt are the ids of kiosk/core/guide.h; what is empty is not a message.
def entry(id; text; note):
  select(text // "" != "")
  | "", "#. " + note, "msgctxt " + (id | tojson), "msgid " + (text | tojson),
    "msgstr \"\"";

"msgid \"\"",
"msgstr \"\"",
("Project-Id-Version: indefra guide \(.id)\n",
 "Language: \n",
 "MIME-Version: 1.0\n",
 "Content-Type: text/plain; charset=UTF-8\n",
 "Content-Transfer-Encoding: 8bit\n",
 "X-Indefra-Reviewed: no\n"
 | tojson),
(.questions[]
 | .id as $id | .role as $role
 | entry($id + ".title"; .title; "short heading; role: " + $role),
   entry($id + ".question"; .question; "asked as it stands, read aloud too"),
   entry($id + ".help"; .help; "help line under the question"),
   entry($id + ".note"; .note; "note to the interpreter")),
(.themes[]
 | entry("theme." + .id; .word; "card: what the story is about " + .pictogram)),
(.contributors[]
 | entry("contributor." + .id; .word; "card: what played a part " + .pictogram))
