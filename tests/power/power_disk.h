/* SPDX-License-Identifier: MPL-2.0 */
/* A disk of memory that knows what a file system promises, and what not: data
 * are safe when their file was synced, a name when its folder was. What is
 * not yet safe may be there after power comes back, or not, or by halves, in
 * any order. power_calls.c puts it under the real program. */
#ifndef POWER_DISK_H
#define POWER_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DISK_PAGE = 4096, DISK_SECTOR = 512, DISK_NAME = 64, DISK_ROOT = 0 };

/* --- Memory ------------------------------------------------------------ */

/* Everything of one purpose, let go together. */
struct heap {
    uint8_t *at;
    size_t used, room;
};
/* Reserves address space, not memory. Ends the program when there is none. */
void heap_make(struct heap *h, size_t room);
void *heap_get(struct heap *h, size_t bytes);

/* --- Images ------------------------------------------------------------ */

struct entry {
    char name[DISK_NAME];
    int node;
};

/* A file or a folder. Pages and entries are shared between images and never
 * changed in place. */
struct node {
    bool folder;
    uint64_t size;
    const uint8_t *const *page; /* NULL: zeros */
    uint32_t pages;
    const struct entry *entry;
    int entries;
};

enum { DISK_NODES = 512 };

struct image {
    struct heap *heap;
    struct node node[DISK_NODES];
    int nodes;
};

/* An empty root folder. */
void image_make(struct image *i, struct heap *heap);
/* What to holds from then on comes from its own heap. */
void image_copy(struct image *to, const struct image *from, struct heap *heap);
int image_new(struct image *i, bool folder); /* a node without a name */
int image_look(const struct image *i, int folder, const char *name); /* or -1 */
/* node -1 takes the name away. */
void image_bind(struct image *i, int folder, const char *name, int node);
void image_read(const struct image *i, int node, uint64_t at, void *to,
                size_t len); /* zeros beyond the end */
/* Keeps from, which comes from a heap that lives as long. */
void image_write(struct image *i, int node, uint64_t at, const void *from,
                 size_t len);
void image_resize(struct image *i, int node, uint64_t size);
bool image_same(const struct image *a, int node_a, const struct image *b,
                int node_b);
/* The node of a path below the root, or -1. */
int image_find(const struct image *i, const char *path);

/* --- What was done ----------------------------------------------------- */

enum op_kind { OP_NEW, OP_WRITE, OP_SIZE, OP_NAME, OP_MOVE, OP_SYNC };

struct op {
    enum op_kind kind;
    bool folder; /* OP_NEW */
    int node;    /* what it is about; -1: a name taken away */
    uint64_t at; /* OP_WRITE; the size of OP_SIZE */
    size_t len;
    const uint8_t *bytes;
    int in, from; /* folders of the names */
    char name[DISK_NAME], old[DISK_NAME];
};

enum { LOG_OPS = 40000 };

struct log {
    struct op op[LOG_OPS];
    int ops;
};

/* Draws that the seed alone decides. */
struct dice {
    uint64_t state;
};
uint32_t dice_below(struct dice *d, uint32_t limit);

/* What is safe at a point of a log, and what still hangs. */
struct crash {
    const struct log *log;
    struct image safe;
    int done; /* operations so far */
    int pending[LOG_OPS], pendings;
};
/* base is what was safe before the log began. */
void crash_begin(struct crash *c, const struct log *log,
                 const struct image *base, struct heap *heap);
void crash_step(struct crash *c); /* one operation more */
/* How what hangs is drawn. */
enum fate {
    FATE_ALL,
    FATE_NONE,
    FATE_FIRST, /* up to some operation, that one by halves */
    FATE_SOME,
    FATE_PAGES,
    FATE_SECTORS,
    FATE_MIXED,
    FATES
};
void crash_draw(const struct crash *c, enum fate fate, struct dice *d,
                struct image *out, struct heap *heap);

#endif
