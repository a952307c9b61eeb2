/* SPDX-License-Identifier: MPL-2.0 */
/* Sticks: which mount is one, which may be used, and what a full, a locked, a
 * vanished and a hostile one do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "host/file.h"
#include "host/paths.h"
#include "host/stick.h"

static char root[CEIL_PATH], media[CEIL_PATH], stick_dir[CEIL_PATH];
static char mountinfo[CEIL_PATH], sysfs[CEIL_PATH], device_dir[CEIL_PATH];
static char number[32];
static const char *places[] = {media, NULL};
static const struct stick_world world = {mountinfo, sysfs, places};

static void text_to(const char *path, const char *text)
{
    assert_true(file_write(path, plain_of(text), 0644, NULL));
}

static void in_stick(const char *name, char path[CEIL_PATH])
{
    assert_true(path_join(path, stick_dir, name, NULL));
}

static void kernel_says(const char *removable)
{
    char path[CEIL_PATH];
    assert_true(path_join(path, device_dir, "removable", NULL));
    text_to(path, removable);
}

/* A line of mountinfo(5) for the folder that stands for the stick. */
static void mounted(const char *options, const char *type)
{
    struct buf b = {.max = 4096};
    buf_format(&b,
               "22 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n"
               "36 22 %s / %s %s shared:9 master:3 - %s /dev/sdb1 rw\n",
               number, stick_dir, options, type);
    text_to(mountinfo, b.at);
    buf_wipe(&b);
}

static int begin(void **state)
{
    (void)state;
    const char *base = getenv("TMPDIR");
    struct stat is;
    snprintf(root, sizeof root, "%s/indefra-stick-XXXXXX",
             base ? base : "/tmp");
    if (!mkdtemp(root) || stat(root, &is) != 0)
        return -1;
    snprintf(number, sizeof number, "%u:%u", major(is.st_dev),
             minor(is.st_dev));
    bool ok = path_join(media, root, "media", NULL) &&
              path_join(stick_dir, media, "BLUE", NULL) &&
              path_join(mountinfo, root, "mountinfo", NULL) &&
              path_join(sysfs, root, "sys", NULL) &&
              snprintf(device_dir, sizeof device_dir, "%.900s/dev/block/%s",
                       sysfs, number) > 0 &&
              dir_make(stick_dir, 0755, NULL) &&
              dir_make(device_dir, 0755, NULL);
    return ok ? 0 : -1;
}

static int end(void **state)
{
    char command[CEIL_PATH + 16];
    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", root);
    return system(command);
}

static enum stick_seen look(const char *with, const char *without,
                            struct stick *s)
{
    struct stick_wish wish = {.with = with, .without = without};
    return stick_find_in(&world, &wish, s);
}

static void test_which_mount(void **state)
{
    static const char safe[] = "rw,nosuid,nodev,noexec,relatime";
    static const struct {
        const char *options, *type, *removable;
        enum stick_seen seen;
    } row[] = {
        {safe, "vfat", "1\n", STICK_FOUND},
        {safe, "exfat", "1\n", STICK_FOUND},
        {safe, "ext4", "1\n", STICK_FOUND},
        {"nosuid,nodev,noexec", "vfat", "1\n", STICK_FOUND},
        {"rw,relatime", "vfat", "1\n", STICK_UNSAFE},
        {"rw,nosuid,nodev", "vfat", "1\n", STICK_UNSAFE},
        {"rw,nosuid,noexec", "ext4", "1\n", STICK_UNSAFE},
        {"rw,nodev,noexec", "ext4", "1\n", STICK_UNSAFE},
        {"rw,nosuidx,nodev,noexec", "ext4", "1\n", STICK_UNSAFE},
        {safe, "vfat", "0\n", STICK_ABSENT},
        {safe, "vfat", "", STICK_ABSENT},
        {safe, "tmpfs", "1\n", STICK_ABSENT},
        {safe, "fuse.sshfs", "1\n", STICK_ABSENT},
    };
    struct stick s;
    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        kernel_says(row[i].removable);
        mounted(row[i].options, row[i].type);
        if (look(NULL, NULL, &s) != row[i].seen)
            fail_msg("%s %s %s", row[i].options, row[i].type, row[i].removable);
    }
}

