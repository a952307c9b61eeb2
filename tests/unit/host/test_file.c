/* SPDX-License-Identifier: MPL-2.0 */
/* Files and folders on a real disk, on a full one, and where one may not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <errno.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/file.h"
#include "host/paths.h"
#include "host/disk_file.h"

static char root[CEIL_PATH];

static const char *in_root(const char *name)
{
    static char paths[4][CEIL_PATH];
    static int next;
    char *path = paths[next++ % 4];
    assert_true(path_join(path, root, name, NULL));
    return path;
}

static int begin(void **state)
{
    (void)state;
    const char *base = getenv("TMPDIR");
    snprintf(root, sizeof root, "%s/indefra-file-XXXXXX", base ? base : "/tmp");
    return mkdtemp(root) ? 0 : -1;
}

static void remove_each(void *self, const char *name)
{
    char path[CEIL_PATH];
    if (!path_join(path, self, name, NULL) || unlink(path) == 0)
        return;
    char inner[CEIL_PATH];
    memcpy(inner, path, sizeof inner);
    file_list(inner, "", remove_each, inner, NULL);
    rmdir(inner);
}

static int end(void **state)
{
    (void)state;
    file_list(root, "", remove_each, root, NULL);
    return rmdir(root);
}

static void write_text(const char *path, const char *text)
{
    assert_true(file_write(path, plain_of(text), 0600, NULL));
}

static void assert_text(const char *path, const char *text)
{
    struct buf out = {0};
    assert_true(file_read(path, 1000, &out, NULL));
    assert_true(plain_same(buf_words(&out), plain_of(text)));
    buf_wipe(&out);
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    const char *path = in_root("one");
    struct stat is;
    assert_false(file_exists(path));
    write_text(path, "first");
    assert_true(file_exists(path));
    assert_text(path, "first");
    write_text(path, "");
    assert_text(path, "");
    write_text(path, "second, longer than the first");
    assert_text(path, "second, longer than the first");
    assert_int_equal(stat(path, &is), 0);
    assert_int_equal(is.st_mode & 0777, 0600);
    assert_false(file_exists(in_root("one.unfinished")));
    assert_true(file_remove(path, NULL));
    assert_false(file_exists(path));
    assert_true(file_remove(path, NULL));
}

static void what_a_power_loss_left_is_no_hindrance(void **state)
{
    (void)state;
    write_text(in_root("two.unfinished"), "half");
    write_text(in_root("two"), "whole");
    assert_text(in_root("two"), "whole");
    assert_false(file_exists(in_root("two.unfinished")));
}

static void assert_unread(const char *path, size_t ceiling,
                          enum fault_kind kind)
{
    struct buf out = {0};
    struct fault why = {0};
    assert_false(file_read(path, ceiling, &out, &why));
    assert_int_equal(why.kind, kind);
    assert_int_equal(out.len, 0);
    buf_wipe(&out);
}

static void what_should_not_be_read_is_not(void **state)
{
    (void)state;
    write_text(in_root("ten"), "0123456789");
    struct buf out = {0};
    assert_true(file_read(in_root("ten"), 10, &out, NULL));
    assert_int_equal(out.len, 10);
    buf_wipe(&out);
    assert_unread(in_root("ten"), 9, FAULT_LIMIT);
    assert_unread(in_root("ten"), 0, FAULT_LIMIT);
    assert_unread(in_root("absent"), 10, FAULT_INPUT);
    assert_unread(root, 10, FAULT_INPUT);
    assert_unread("/dev/zero", 10, FAULT_INPUT);
    assert_unread(in_root("ten/below"), 10, FAULT_INPUT);
    /* A pipe that nobody writes: waiting for it would hang the kiosk. */
    assert_int_equal(mkfifo(in_root("pipe"), 0600), 0);
    assert_unread(in_root("pipe"), 10, FAULT_INPUT);
}

