/* SPDX-License-Identifier: MPL-2.0 */
/* The format of a reply, read line by line. See replies.h. */
#include "desk/replies.h"

#include <stdlib.h>
#include <string.h>

enum key {
    KEY_BOOKLET,
    KEY_COURSE,
    KEY_SECTION,
    KEY_HEARD,
    KEY_DID,
    KEY_NOT_MANAGED,
    KEYS,
};

static const struct {
    const char *name;
    bool translated; /* may have a language behind it */
} keys[KEYS] = {
    [KEY_BOOKLET] = {"booklet", false},
    [KEY_COURSE] = {"course", false},
    [KEY_SECTION] = {"section", false},
    [KEY_HEARD] = {"heard", true},
    [KEY_DID] = {"did", true},
    [KEY_NOT_MANAGED] = {"not-managed", true},
};

/* One language of a block while it is read; lang "" is Danish. */
struct half {
    char lang[CEIL_TAG];
    struct plain heard, did;
    int line; /* of the first of the two */
};

struct reader {
    struct replies *r;
    reply_told *told;
    void *self;
    int line, faults;
    /* the block that is being read */
    int begun; /* its first line; 0: none */
    bool has_did, has_not;
    struct reply reply;
    struct half half[CEIL_LANGUAGES];
    int halves;
};

void replies_free(struct replies *r)
{
    if (!r)
        return;
    buf_wipe(&r->text);
    free(r->reply);
    free(r->rendering);
    *r = (struct replies){.last = 0};
}

static void fault_at(struct reader *d, int line, const char *what)
{
    d->faults++;
    if (d->told)
        d->told(d->self, line, what);
}

/* --- One line ---------------------------------------------------------- */

static struct half *half_of(struct reader *d, const char *lang)
{
    for (int i = 0; i < d->halves; i++)
        if (strcmp(d->half[i].lang, lang) == 0)
            return &d->half[i];
    if (d->halves == CEIL_LANGUAGES)
        return NULL;
    struct half *h = &d->half[d->halves++];
    *h = (struct half){.line = d->line};
    text_copy(h->lang, sizeof h->lang, lang);
    return h;
}

static void take_words(struct reader *d, enum key key, const char *lang,
                       struct plain words)
{
    struct half *h = half_of(d, lang);
    if (!h) {
        fault_at(d, d->line, "too many languages in one reply");
        return;
    }
    bool not = key == KEY_NOT_MANAGED;
    struct plain *to = key == KEY_HEARD ? &h->heard : &h->did;
    d->has_did |= key == KEY_DID;
    d->has_not |= not ;
    if (words.len > CEIL_SHORT_TEXT)
        fault_at(d, d->line, "too long: write at most 600 bytes");
    if (to->len && !(d->has_did && d->has_not))
        fault_at(d, d->line,
                 "there twice: put an empty line between two replies");
    else
        *to = words;
}

static bool is_id(struct plain words)
{
    for (size_t i = 0; i < words.len; i++) {
        char c = words.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return false;
    }
    return words.len < CEIL_ID;
}

static void take_name(struct reader *d, char *to, struct plain words)
{
    if (*to)
        fault_at(d, d->line,
                 "there twice: put an empty line between two replies");
    else if (!is_id(words))
        fault_at(d, d->line, "this is no id: a short word of plain letters");
    else
        memcpy(to, words.at, words.len);
}

static void take_booklet(struct reader *d, struct plain words)
{
    char digits[12] = "";
    long number;
    memcpy(digits, words.at,
           words.len < sizeof digits ? words.len : sizeof digits - 1);
    if (d->reply.booklet)
        fault_at(d, d->line,
                 "there twice: put an empty line between two replies");
    else if (!number_parse(digits, 1, 1000000, &number))
        fault_at(d, d->line, "booklet is a number, as printed on its front");
    else
        d->reply.booklet = (int)number;
}

static void take_value(struct reader *d, enum key key, const char *lang,
                       struct plain words)
{
    if (!words.len)
        fault_at(d, d->line, "nothing stands behind the colon");
    else if (keys[key].translated)
        take_words(d, key, lang, words);
    else if (key == KEY_BOOKLET)
        take_booklet(d, words);
    else
        take_name(d, key == KEY_COURSE ? d->reply.course : d->reply.section,
                  words);
}

/* The key in front of the colon, and its language. */
static bool read_key(struct plain name, enum key *key, char lang[CEIL_TAG])
{
    size_t len = 0;
    while (len < name.len && name.at[len] != '.')
        len++;
    struct plain tag =
        plain_cut(name, len < name.len ? len + 1 : len, name.len);
    bool tagged = len < name.len;
    if (tag.len >= CEIL_TAG || (tagged && !tag.len))
        return false;
    memset(lang, 0, CEIL_TAG);
    memcpy(lang, tag.at, tag.len);
    for (int i = 0; i < KEYS; i++)
        if (plain_same(plain_cut(name, 0, len), plain_of(keys[i].name))) {
            *key = (enum key)i;
            return !tagged || keys[i].translated;
        }
    return false;
}

static void read_line(struct reader *d, struct plain line)
{
    size_t colon = 0;
    enum key key;
    char lang[CEIL_TAG];
    while (colon < line.len && line.at[colon] != ':')
        colon++;
    if (!d->begun)
        d->begun = d->line;
    if (colon == line.len)
        fault_at(d, d->line,
                 "no colon: write one line a text, as \"heard: "
                 "...\"");
    else if (!read_key(plain_trim(plain_cut(line, 0, colon)), &key, lang))
        fault_at(d, d->line,
                 "this word in front of the colon is not known: "
                 "see \"indefra-desk reply --help\"");
    else
        take_value(d, key, lang,
                   plain_trim(plain_cut(line, colon + 1, line.len)));
}