static void test_lines_that_are_none(void **state)
{
    static const char *const line[] = {
        "",
        "\n\n",
        "36\n",
        "36 22 8:17 / /media/x rw,nosuid,nodev,noexec\n",
        "36 22 8:17 / /media/x rw,nosuid,nodev,noexec shared:1 -\n",
        "- - - - - - -\n",
        "36 22 8:17 / /media/\\0 rw - vfat x rw\n",
        "36 22 8:17 / /media/\\777 rw - vfat x rw\n",
    };
    struct stick s;
    (void)state;
    for (size_t i = 0; i < sizeof line / sizeof *line; i++) {
        text_to(mountinfo, line[i]);
        assert_int_equal(look(NULL, NULL, &s), STICK_ABSENT);
    }
    assert_true(file_remove(mountinfo, NULL));
    assert_int_equal(look(NULL, NULL, &s), STICK_ABSENT);
}

static void ready(struct stick *s)
{
    kernel_says("1\n");
    mounted("rw,nosuid,nodev,noexec", "vfat");
    assert_int_equal(look(NULL, NULL, s), STICK_FOUND);
    assert_string_equal(s->at, stick_dir);
}

/* A mount that another device covers is not that stick any more. */
static void test_another_device(void **state)
{
    struct stick s;
    struct buf b = {.max = 4096};
    (void)state;
    char path[CEIL_PATH];
    ready(&s);
    snprintf(path, sizeof path, "%.900s/dev/block/8:99", sysfs);
    assert_true(dir_make(path, 0755, NULL));
    assert_true(path_join(device_dir, path, "", NULL));
    kernel_says("1\n");
    buf_format(&b, "36 22 8:99 / %s rw,nosuid,nodev,noexec - vfat x rw\n",
               stick_dir);
    text_to(mountinfo, b.at);
    buf_wipe(&b);
    assert_int_equal(look(NULL, NULL, &s), STICK_ABSENT);
}

static void test_whose_stick(void **state)
{
    char key[CEIL_PATH];
    struct stick s;
    (void)state;
    ready(&s);
    in_stick("office.key", key);
    assert_int_equal(look("office.key", NULL, &s), STICK_OTHER);
    assert_int_equal(look(NULL, "office.key", &s), STICK_FOUND);
    text_to(key, "key");
    assert_int_equal(look("office.key", NULL, &s), STICK_FOUND);
    assert_int_equal(look(NULL, "office.key", &s), STICK_OTHER);
    /* A link that bears the key's name is no key. */
    assert_true(file_remove(key, NULL));
    assert_int_equal(symlink("/etc/hostname", key), 0);
    assert_int_equal(look("office.key", NULL, &s), STICK_OTHER);
    assert_int_equal(unlink(key), 0);
}

static void test_a_folder_plays(void **state)
{
    struct stick s;
    struct stick_wish wish = {.folder = stick_dir};
    (void)state;
    text_to(mountinfo, "");
    assert_int_equal(stick_find_in(&world, &wish, &s), STICK_FOUND);
    assert_string_equal(s.at, stick_dir);
    wish.folder = "/there/is/no/such/folder";
    assert_int_equal(stick_find_in(&world, &wish, &s), STICK_ABSENT);
    wish.folder = mountinfo;
    assert_int_equal(stick_find_in(&world, &wish, &s), STICK_ABSENT);
}

static void test_reading(void **state)
{
    char path[CEIL_PATH];
    struct stick s;
    struct fault why;
    struct buf out = {.max = 100};
    (void)state;
    ready(&s);
    in_stick("a.txt", path);
    text_to(path, "words");
    assert_true(stick_read(&s, "a.txt", 5, &out, &why));
    assert_true(plain_same(buf_words(&out), plain_of("words")));
    assert_false(stick_read(&s, "a.txt", 4, &out, &why));
    assert_int_equal(why.kind, FAULT_LIMIT);
    static const char *const refused[] = {
        "",       ".",    "..",   "../media", "x/y", ".hidden", "/etc/passwd",
        "absent", "link", "pipe", "folder"};
    in_stick("link", path);
    assert_int_equal(symlink("/etc/passwd", path), 0);
    in_stick("pipe", path);
    assert_int_equal(mkfifo(path, 0600), 0);
    in_stick("folder", path);
    assert_int_equal(mkdir(path, 0700), 0);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(stick_read(&s, refused[i], 4096, &out, &why));
    buf_wipe(&out);
}