static void reading_adds_to_what_is_there(void **state)
{
    (void)state;
    struct buf out = {.max = 5};
    buf_text(&out, "head:");
    write_text(in_root("tail"), "0123456789");
    assert_true(file_read(in_root("tail"), 10, &out, NULL));
    assert_string_equal(out.at, "head:0123456789");
    buf_wipe(&out);
}

static void a_link_is_not_written_through(void **state)
{
    (void)state;
    write_text(in_root("target"), "mine");
    assert_int_equal(symlink("target", in_root("link")), 0);
    assert_int_equal(symlink("target", in_root("link.unfinished")), 0);
    write_text(in_root("link"), "new");
    assert_text(in_root("target"), "mine");
    assert_text(in_root("link"), "new");
}

static void folders_are_made_above_too(void **state)
{
    (void)state;
    assert_true(dir_make(in_root("a/b/c/"), 0700, NULL));
    assert_true(dir_exists(in_root("a/b/c")));
    assert_true(dir_make(in_root("a/b/c"), 0700, NULL));
    write_text(in_root("plain"), "x");
    struct fault why = {0};
    assert_false(dir_make(in_root("plain"), 0700, &why));
    assert_false(dir_make(in_root("plain/below"), 0700, &why));
    assert_false(dir_make("", 0700, &why));
    assert_false(dir_exists(in_root("plain")));
    assert_int_equal(rmdir(in_root("a/b/c")), 0);
    assert_int_equal(rmdir(in_root("a/b")), 0);
}

static void collect(void *self, const char *name)
{
    buf_text(self, name);
    buf_byte(self, ' ');
}

static void names_are_listed_in_order(void **state)
{
    (void)state;
    assert_true(dir_make(in_root("list"), 0700, NULL));
    static const char *const names[] = {
        "b.po", "a.po", "c.txt", ".po", "d.po.unfinished", "po"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[CEIL_PATH];
        assert_true(path_join(path, in_root("list"), names[i], NULL));
        if (strstr(names[i], ".unfinished"))
            assert_int_equal(mkdir(path, 0700), 0);
        else
            write_text(path, "");
    }
    struct buf seen = {.max = 200};
    assert_true(file_list(in_root("list"), ".po", collect, &seen, NULL));
    assert_string_equal(seen.at, ".po a.po b.po ");
    seen.len = 0;
    assert_true(file_list(in_root("list"), "", collect, &seen, NULL));
    assert_string_equal(seen.at, ".po a.po b.po c.txt po ");
    struct fault why = {0};
    assert_false(file_list(in_root("none"), "", collect, &seen, &why));
    assert_int_equal(why.kind, FAULT_INPUT);
    buf_wipe(&seen);
    rmdir(in_root("list/d.po.unfinished"));
}

static void make_week(const char *booklet, const char *extra)
{
    struct folder *f = folder_begin(in_root("out"), "week", 0, NULL);
    assert_non_null(f);
    assert_true(folder_put(f, "booklet", plain_of(booklet), NULL));
    if (extra)
        assert_true(folder_put(f, extra, plain_of("extra"), NULL));
    assert_true(folder_end(f, NULL));
    assert_false(dir_exists(in_root("out/week.unfinished")));
    assert_false(dir_exists(in_root("out/week.replaced")));
}

static ino_t number_of(const char *path)
{
    struct stat is;
    assert_int_equal(stat(path, &is), 0);
    return is.st_ino;
}

