/* SPDX-License-Identifier: MPL-2.0 */
/* The tablet: wires the rooms, runs until the window is closed. Only here may
 * the program end. */
#include <getopt.h>
#include <unistd.h>

#include "base/log.h"
#include "desk/office.h"
#include "host/file.h"
#include "host/memory.h"
#include "host/paths.h"
#include "host/process.h"
#include "screens/script.h"
#include "sdl/window.h"
#include "ui/again.h"

enum {
    BLINK_MS = 530,
    BLINK_FOR_MS = 8000,
    FRAME_MEMORY = 6 * 1024 * 1024, /* only what is touched is in memory */
    HUNGRY_FRAMES = 3,
};

/* How the tablet's loop ends. */
enum { END_SHUT = -1, END_TALK = 0, END_HUNGRY = 1 };

struct options {
    char dir[CEIL_PATH];
    const char *lang, *script, *layout, *time;
    bool demo;
    struct window_wish window;
};

struct tablet {
    struct options o;
    struct office office;
    struct office_face face;
    struct clock clock;
    struct fonts *fonts;
    struct window *window;
    struct canvas canvas;
    struct stage stage;
    FILE *layout;
    int frames;    /* lines written to layout */
    uint64_t look; /* of the frame written to layout last */
    struct keymap *map[UI_KEYMAPS];
    int maps;
    char no_map[CEIL_TAG]; /* a language without one: not asked again */
    int64_t blink_from;    /* the caret blinks for a while, then stands */
    bool caret_shown;
    struct again again;
};

static _Noreturn void die(int status, const char *what)
{
    fprintf(stderr, "indefra: %s\n", what);
    exit(status);
}

/* --- Options ----------------------------------------------------------- */

static const char usage[] =
    "Usage: indefra [--data DIR] [--demo] [--lang TAG] [--window WxH]\n"
    "               [--dpi N] [--script FILE] [--layout FILE]\n"
    "               [--clock TIME] [--help] [--version]\n"
    "The tablet of Indefra. Fullscreen unless --window says otherwise.\n"
    "\n"
    "  indefra --demo --data /tmp/demo --window 1280x800   look around\n"
    "  indefra --data /var/lib/indefra                     an office's own\n";

static bool read_window(const char *text, struct window_wish *w)
{
    char tail;
    return sscanf(text, "%5dx%5d%c", &w->width, &w->height, &tail) == 2 &&
           w->width >= 320 && w->height >= 240 && w->width <= 16384 &&
           w->height <= 16384;
}

static void read_options(struct options *o, int argc, char **argv)
{
    static const struct option known[] = {
        {"data", required_argument, NULL, 'd'},
        {"demo", no_argument, NULL, 'D'},
        {"lang", required_argument, NULL, 'l'},
        {"window", required_argument, NULL, 'w'},
        {"dpi", required_argument, NULL, 'p'},
        {"script", required_argument, NULL, 's'},
        {"layout", required_argument, NULL, 'y'},
        {"clock", required_argument, NULL, 'c'},
        {"help", no_argument, NULL, 'h'},
        {"version", no_argument, NULL, 'v'},
        {NULL, 0, NULL, 0}};
    struct fault why;
    long dpi;
    int c;
    opterr = 0;
    while ((c = getopt_long(argc, argv, "", known, NULL)) != -1) {
        bool ok = true;
        switch (c) {
        case 'd':
            ok = text_copy(o->dir, sizeof o->dir, optarg);
            break;
        case 'D':
            o->demo = true;
            break;
        case 'l':
            o->lang = optarg;
            break;
        case 'w':
            ok = read_window(optarg, &o->window);
            break;
        case 'p':
            ok = number_parse(optarg, 50, 800, &dpi);
            o->window.dpi = (int)dpi;
            break;
        case 's':
            o->script = optarg;
            break;
        case 'y':
            o->layout = optarg;
            break;
        case 'c':
            o->time = optarg;
            break;
        case 'h':
            fputs(usage, stdout);
            exit(0);
        case 'v':
            puts("indefra " INDEFRA_VERSION);
            exit(0);
        default:
            ok = false;
        }
        if (!ok)
            die(2, "wrong usage: see indefra --help");
    }
    if (optind < argc)
        die(2, "wrong usage: see indefra --help");
    if (!*o->dir && !path_data(o->dir, &why))
        die(1, why.text);
}

/* --- Setting up -------------------------------------------------------- */

static void open_office(struct tablet *t)
{
    struct fault why = {0};
    struct office_secrets told;
    if (t->o.time && !clock_fixed(&t->clock, t->o.time, &why))
        die(2, why.text);
    if (t->o.demo && !office_is_there(t->o.dir)) {
        if (!office_init(t->o.dir, "Prøvekontoret", "Prøve Kommune", NULL, true,
                         &told, &why))
            die(1, why.text);
        log_line("demo", "a demo office in %s: passphrase \"demo\", PIN 0000",
                 t->o.dir);
    }
    if (!office_open(&t->office, t->o.dir, &why))
        die(1, why.text);
    bool peeks = t->o.script || t->o.layout || t->o.time;
    if (peeks && !t->office.demo)
        die(1, "--script, --layout and --clock could show a story, so they "
               "work in a demo office only: add --demo and another --data");
}

