/* Mapped files, and what happens to the file meanwhile. */
#include "mapping.h"
#include <stdio.h>
#include <stdlib.h>

enum { COUNT = 8, SIZE = COUNT * PAGE };

static const char *const name = "library";
static char *memory;

static const char *data(void) { return digest(memory, SIZE); }
static const char *form(void) { return shape(memory); }
static const char *flags(void) { return vm_flags(memory); }
static const char *first(void) { return pages(memory, 1); }
static const char *in_front(void) { return digest(memory, 2 * PAGE); }
static const char *written_page(void) { return digest(memory, PAGE); }
static const char *clean_page(void) { return digest(memory + 3 * PAGE, PAGE); }
static const char *beyond(void) { return load(memory + SIZE - PAGE); }

/* The name in the path, and what the kernel adds for a file without one; the folder is not the object's. */
static const char *path(void) {
    const char *whole = mapped(memory), *slash = strrchr(whole, '/');
    return slash ? slash + 1 : "no path";
}

static const char *file(void) {
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    static char buffer[SIZE];
    ssize_t got = read(fd, buffer, sizeof buffer);
    const char *value = text("%s, %s", outcome(got), digest(buffer, sizeof buffer));
    must(close(fd));
    return value;
}

static void map_file(int sharing, int protection) {
    int fd = make_file(name, 0755, SIZE, 1);
    memory = map_at(memory ? memory : reserve(SIZE), SIZE, protection, sharing, fd);
    must(close(fd));
}

static void create(void) {
    memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1);
    int fd = make_file(name, 0755, SIZE - PAGE, 5);
    must(close(fd));
}

/* Page 0 is a copy that was written to, all others are pages of the file. */
static void set_private(void) {
    map_file(MAP_PRIVATE, PROT_READ | PROT_WRITE);
    fill(memory, PAGE, 2);
}

static void set_shared(void) {
    map_file(MAP_SHARED, PROT_READ | PROT_WRITE);
    fill(memory, PAGE, 2);
}

OBJECT(private_file) = {
    .name = "mapped-file-private",
    .about = "a private mapping of a file keeps the page that was written to and shows the other pages of the file",
    .create = create,
    .set = set_private,
    .properties = PROPERTIES({"content", data}, {"mapping", form, .natural = true}, {"path", path, .expected = "library"},
                             {"file", file}, {"first page", first, .expected = "p", .natural = true}),
};

OBJECT(shared_file) = {
    .name = "mapped-file-shared",
    .about = "a shared mapping of a file keeps what was written, and so does the file",
    .create = create,
    .set = set_shared,
    .properties = PROPERTIES({"content", data}, {"mapping", form}, {"path", path, .expected = "library"}, {"file", file}),
};

static void set_private_deleted(void) {
    set_private();
    must(unlink(name));
}

static void set_shared_deleted(void) {
    set_shared();
    must(unlink(name));
}

#define DELETED                                                                                                          \
    PROPERTIES({"content", data}, {"path", path, .expected = "library (deleted)"}, {"file", file, .expected = "ENOENT"}, \
               {"flags", flags, .natural = true})

OBJECT(private_deleted) = {
    .name = "mapped-file-private-deleted",
    .about = "a private mapping of a deleted file keeps its content, and the file stays deleted",
    .create = create,
    .set = set_private_deleted,
    .properties = DELETED,
};

OBJECT(shared_deleted) = {
    .name = "mapped-file-shared-deleted",
    .about = "a shared mapping of a deleted file keeps its content, and the file stays deleted",
    .create = create,
    .set = set_shared_deleted,
    .properties = DELETED,
};

static void set_shared_truncated(void) {
    set_shared();
    must(truncate(name, 3 * PAGE));
}

static void set_private_truncated(void) {
    set_private();
    must(truncate(name, 3 * PAGE));
}

#define TRUNCATED                                                                 \
    PROPERTIES({"content in front", in_front}, {"mapping", form}, {"file", file}, \
               {"access beyond the end", beyond, .expected = "SIGBUS"})

static void create_smaller(void) {
    if (unlink(name) == -1 && errno != ENOENT) broken("unlink");
    memory = map_at(reserve(SIZE), SIZE, PROT_READ, MAP_PRIVATE, -1);
}

OBJECT(shared_truncated) = {
    .name = "mapped-file-shared-truncated",
    .about = "an access beyond the end of a file that was truncated under its shared mapping stays an error",
    .create = create_smaller,
    .set = set_shared_truncated,
    .properties = TRUNCATED,
};