static void a_folder_appears_whole(void **state)
{
    (void)state;
    struct folder *f = folder_begin(in_root("out"), "week", 0, NULL);
    assert_true(folder_put(f, "booklet", plain_of("words"), NULL));
    assert_false(dir_exists(in_root("out/week")));
    assert_false(folder_put(f, "booklet", plain_of("twice"), NULL));
    assert_true(folder_end(f, NULL));
    assert_text(in_root("out/week/booklet"), "words");
    ino_t first = number_of(in_root("out/week"));
    make_week("words", NULL);
    assert_int_equal(number_of(in_root("out/week")), first);
    make_week("other", NULL);
    assert_text(in_root("out/week/booklet"), "other");
    make_week("other", "more");
    assert_text(in_root("out/week/more"), "extra");
    /* What the new one does not have may be somebody's own. */
    struct fault why = {.text = ""};
    f = folder_begin(in_root("out"), "week", 0, NULL);
    assert_true(folder_put(f, "booklet", plain_of("third"), NULL));
    assert_false(folder_end(f, &why));
    assert_non_null(strstr(why.text, "more"));
    assert_text(in_root("out/week/booklet"), "other");
    assert_false(dir_exists(in_root("out/week.unfinished")));
    assert_int_equal(unlink(in_root("out/week/more")), 0);
    make_week("third", NULL);
    assert_text(in_root("out/week/booklet"), "third");
}

static void a_file_in_the_way_stays(void **state)
{
    (void)state;
    struct fault why = {.text = ""};
    write_text(in_root("out/plain"), "mine");
    struct folder *f = folder_begin(in_root("out"), "plain", 0, NULL);
    assert_true(folder_put(f, "booklet", plain_of("words"), NULL));
    assert_false(folder_end(f, &why));
    assert_non_null(strstr(why.text, "in the way"));
    assert_text(in_root("out/plain"), "mine");
    unlink(in_root("out/plain"));
}

/* A stick that is no longer the one that was meant: nothing is made there. */
static void another_device_is_left_alone(void **state)
{
    (void)state;
    struct stat is;
    struct fault why = {.text = ""};
    assert_true(dir_make(in_root("out"), 0700, NULL));
    assert_int_equal(stat(in_root("out"), &is), 0);
    assert_null(folder_begin(in_root("out"), "stick", is.st_dev + 1, &why));
    assert_null(folder_begin(in_root("gone"), "stick", is.st_dev, &why));
    assert_false(dir_exists(in_root("gone")));
    struct folder *f = folder_begin(in_root("out"), "stick", is.st_dev, &why);
    assert_non_null(f);
    /* What stands at its path now is something else. */
    assert_int_equal(rename(in_root("out"), in_root("pulled")), 0);
    assert_true(dir_make(in_root("out"), 0700, NULL));
    assert_true(folder_put(f, "booklet", plain_of("words"), NULL));
    assert_true(folder_end(f, NULL));
    assert_false(dir_exists(in_root("out/stick")));
    assert_text(in_root("pulled/stick/booklet"), "words");
    assert_int_equal(unlink(in_root("pulled/stick/booklet")), 0);
    assert_int_equal(rmdir(in_root("pulled/stick")), 0);
    assert_int_equal(rmdir(in_root("out")), 0);
    assert_int_equal(rename(in_root("pulled"), in_root("out")), 0);
}

static void a_dropped_folder_leaves_nothing(void **state)
{
    (void)state;
    make_week("kept", NULL);
    struct folder *f = folder_begin(in_root("out"), "week", 0, NULL);
    assert_true(folder_put(f, "booklet", plain_of("lost"), NULL));
    folder_drop(f);
    folder_drop(NULL);
    assert_text(in_root("out/week/booklet"), "kept");
    assert_false(dir_exists(in_root("out/week.unfinished")));
}

static void leftovers_of_a_power_loss_are_cleared(void **state)
{
    (void)state;
    assert_true(dir_make(in_root("out/week.unfinished"), 0755, NULL));
    write_text(in_root("out/week.unfinished/half"), "half");
    assert_true(dir_make(in_root("out/week.replaced"), 0755, NULL));
    write_text(in_root("out/week.replaced/old"), "old");
    make_week("fresh", NULL);
    assert_false(file_exists(in_root("out/week/half")));
}

static void names_stay_inside_the_folder(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",    ".",      "..",
                                        "a/b", "/etc/x", ".hidden"};
    struct folder *f = folder_begin(in_root("out"), "inside", 0, NULL);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fault why = {0};
        assert_false(folder_put(f, wrong[i], plain_of("x"), &why));
        assert_int_equal(why.kind, FAULT_INPUT);
        assert_null(folder_begin(in_root("out"), wrong[i], 0, &why));
    }
    folder_drop(f);
}

