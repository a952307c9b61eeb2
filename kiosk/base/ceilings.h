/* SPDX-License-Identifier: MPL-2.0 */
/* The stated maximum of every buffer that is fed from outside, in bytes
 * unless the name says otherwise. A number without a source is our choice. */
#ifndef BASE_CEILINGS_H
#define BASE_CEILINGS_H

enum {
    CEIL_ANSWER = 12 * 1024,      /* one answer in one language */
    CEIL_STORY = 60 * 1024,       /* the full story's record; F is 64 KiB */
    CEIL_TOLD = 40 * 1024,        /* all words of a talk; the rest of
                                   * CEIL_STORY is for ids and decisions */
    CEIL_SHORT_TEXT = 600,        /* title, own theme, own word */
    CEIL_WORKER = 2 * 1024,       /* the worker's two sentences */
    CEIL_QUESTIONS = 12,          /* questions in a guide */
    CEIL_CARDS = 24,              /* theme or contributor cards in a guide */
    CEIL_OWN_CARDS = 4,           /* cards that the teller adds */
    CEIL_ID = 24,                 /* ids of guides, questions, cards */
    CEIL_TAG = 24,                /* a language tag, BCP 47 */
    CEIL_COURSES = 12,            /* courses an office runs */
    CEIL_LANGUAGES = 40,          /* languages offered at once */
    CEIL_MARKS = 1500,            /* words a teller hid or showed */
    CEIL_SENTENCES = 400,         /* sentences in one story */
    CEIL_GUIDE_FILE = 256 * 1024, /* guide.json */
    CEIL_CATALOGUE_FILE = 1024 * 1024,
    CEIL_CONF_FILE = 64 * 1024,
    CEIL_KEY_FILE = 4096,
    CEIL_FONT_MANIFEST = 32 * 1024,
    CEIL_FONTS = 64, /* faces that the manifest names */
    CEIL_SCRIPT_FILE = 1024 * 1024,
    CEIL_REPLY_FILE = 64 * 1024,
    CEIL_REPLIES = 40,      /* in one file */
    CEIL_REPLY_SHOWN = 200, /* replies read at once, the latest ones */
    CEIL_ALLOW_FILE = 64 * 1024 * 1024, /* a preview, as large as a booklet */
    CEIL_RENDERINGS_FILE = 64 * 1024 * 1024, /* as large as a booklet */
    CEIL_LEXICON_FILE = 8 * 1024 * 1024,     /* a sorted list of words */
    CEIL_DEMO_FILE = 1024 * 1024,            /* data/demo/stories.json */
    CEIL_KEYS_FILE = 64 * 1024,              /* a touch keyboard's map */
    CEIL_KEY_ROWS = 3,       /* above the bottom row: 4 x 15 mm in all */
    CEIL_KEY_COLUMNS = 12,   /* 12 x 18 mm on a tablet of 218 mm */
    CEIL_KEY_FORMS = 12,     /* a row of them */
    CEIL_KEY_TEXT = 24,      /* what one key shows */
    CEIL_LINE = 1024 * 1024, /* a line of redact's input */
    CEIL_PATH = 1024,
    CEIL_LISTED = 4096, /* names in one folder */
    CEIL_PASSPHRASE = 256,
    CEIL_ARGON_KIB = 1024 * 1024, /* memory a key file may ask Argon2id for */
    CEIL_ARGON_PASSES = 10,
    CEIL_CODE_KIB = 256 * 1024, /* what the dearest code costs: a key slot */
    CEIL_CODE_PASSES = 3,       /* or a PIN that asks for more is not ours */
    CEIL_CLEARED = 64 * 1024 * 1024, /* all words of one booklet */
    CEIL_LETTER = 16 * 1024 * 1024,  /* one letter: words and fonts */
    CEIL_RELEASE_BLOB = 256 * 1024 * 1024,
};

#endif