OBJECT(private_truncated) = {
    .name = "mapped-file-private-truncated",
    .about = "an access beyond the end of a file that was truncated under its private mapping stays an error",
    .create = create_smaller,
    .set = set_private_truncated,
    .properties = TRUNCATED,
};

static void put_in_place(mode_t mode, size_t size) {
    must(close(make_file("other", mode, size, 7)));
    must(rename("other", name));
}

static void set_replaced(void) {
    set_private();
    put_in_place(0755, SIZE);
}

OBJECT(replaced) = {
    .name = "mapped-file-replaced",
    .about = "a private mapping of a file that another one has replaced shows the old file",
    .create = create,
    .set = set_replaced,
    .properties = PROPERTIES({"content", data}, {"clean page", clean_page}, {"new file", file},
                             {"path", path, .expected = "library (deleted)"}),
};

#define CHANGED_MEANWHILE \
    PROPERTIES({"page that was written to", written_page}, {"clean page", clean_page}, {"path", path, .expected = "library"})

static void replace(void) { put_in_place(0755, SIZE); }
static void replace_by_larger(void) { put_in_place(0755, 2 * SIZE); }
static void replace_by_other_mode(void) { put_in_place(0644, SIZE); }

OBJECT(replaced_meanwhile) = {
    .name = "mapped-file-replaced-meanwhile",
    .about = "a private mapping shows the file that was mapped, though another of the same size has its name now",
    .create = create,
    .set = set_private,
    .meanwhile = replace,
    .properties = CHANGED_MEANWHILE,
};

OBJECT(resized_meanwhile) = {
    .name = "mapped-file-resized-meanwhile",
    .about = "a private mapping shows the file that was mapped, though a larger one has its name now",
    .create = create,
    .set = set_private,
    .meanwhile = replace_by_larger,
    .properties = CHANGED_MEANWHILE,
};

OBJECT(mode_meanwhile) = {
    .name = "mapped-file-mode-meanwhile",
    .about = "a private mapping shows the file that was mapped, though one with other permissions has its name now",
    .create = create,
    .set = set_private,
    .meanwhile = replace_by_other_mode,
    .properties = CHANGED_MEANWHILE,
};

/* Whether a shared mapping may become writable is decided by the descriptor that it was made with. */
static char *writable;

static void create_two(void) {
    create();
    writable = map_at(reserve(SIZE), SIZE, PROT_READ, MAP_PRIVATE, -1);
}

static void set_two(void) {
    int both = make_file(name, 0644, SIZE, 1), fd = must(open(name, O_RDONLY | O_CLOEXEC));
    map_at(memory, SIZE, PROT_READ, MAP_SHARED, fd);
    map_at(writable, SIZE, PROT_READ, MAP_SHARED, both);
    must(close(fd));
    must(close(both));
}

static const char *become_writable(char *what) {
    const char *value = outcome(mprotect(what, SIZE, PROT_READ | PROT_WRITE));
    must(mprotect(what, SIZE, PROT_READ));
    return value;
}

static const char *read_only(void) { return become_writable(memory); }
static const char *read_write(void) { return text("%s, %s", become_writable(writable), shape(writable)); }

OBJECT(opened_read_only) = {
    .name = "mapped-file-opened-read-only",
    .about = "a shared mapping of a file that was opened for reading only cannot become writable",
    .create = create_two,
    .set = set_two,
    .properties = PROPERTIES({"making it writable", read_only, .expected = "EACCES"},
                             {"making the other writable", read_write, .expected = "0, 32 kB r--s 00000000"}, {"flags", flags},
                             {"content", data}),
};

/* remap_file_pages splits the mapping into one for each page that is out of order. */
static void set_reversed(void) {
    map_file(MAP_SHARED, PROT_READ | PROT_WRITE);
    for (int i = 0; i < COUNT; i++) needs(remap_file_pages(memory + i * PAGE, PAGE, 0, (size_t)(COUNT - 1 - i), 0));
}

static const char *second(void) { return shape(memory + PAGE); }

OBJECT(reversed) = {
    .name = "mapped-file-pages-reversed",
    .about = "a mapping of a file's pages in another order keeps the order",
    .create = create,
    .set = set_reversed,
    .properties = PROPERTIES({"content", data}, {"first page", form, .expected = "4 kB rw-s 00007000"},
                             {"second page", second, .expected = "4 kB rw-s 00006000"}),
};