/* Runs under a mount of "size"; skips where one may not mount. */
static void with_small_disk(const char *options, void (*check)(void))
{
    assert_true(dir_make(in_root("small"), 0700, NULL));
    if (mount("none", in_root("small"), "tmpfs", 0, options) != 0) {
        print_message("no small disk here: %s\n", strerror(errno));
        rmdir(in_root("small"));
        skip();
    }
    check();
    umount(in_root("small"));
    rmdir(in_root("small"));
}

static struct plain large_bytes(void)
{
    static char bytes[256 * 1024];
    return (struct plain){bytes, sizeof bytes};
}

static void check_full_disk(void)
{
    struct fault why = {0};
    write_text(in_root("small/kept"), "old");
    assert_false(file_write(in_root("small/kept"), large_bytes(), 0600, &why));
    assert_int_equal(why.kind, FAULT_DISK);
    assert_non_null(strstr(why.text, "the disk is full: free some space"));
    assert_text(in_root("small/kept"), "old");
    assert_false(file_exists(in_root("small/kept.unfinished")));

    struct folder *f = folder_begin(in_root("small"), "week", 0, &why);
    assert_non_null(f);
    assert_false(folder_put(f, "booklet", large_bytes(), &why));
    folder_drop(f);
    assert_false(dir_exists(in_root("small/week.unfinished")));

    struct disk *d = disk_file_open(in_root("small/slots"), true, &why);
    assert_non_null(d);
    why.kind = FAULT_NONE;
    assert_false(d->write(d->self, 0, large_bytes().at,
                          (uint32_t)large_bytes().len, &why));
    assert_int_equal(why.kind, FAULT_DISK);
    disk_file_close(d);
}

static void a_full_disk_is_told_and_loses_nothing(void **state)
{
    (void)state;
    with_small_disk("size=64k", check_full_disk);
}

