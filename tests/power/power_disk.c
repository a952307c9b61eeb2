/* SPDX-License-Identifier: MPL-2.0 */
/* See power_disk.h. */
#include "power_disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static void give_up(const char *what)
{
    fprintf(stderr, "powersim: %s\n", what);
    abort();
}

/* --- Memory ------------------------------------------------------------ */

void heap_make(struct heap *h, size_t room)
{
    void *at = mmap(NULL, room, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED)
        give_up("no address space");
    *h = (struct heap){at, 0, room};
}

void *heap_get(struct heap *h, size_t bytes)
{
    void *at = h->at + h->used;
    h->used += (bytes + 15) / 16 * 16;
    if (h->used > h->room)
        give_up("a heap is full");
    return at;
}

/* --- Images ------------------------------------------------------------ */

void image_make(struct image *i, struct heap *heap)
{
    i->heap = heap;
    i->nodes = 0;
    image_new(i, true);
}

void image_copy(struct image *to, const struct image *from, struct heap *heap)
{
    to->heap = heap;
    to->nodes = from->nodes;
    memcpy(to->node, from->node, sizeof *to->node * (size_t)from->nodes);
}

int image_new(struct image *i, bool folder)
{
    if (i->nodes == DISK_NODES)
        give_up("too many files");
    i->node[i->nodes] = (struct node){.folder = folder};
    return i->nodes++;
}

int image_look(const struct image *i, int folder, const char *name)
{
    const struct node *n = &i->node[folder];
    for (int k = 0; k < n->entries; k++)
        if (strcmp(n->entry[k].name, name) == 0)
            return n->entry[k].node;
    return -1;
}

void image_bind(struct image *i, int folder, const char *name, int node)
{
    struct node *n = &i->node[folder];
    struct entry *now =
        heap_get(i->heap, sizeof *now * (size_t)(n->entries + 1));
    int count = 0;
    for (int k = 0; k < n->entries; k++)
        if (strcmp(n->entry[k].name, name) != 0)
            now[count++] = n->entry[k];
    if (node >= 0) {
        snprintf(now[count].name, DISK_NAME, "%s", name);
        now[count++].node = node;
    }
    n->entry = now;
    n->entries = count;
}

void image_read(const struct image *i, int node, uint64_t at, void *to,
                size_t len)
{
    const struct node *n = &i->node[node];
    for (uint8_t *out = to; len;) {
        size_t from = at % DISK_PAGE, part = DISK_PAGE - from;
        uint64_t page = at / DISK_PAGE;
        part = part < len ? part : len;
        if (page < n->pages && n->page[page])
            memcpy(out, n->page[page] + from, part);
        else
            memset(out, 0, part);
        out += part;
        at += part;
        len -= part;
    }
}

/* The array of pages, made anew with room for so many. */
static const uint8_t **own_pages(struct image *i, struct node *n,
                                 uint32_t pages)
{
    uint32_t all = pages > n->pages ? pages : n->pages;
    const uint8_t **own = heap_get(i->heap, sizeof *own * (all + 1));
    if (n->pages)
        memcpy(own, n->page, sizeof *own * n->pages);
    memset(own + n->pages, 0, sizeof *own * (all - n->pages));
    n->page = own;
    n->pages = all;
    return own;
}

static void change_page(struct image *i, const uint8_t **page, size_t at,
                        const void *from, size_t len)
{
    uint8_t *now = heap_get(i->heap, DISK_PAGE);
    if (*page)
        memcpy(now, *page, DISK_PAGE);
    else
        memset(now, 0, DISK_PAGE);
    if (from)
        memcpy(now + at, from, len);
    else
        memset(now + at, 0, len);
    *page = now;
}

void image_write(struct image *i, int node, uint64_t at, const void *from,
                 size_t len)
{
    struct node *n = &i->node[node];
    if (len == 0)
        return;
    uint64_t end = at + len;
    const uint8_t **page =
        own_pages(i, n, (uint32_t)((end - 1) / DISK_PAGE + 1));
    for (const uint8_t *in = from; at < end;) {
        size_t into = at % DISK_PAGE, part = DISK_PAGE - into;
        part = part < end - at ? part : (size_t)(end - at);
        if (part == DISK_PAGE)
            page[at / DISK_PAGE] = in;
        else
            change_page(i, &page[at / DISK_PAGE], into, in, part);
        in += part;
        at += part;
    }
    if (end > n->size)
        n->size = end;
}

void image_resize(struct image *i, int node, uint64_t size)
{
    struct node *n = &i->node[node];
    uint32_t pages = (uint32_t)((size + DISK_PAGE - 1) / DISK_PAGE);
    const uint8_t **page = own_pages(i, n, pages);
    if (size < n->size) {
        /* What is cut off may not come back when the file grows again. */
        n->pages = pages;
        if (size % DISK_PAGE && page[pages - 1])
            change_page(i, &page[pages - 1], size % DISK_PAGE, NULL,
                        DISK_PAGE - size % DISK_PAGE);
    }
    n->size = size;
}

static const uint8_t *page_of(const struct node *n, uint32_t page)
{
    static const uint8_t zeros[DISK_PAGE];
    return page < n->pages && n->page[page] ? n->page[page] : zeros;
}