static void test_writing(void **state)
{
    char path[CEIL_PATH], target[CEIL_PATH];
    struct stick s;
    struct fault why;
    struct buf out = {.max = 4096};
    (void)state;
    ready(&s);
    assert_true(stick_write_file(&s, "letter.html", plain_of("one"), &why));
    assert_true(stick_write_file(&s, "letter.html", plain_of("two"), &why));
    assert_true(stick_read(&s, "letter.html", 100, &out, &why));
    assert_true(plain_same(buf_words(&out), plain_of("two")));
    assert_false(stick_write_file(&s, "../x", plain_of("x"), &why));
    assert_false(stick_write_file(&s, ".x", plain_of("x"), &why));
    /* A link under the name, or under the working name, is replaced and what
     * it points at stays as it was. */
    assert_true(path_join(target, root, "ours", NULL));
    text_to(target, "ours");
    static const char *const names[] = {"trap", "trap.unfinished"};
    for (int i = 0; i < 2; i++) {
        in_stick(names[i], path);
        assert_int_equal(symlink(target, path), 0);
        assert_true(stick_write_file(&s, "trap", plain_of("new"), &why));
    }
    out.len = 0;
    assert_true(file_read(target, 100, &out, &why));
    assert_true(plain_same(buf_words(&out), plain_of("ours")));
    buf_wipe(&out);
}

/* The week's folder where a stick made of links points at our own data. */
static void test_folder_over_links(void **state)
{
    static const char *const names[] = {"week", "week.unfinished",
                                        "week.replaced"};
    char ours[CEIL_PATH], file[CEIL_PATH], path[CEIL_PATH];
    struct fault why = {0};
    (void)state;
    assert_true(path_join(ours, root, "data", NULL));
    assert_true(dir_make(ours, 0700, NULL));
    assert_true(path_join(file, ours, "slots", NULL));
    text_to(file, "precious");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        in_stick(names[i], path);
        unlink(path);
        assert_int_equal(symlink(ours, path), 0);
    }
    struct folder *f = folder_begin(stick_dir, "week", 0, &why);
    assert_non_null(f);
    assert_true(folder_put(f, "booklet.html", plain_of("words"), &why));
    assert_true(folder_end(f, &why));
    assert_true(file_exists(file));
    in_stick("week", path);
    struct stat is;
    assert_int_equal(lstat(path, &is), 0);
    assert_true(S_ISDIR(is.st_mode));
}

static void test_gone(void **state)
{
    struct stick s;
    struct fault why;
    struct buf out = {.max = 100};
    (void)state;
    ready(&s);
    assert_int_equal(stick_trouble(&s, 1), STICK_SOUND);
    s.device++; /* as when our own empty folder is left behind */
    assert_false(stick_write_file(&s, "a", plain_of("a"), &why));
    assert_int_equal(why.kind, FAULT_DISK);
    assert_false(stick_read(&s, "a.txt", 100, &out, &why));
    assert_false(stick_settle(&s, &why));
    assert_int_equal(stick_trouble(&s, 1), STICK_GONE);
    buf_wipe(&out);
}

/* A full stick and a locked one: only where this user may mount. */
static void test_full_and_locked(void **state)
{
    char small[CEIL_PATH], big[70000];
    struct stick s;
    struct fault why;
    struct stick_wish wish = {.folder = small};
    (void)state;
    assert_true(path_join(small, root, "small", NULL));
    assert_true(dir_make(small, 0755, NULL));
    if (mount("tmpfs", small, "tmpfs", 0, "size=64k") != 0)
        skip();
    memset(big, 'x', sizeof big);
    assert_int_equal(stick_find_in(&world, &wish, &s), STICK_FOUND);
    bool fitted =
        stick_write_file(&s, "big", (struct plain){big, sizeof big}, &why);
    enum stick_trouble full = stick_trouble(&s, sizeof big);
    bool left = stick_write_file(&s, "small", plain_of("x"), &why);
    bool locked = mount(NULL, small, NULL, MS_REMOUNT | MS_RDONLY, NULL) == 0 &&
                  !stick_write_file(&s, "more", plain_of("x"), &why) &&
                  stick_trouble(&s, 1) == STICK_LOCKED;
    umount2(small, MNT_DETACH);
    assert_false(fitted);
    assert_int_equal(full, STICK_FULL);
    assert_true(left); /* nothing of the large one stayed behind */
    assert_true(locked);
    assert_int_equal(stick_trouble(&s, 1), STICK_GONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_which_mount),
        cmocka_unit_test(test_lines_that_are_none),
        cmocka_unit_test(test_another_device),
        cmocka_unit_test(test_whose_stick),
        cmocka_unit_test(test_a_folder_plays),
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_writing),
        cmocka_unit_test(test_folder_over_links),
        cmocka_unit_test(test_gone),
        cmocka_unit_test(test_full_and_locked),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