static void check_locked_disk(void)
{
    struct fault why = {0};
    write_text(in_root("small/kept"), "old");
    assert_int_equal(
        mount(NULL, in_root("small"), NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
    assert_false(
        file_write(in_root("small/kept"), plain_of("new"), 0600, &why));
    assert_non_null(strstr(why.text, "can only be read"));
    assert_null(folder_begin(in_root("small"), "week", 0, &why));
    assert_null(disk_file_open(in_root("small/kept"), true, &why));
    assert_text(in_root("small/kept"), "old");
}

static void a_locked_disk_is_told(void **state)
{
    (void)state;
    with_small_disk("size=64k", check_locked_disk);
}

static void a_disk_over_a_file(void **state)
{
    (void)state;
    const char *path = in_root("slots");
    struct fault why = {0};
    assert_null(disk_file_open(path, false, &why));
    assert_int_equal(why.kind, FAULT_INPUT);
    struct disk *d = disk_file_open(path, true, NULL);
    struct stat is;
    assert_int_equal(stat(path, &is), 0);
    assert_int_equal(is.st_mode & 0777, 0600);
    assert_int_equal(d->size(d->self), 0);
    assert_true(d->write(d->self, 8, "words", 5, NULL));
    assert_true(d->sync(d->self, NULL));
    assert_int_equal(d->size(d->self), 13);
    disk_file_close(d);
    d = disk_file_open(path, true, NULL);
    char back[5];
    assert_true(d->read(d->self, 8, back, 5, NULL));
    assert_memory_equal(back, "words", 5);
    assert_false(d->read(d->self, 9, back, 5, &why));
    assert_int_equal(why.kind, FAULT_DAMAGED);
    disk_file_close(d);
    disk_file_close(NULL);
    assert_null(disk_file_open(root, true, &why));
    assert_null(disk_file_open(in_root("pipe"), true, &why));
}

static void paths_have_a_ceiling(void **state)
{
    (void)state;
    char out[CEIL_PATH], long_one[CEIL_PATH];
    struct fault why = {0};
    assert_true(path_join(out, "/a", "b", NULL));
    assert_string_equal(out, "/a/b");
    assert_true(path_join(out, "/a/", "b", NULL));
    assert_string_equal(out, "/a/b");
    memset(long_one, 'x', sizeof long_one);
    long_one[CEIL_PATH - 3] = '\0'; /* with "/b" and its end: one too many */
    assert_false(path_join(out, long_one, "bb", &why));
    assert_int_equal(why.kind, FAULT_LIMIT);
    assert_true(path_join(out, long_one, "b", NULL));
    assert_false(file_write(out, plain_of(""), 0600, &why));
}

static void the_data_folder_follows_the_user(void **state)
{
    (void)state;
    char out[CEIL_PATH];
    if (dir_exists("/var/lib/indefra"))
        skip();
    setenv("HOME", "/home/nobody", 1);
    setenv("XDG_DATA_HOME", "/data", 1);
    assert_true(path_data(out, NULL));
    assert_string_equal(out, "/data/indefra");
    setenv("XDG_DATA_HOME", "relative", 1);
    assert_true(path_data(out, NULL));
    assert_string_equal(out, "/home/nobody/.local/share/indefra");
    unsetenv("HOME");
    assert_false(path_data(out, NULL));
}

static void a_draft_never_touches_a_disk(void **state)
{
    (void)state;
    char out[CEIL_PATH];
    if (dir_exists("/run/indefra") || !dir_exists("/dev/shm"))
        skip();
    unsetenv("XDG_RUNTIME_DIR");
    assert_false(path_draft(out, NULL));
    setenv("XDG_RUNTIME_DIR", "/proc", 1);
    assert_false(path_draft(out, NULL));
    char place[] = "/dev/shm/indefra-test-XXXXXX";
    assert_non_null(mkdtemp(place));
    setenv("XDG_RUNTIME_DIR", place, 1);
    assert_true(path_draft(out, NULL));
    assert_true(path_draft(out, NULL));
    assert_true(dir_exists(out));
    assert_int_equal(chmod(place, 0755), 0);
    assert_false(path_draft(out, NULL));
    rmdir(out);
    rmdir(place);
    unsetenv("XDG_RUNTIME_DIR");
}

static void only_the_owner_may(void **state)
{
    (void)state;
    struct fault why = {0};
    assert_true(path_owned(root, NULL));
    assert_false(path_owned(in_root("absent"), &why));
    if (geteuid() != 0)
        skip();
    assert_int_equal(chown(in_root("ten"), 4242, 4242), 0);
    assert_false(path_owned(in_root("ten"), &why));
    assert_int_equal(why.kind, FAULT_INPUT);
    assert_non_null(strstr(why.text, "4242"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(what_a_power_loss_left_is_no_hindrance),
        cmocka_unit_test(what_should_not_be_read_is_not),
        cmocka_unit_test(reading_adds_to_what_is_there),
        cmocka_unit_test(a_link_is_not_written_through),
        cmocka_unit_test(folders_are_made_above_too),
        cmocka_unit_test(names_are_listed_in_order),
        cmocka_unit_test(a_folder_appears_whole),
        cmocka_unit_test(a_file_in_the_way_stays),
        cmocka_unit_test(another_device_is_left_alone),
        cmocka_unit_test(a_dropped_folder_leaves_nothing),
        cmocka_unit_test(leftovers_of_a_power_loss_are_cleared),
        cmocka_unit_test(names_stay_inside_the_folder),
        cmocka_unit_test(a_full_disk_is_told_and_loses_nothing),
        cmocka_unit_test(a_locked_disk_is_told),
        cmocka_unit_test(a_disk_over_a_file),
        cmocka_unit_test(paths_have_a_ceiling),
        cmocka_unit_test(the_data_folder_follows_the_user),
        cmocka_unit_test(a_draft_never_touches_a_disk),
        cmocka_unit_test(only_the_owner_may),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