/* --- A block ----------------------------------------------------------- */

static void *grown(void *array, int count, size_t size)
{
    return realloc(array, ((size_t)count + 1) * size);
}

static bool add_rendering(struct replies *r, const struct half *h)
{
    struct reply_rendering *to = grown(r->rendering, r->renderings, sizeof *to);
    if (!to)
        return false;
    r->rendering = to;
    to += r->renderings++;
    *to = (struct reply_rendering){.heard = h->heard, .did = h->did};
    return text_copy(to->lang, sizeof to->lang, h->lang);
}

static bool add_reply(struct reader *d)
{
    struct replies *r = d->r;
    struct reply *to = grown(r->reply, r->count, sizeof *to);
    if (!to)
        return false;
    r->reply = to;
    d->reply.first = r->renderings;
    for (int i = 0; i < d->halves; i++)
        if (*d->half[i].lang && !add_rendering(r, &d->half[i]))
            return false;
    d->reply.renderings = r->renderings - d->reply.first;
    r->reply[r->count++] = d->reply;
    return true;
}

static bool is_whole(struct reader *d)
{
    int faults = d->faults;
    const struct half *danish = half_of(d, "");
    if (d->has_did && d->has_not)
        fault_at(d, d->begun, "either did or not-managed, not both");
    if (!d->reply.booklet)
        fault_at(d, d->begun, "this reply lacks \"booklet: \" and its number");
    if (danish && !danish->heard.len)
        fault_at(d, d->begun, "this reply lacks \"heard: \", in Danish");
    if (danish && !danish->did.len)
        fault_at(d, d->begun,
                 "this reply lacks \"did: \" or \"not-managed: "
                 "\", in Danish");
    for (int i = 0; i < d->halves; i++)
        if (*d->half[i].lang && (!d->half[i].heard.len || !d->half[i].did.len))
            fault_at(d, d->half[i].line,
                     "of another language both halves must be there");
    if (danish) {
        d->reply.heard = danish->heard;
        d->reply.did = danish->did;
    }
    return d->faults == faults;
}

static void end_block(struct reader *d)
{
    if (!d->begun)
        return;
    d->reply.managed = d->has_did;
    d->reply.line = d->begun;
    if (is_whole(d) && !add_reply(d))
        fault_at(d, 0, "out of memory: close other programs");
    d->begun = d->halves = 0;
    d->has_did = d->has_not = false;
    d->reply = (struct reply){.booklet = 0};
}

/* --- The text ---------------------------------------------------------- */

/* Nothing that would break a line or move what stands beside it. */
static bool is_plain_text(struct plain text)
{
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = (uint8_t)text.at[i];
        if ((c < ' ' && c != '\n' && c != '\t' && c != '\r') || c == 0x7F)
            return false;
    }
    return true;
}

static void read_lines(struct reader *d, struct plain left)
{
    while (left.len) {
        size_t end = 0;
        while (end < left.len && left.at[end] != '\n')
            end++;
        struct plain line = plain_trim(plain_cut(left, 0, end));
        left = plain_cut(left, end < left.len ? end + 1 : end, left.len);
        d->line++;
        if (!line.len)
            end_block(d);
        else if (line.at[0] != '#')
            read_line(d, line);
    }
    end_block(d);
}

static void check_text(struct reader *d, struct plain text)
{
    size_t bad = 0;
    int line = 1;
    if (!utf8_valid(text, &bad)) {
        for (size_t i = 0; i < bad; i++)
            line += text.at[i] == '\n';
        fault_at(d, line, "not UTF-8: save the file as UTF-8");
    } else if (!is_plain_text(text)) {
        fault_at(d, 0, "this is no plain text: write it in a plain editor");
    }
}

bool replies_read(struct replies *r, struct plain text, reply_told *told,
                  void *self)
{
    struct reader *d = calloc(1, sizeof *d);
    *r = (struct replies){.text = {.max = text.len + 1}};
    if (!d)
        return false;
    *d = (struct reader){.r = r, .told = told, .self = self};
    if (plain_same(plain_cut(text, 0, 3), plain_of("\xEF\xBB\xBF")))
        text = plain_cut(text, 3, text.len);
    buf_plain(&r->text, text);
    check_text(d, buf_words(&r->text));
    if (!d->faults)
        read_lines(d, buf_words(&r->text));
    if (!d->faults && !r->count)
        fault_at(d, 0, "there is no reply in it");
    bool ok = d->faults == 0 && !r->text.full;
    free(d);
    if (!ok)
        replies_free(r);
    return ok;
}

/* --- Writing ----------------------------------------------------------- */

static void put_line(struct buf *out, enum key key, const char *lang,
                     struct plain words)
{
    buf_format(out, "%s%s%s: ", keys[key].name, *lang ? "." : "", lang);
    for (size_t i = 0; i < words.len; i++)
        buf_byte(out, (uint8_t)words.at[i] < ' ' ? ' ' : (uint8_t)words.at[i]);
    buf_byte(out, '\n');
}

void reply_write(struct buf *out, const struct reply *reply)
{
    if (out->len)
        buf_byte(out, '\n');
    buf_format(out, "%s: %d\n", keys[KEY_BOOKLET].name, reply->booklet);
    if (*reply->course)
        put_line(out, KEY_COURSE, "", plain_of(reply->course));
    if (*reply->section)
        put_line(out, KEY_SECTION, "", plain_of(reply->section));
    put_line(out, KEY_HEARD, "", reply->heard);
    put_line(out, reply->managed ? KEY_DID : KEY_NOT_MANAGED, "", reply->did);
}