static const char FALLBACK_KEYS[] = "en";

static const struct keymap *keymap_for(void *self, const char *lang)
{
    struct tablet *t = self;
    char share[CEIL_PATH], name[CEIL_TAG + 32], path[CEIL_PATH];
    struct fault why = {0};
    /* A language whose own keys nobody has laid out yet gets the plain ones:
     * a tablet without any could not be written on. */
    if (strcmp(t->no_map, lang) == 0)
        lang = FALLBACK_KEYS;
    for (int i = 0; i < t->maps; i++)
        if (strcmp(t->map[i]->lang, lang) == 0)
            return t->map[i];
    if (t->maps == UI_KEYMAPS)
        keymap_close(t->map[--t->maps]);
    snprintf(name, sizeof name, "keyboards/%s.keys", lang);
    if (!path_share(share, &why) || !path_join(path, share, name, &why))
        return NULL;
    struct keymap *map = keymap_open(path, &why);
    if (!map) {
        log_line("ui", "no touch keyboard for %s: %s", lang, why.text);
        text_copy(t->no_map, sizeof t->no_map, lang);
        return strcmp(lang, FALLBACK_KEYS) == 0 ? NULL
                                                : keymap_for(t, FALLBACK_KEYS);
    }
    return t->map[t->maps++] = map;
}

static void forget_pictures(void *self)
{
    struct tablet *t = self;
    paint_forget(window_paint(t->window));
}

/* The office's own go before those that came with the program. */
static void look_for_recordings(struct tablet *t, const char *share)
{
    struct fault ignored;
    char path[CEIL_PATH];
    if (path_join(path, t->o.dir, "voices", &ignored))
        voice_look_in(t->stage.voice, path);
    if (path_join(path, share, "voices", &ignored))
        voice_look_in(t->stage.voice, path);
}

static void open_rooms(struct tablet *t)
{
    struct fault why = {0};
    char share[CEIL_PATH], manifest[CEIL_PATH], compose[CEIL_PATH];
    struct stage *s = &t->stage;
    t->o.window.compose = compose;
    if (!path_share(share, &why) ||
        !path_join(manifest, share, "fonts/manifest", &why) ||
        !path_join(compose, share, "compose", &why) ||
        !(t->fonts = fonts_open(manifest, &why)) ||
        !(s->shelf = shelf_open(t->o.dir, &why)) || !(s->voice = voice_new()) ||
        !(t->window = window_open(&t->o.window, t->fonts, &why)) ||
        !(s->keeper = keeper_start(&t->office, &t->clock, window_wake, &why)))
        die(1, why.text);
    look_for_recordings(t, share);
    s->frames = memory_take(FRAME_MEMORY);
    s->frames_size = FRAME_MEMORY;
    s->talk = vault_alloc(sizeof *s->talk);
    s->review = vault_alloc(sizeof *s->review);
    if (!s->frames || !s->talk || !s->review)
        die(1, "out of memory: close other programs");
    office_show(&t->office, &t->face);
    s->office = &t->face;
    s->clock = &t->clock;
    s->forget = forget_pictures;
    s->forget_self = t;
    s->ui.fonts = t->fonts;
    if (t->o.lang && !languages_find(shelf_languages(s->shelf), t->o.lang))
        die(2, "--lang: there is no such language here; see indefra-desk "
               "languages");
    if (t->o.lang)
        text_copy(s->lang, sizeof s->lang, t->o.lang);
    if (!stage_start(s, &why))
        die(1, why.text);
    t->canvas = paint_canvas(window_paint(t->window));
    s->ui.canvas = &t->canvas;
    s->ui.keymap = keymap_for;
    s->ui.keymap_self = t;
    window_size(t->window, &s->ui.width, &s->ui.height, &s->ui.dpi);
    if (t->o.layout && !(t->layout = fopen(t->o.layout, "we")))
        die(1, "--layout: the file cannot be written");
}

static void close_rooms(struct tablet *t)
{
    struct stage *s = &t->stage;
    keeper_stop(s->keeper);
    stage_end(s);
    voice_free(s->voice);
    memory_give(s->frames, FRAME_MEMORY);
    vault_free(s->talk);
    vault_free(s->review);
    for (int i = 0; i < t->maps; i++)
        keymap_close(t->map[i]);
    window_close(t->window);
    shelf_close(s->shelf);
    fonts_close(t->fonts);
    office_close(&t->office);
    if (t->layout)
        fclose(t->layout);
}

/* --- Running ----------------------------------------------------------- */

static void write_layout(struct tablet *t)
{
    if (!t->layout)
        return;
    uint64_t look = ui_frame_look(&t->stage.ui);
    if (look == t->look)
        return;
    t->look = look;
    t->stage.ui.frame = ++t->frames;
    struct buf line = {.max = 16u << 20};
    if (ui_dump(&t->stage.ui, &line)) {
        fwrite(line.at, 1, line.len, t->layout);
        fflush(t->layout);
    }
    buf_wipe(&line);
}