bool image_same(const struct image *a, int node_a, const struct image *b,
                int node_b)
{
    if (node_a < 0 || node_b < 0)
        return node_a < 0 && node_b < 0;
    const struct node *x = &a->node[node_a], *y = &b->node[node_b];
    if (x->size != y->size)
        return false;
    uint32_t pages = (uint32_t)((x->size + DISK_PAGE - 1) / DISK_PAGE);
    for (uint32_t k = 0; k < pages; k++) {
        const uint8_t *p = page_of(x, k), *q = page_of(y, k);
        size_t len = k + 1 == pages ? (x->size - 1) % DISK_PAGE + 1 : DISK_PAGE;
        if (p != q && memcmp(p, q, len) != 0)
            return false;
    }
    return true;
}

int image_find(const struct image *i, const char *path)
{
    int node = DISK_ROOT;
    while (node >= 0) {
        path += strspn(path, "/");
        size_t len = strcspn(path, "/");
        char name[DISK_NAME];
        if (len == 0)
            return node;
        if (len >= DISK_NAME || !i->node[node].folder)
            return -1;
        snprintf(name, sizeof name, "%.*s", (int)len, path);
        node = image_look(i, node, name);
        path += len;
    }
    return -1;
}

/* --- What power leaves ------------------------------------------------- */

uint32_t dice_below(struct dice *d, uint32_t limit)
{
    uint64_t z = d->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (uint32_t)(((z ^ z >> 31) >> 32) * limit >> 32);
}

static void apply(struct image *i, const struct op *o)
{
    if (o->kind == OP_WRITE)
        image_write(i, o->node, o->at, o->bytes, o->len);
    else if (o->kind == OP_SIZE)
        image_resize(i, o->node, o->at);
    else if (o->kind == OP_NAME)
        image_bind(i, o->in, o->name, o->node);
    else if (o->kind == OP_MOVE) {
        image_bind(i, o->from, o->old, -1);
        image_bind(i, o->in, o->name, o->node);
    }
}

/* Some pieces of a write: the head and the tail lie within one piece. The
 * length may have grown although the last piece is missing. */
static void apply_torn(struct image *i, const struct op *o, uint64_t piece,
                       struct dice *d)
{
    uint64_t at = o->at, end = o->at + o->len;
    while (at < end) {
        uint64_t next = (at / piece + 1) * piece;
        next = next < end ? next : end;
        if (dice_below(d, 2))
            image_write(i, o->node, at, o->bytes + (at - o->at),
                        (size_t)(next - at));
        at = next;
    }
    if (dice_below(d, 2) && i->node[o->node].size < end)
        image_resize(i, o->node, end);
}

static void apply_by(struct image *i, const struct op *o, enum fate fate,
                     struct dice *d)
{
    if (o->kind == OP_WRITE && fate == FATE_PAGES)
        apply_torn(i, o, DISK_PAGE, d);
    else if (o->kind == OP_WRITE && fate == FATE_SECTORS)
        apply_torn(i, o, DISK_SECTOR, d);
    else if (fate == FATE_ALL || (fate != FATE_NONE && dice_below(d, 2)))
        apply(i, o);
}

void crash_begin(struct crash *c, const struct log *log,
                 const struct image *base, struct heap *heap)
{
    c->log = log;
    c->done = c->pendings = 0;
    image_copy(&c->safe, base, heap);
}

static bool made_safe_by(const struct op *o, const struct op *sync)
{
    if (o->kind == OP_NAME)
        return o->in == sync->node;
    if (o->kind == OP_MOVE)
        return o->in == sync->node || o->from == sync->node;
    return o->node == sync->node;
}

static void make_safe(struct crash *c, const struct op *sync)
{
    int left = 0;
    for (int k = 0; k < c->pendings; k++) {
        const struct op *o = &c->log->op[c->pending[k]];
        if (made_safe_by(o, sync))
            apply(&c->safe, o);
        else
            c->pending[left++] = c->pending[k];
    }
    c->pendings = left;
}

void crash_step(struct crash *c)
{
    const struct op *o = &c->log->op[c->done];
    if (o->kind == OP_NEW)
        image_new(&c->safe, o->folder);
    else if (o->kind == OP_SYNC)
        make_safe(c, o);
    else
        c->pending[c->pendings++] = c->done;
    c->done++;
}

void crash_draw(const struct crash *c, enum fate fate, struct dice *d,
                struct image *out, struct heap *heap)
{
    image_copy(out, &c->safe, heap);
    int last = c->pendings;
    if (fate == FATE_FIRST)
        last = (int)dice_below(d, (uint32_t)c->pendings + 1);
    for (int k = 0; k < c->pendings && k <= last; k++) {
        const struct op *o = &c->log->op[c->pending[k]];
        if (fate == FATE_FIRST)
            apply_by(out, o, k < last ? FATE_ALL : FATE_SECTORS, d);
        else if (fate == FATE_MIXED)
            apply_by(out, o, (enum fate)dice_below(d, FATE_MIXED), d);
        else
            apply_by(out, o, fate, d);
    }
}