static bool drawn(void *self)
{
    struct tablet *t = self;
    struct touch touch;
    write_layout(t);
    do {
        window_wait(t->window, 0, &touch);
        if (touch.kind == TOUCH_QUIT)
            return false;
    } while (touch.kind != TOUCH_NONE);
    return true;
}

static bool shot(void *self, const char *path, struct fault *why)
{
    struct tablet *t = self;
    return paint_shot(window_paint(t->window), path, why);
}

/* Out of memory is as a crash: a draft stays for the next start. */
static int unplayed(const struct fault *why, const char *before)
{
    if (why->kind == FAULT_MEMORY)
        die(1, why->text);
    fprintf(stderr, "%s%s\n", before, why->text);
    return 2;
}

static int play(struct tablet *t)
{
    struct fault why = {0};
    struct buf text = {.max = CEIL_SCRIPT_FILE};
    if (!file_read(t->o.script, CEIL_SCRIPT_FILE, &text, &why))
        return unplayed(&why, "indefra: ");
    struct script *script = script_read(buf_words(&text), t->o.script, &why);
    buf_wipe(&text);
    if (!script)
        return unplayed(&why, "");
    struct script_world world = {t, drawn, shot};
    bool ok = script_play(script, &t->stage, &world, &why);
    script_free(script);
    if (ok)
        return 0;
    unplayed(&why, "");
    return 1;
}

/* Until when to sleep: deadlines, the answer of the keeper, the caret. */
static int sleep_ms(struct tablet *t)
{
    struct stage *s = &t->stage;
    int64_t now = clock_ms(&t->clock), due = stage_deadline(s);
    int64_t wait = due < 0 ? -1 : due > now ? due - now : 0;
    if (clock_is_fixed(&t->clock))
        wait = stage_speaks_ms(s);
    if (stage_writing(s) && now - t->blink_from < BLINK_FOR_MS &&
        (wait < 0 || wait > BLINK_MS))
        wait = BLINK_MS;
    return wait > 3600000 ? 3600000 : (int)wait;
}

static void blink(struct tablet *t, bool touched)
{
    struct ui *ui = &t->stage.ui;
    int64_t now = clock_ms(&t->clock);
    if (touched) {
        t->blink_from = now;
        ui->caret_on = true;
    } else if (stage_writing(&t->stage)) {
        int64_t since = now - t->blink_from;
        ui->caret_on = since >= BLINK_FOR_MS || since / BLINK_MS % 2 == 0;
    }
}

static bool take(struct tablet *t, const struct touch *touch)
{
    struct stage *s = &t->stage;
    switch (touch->kind) {
    case TOUCH_LIFT:
        if (!again_on(&t->again, &s->ui, touch->x, touch->y, touch->at_ms,
                      t->office.tap_pause))
            stage_tap(s, touch->x, touch->y);
        return true;
    case TOUCH_TEXT:
        stage_text(s, plain_of(touch->text));
        return true;
    case TOUCH_KEY:
        stage_key(s, touch->key);
        return true;
    case TOUCH_SHOWN:
        window_size(t->window, &s->ui.width, &s->ui.height, &s->ui.dpi);
        s->ui.redraw_all = true;
        return false;
    default:
        return false;
    }
}

static int run(struct tablet *t)
{
    struct stage *s = &t->stage;
    for (int hungry = 0;;) {
        struct touch touch;
        stage_tick(s);
        stage_describe(s);
        ui_draw(&s->ui);
        write_layout(t);
        window_writing(t->window, stage_writing(s));
        if (s->leave)
            return END_TALK;
        /* Nobody waits before half a screen: it is described once more. */
        hungry = layouts_hungry(s->ui.layouts) ? hungry + 1 : 0;
        if (hungry > HUNGRY_FRAMES)
            return END_HUNGRY;
        window_wait(t->window, hungry ? 0 : sleep_ms(t), &touch);
        if (touch.kind == TOUCH_QUIT)
            return END_SHUT;
        blink(t, take(t, &touch));
    }
}

int main(int argc, char **argv)
{
    static struct tablet t;
    struct fault why = {0};
    read_options(&t.o, argc, argv);
    memory_one_heap();
    clock_real(&t.clock);
    if (!process_close(&why) || !process_no_network(&why) || !vault_begin(&why))
        die(1, why.text);
    if (!memory_stay(&why))
        log_line("memory", "%s", why.text);
    open_office(&t);
    open_rooms(&t);
    if (t.o.script) {
        int status = play(&t);
        close_rooms(&t);
        return status;
    }
    int end = run(&t);
    /* Out of memory in a talk: as after a crash, the draft is not forgotten
     * and the talk goes on. */
    if (end != END_HUNGRY || !t.stage.in_talk)
        close_rooms(&t);
    if (end == END_SHUT)
        return 0;
    /* The citizen left: begin as a new program, so that the kernel takes
     * every page that a library may have kept a word in. */
    process_again((const char *const *)argv, &why);
    die(1, why.text);
}
