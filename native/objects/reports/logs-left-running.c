/* Logs and data files of a process that went on after its dump. */
#include "left-running.h"
#include <stdio.h>

static int fd = -1;
static long steps;

static void open_file(int flags) { fd = must(open("log", O_CREAT | O_EXCL | O_CLOEXEC | flags, 0640)); }

static void write_line(void) {
    char line[16];
    int length = snprintf(line, sizeof line, "line %ld\n", ++steps);
    write_all(fd, line, (size_t)length);
}

static void overwrite(void) {
    char record[16];
    int length = snprintf(record, sizeof record, "state %ld\n", ++steps);
    must(pwrite(fd, record, (size_t)length, 0));
}

static const char *steps_done(void) { return text("%ld", steps); }
static const char *offset(void) { return outcome(lseek(fd, 0, SEEK_CUR)); }
static const char *flags(void) { return outcome(fcntl(fd, F_GETFL)); }
static const char *log_now(void) { return content("log"); }

static const char *inode(void) {
    struct stat found;
    return fstat(fd, &found) == -1 ? outcome(-1) : text("%lu", found.st_ino);
}

static const char *log_after_write(void) {
    if (fd != -1) write_line();
    return log_now();
}

#define LINES                                                                                                                  \
    PROPERTIES({"steps", steps_done, .expected = "2"}, {"flags", flags}, {"inode", inode}, {"offset", offset, .expected = "14"},  \
               {"log", log_now, .expected = "line 1\\x0aline 2\\x0a"},                                                         \
               {"log after one more line", log_after_write, .expected = "line 1\\x0aline 2\\x0aline 3\\x0a", .once = true})

static void append(void) {
    open_file(O_WRONLY | O_APPEND);
    begin_steps(write_line);
}

OBJECT(append_log) = {
    .name = "append-log-grown",
    .about = "a log that a process left running went on appending to has each line once",
    .set = append,
    .meanwhile = take_next_step,
    .properties = LINES,
};

static void append_readable(void) {
    open_file(O_RDWR | O_APPEND);
    begin_steps(write_line);
}

OBJECT(append_readable_log) = {
    .name = "append-log-readable-grown",
    .about = "a log that is open for appending and reading survives that a process left running went on",
    .set = append_readable,
    .meanwhile = take_next_step,
    .properties = LINES,
};

static void write_only(void) {
    open_file(O_WRONLY);
    begin_steps(write_line);
}

OBJECT(output_file) = {
    .name = "output-file-grown",
    .about = "a file for output at an offset survives that a process left running went on",
    .set = write_only,
    .meanwhile = take_next_step,
    .properties = LINES,
};

static void read_write(void) {
    open_file(O_RDWR);
    begin_steps(write_line);
}

OBJECT(read_write_file) = {
    .name = "read-write-file-grown",
    .about = "a file that is open for reading and writing at an offset survives that a process left running went on",
    .set = read_write,
    .meanwhile = take_next_step,
    .properties = LINES,
};

static void overwrite_in_place(void) {
    open_file(O_RDWR);
    begin_steps(overwrite);
    must(lseek(fd, 6, SEEK_SET));
}

OBJECT(overwritten_file) = {
    .name = "read-write-file-overwritten",
    .about = "a record that a process left running overwrote is as old as the process",
    .set = overwrite_in_place,
    .meanwhile = take_next_step,
    .properties = PROPERTIES({"steps", steps_done, .expected = "2"}, {"flags", flags}, {"inode", inode},
                             {"offset", offset, .expected = "6"}, {"record", log_now, .expected = "state 2\\x0a"}),
};

static void write_then_remove(void) {
    write_line();
    if (steps > 2) must(unlink("log"));
}

static void scratch(void) {
    open_file(O_RDWR);
    begin_steps(write_then_remove);
}

OBJECT(scratch_file) = {
    .name = "scratch-file-removed",
    .about = "a scratch file survives that a process left running removed it",
    .set = scratch,
    .meanwhile = take_next_step,
    .properties = LINES,
};

/* The number of lines is in the file, so a process that is older than the file continues behind lines that it never wrote. */
struct journal {
    uint64_t lines;
    long step[8];
};

static struct journal *journal;

static void write_journal(void) { journal->step[journal->lines++ % 8] = ++steps; }

static void map_journal(void) {
    open_file(O_RDWR);
    must(ftruncate(fd, sizeof *journal));
    journal = must(mmap(NULL, sizeof *journal, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
    must(close(fd));
    begin_steps(write_journal);
}

static const char *journal_lines(void) { return journal ? text("%lu", journal->lines) : "none"; }
static const char *last_line(void) { return journal ? text("%ld", journal->step[(journal->lines - 1) % 8]) : "none"; }

static const char *all_lines(void) {
    const char *all = "";
    for (uint64_t i = 0; journal && i < journal->lines && i < 8; i++) all = text("%s%ld ", all, journal->step[i]);
    return all;
}

static const char *journal_after_write(void) {
    if (journal) write_journal();
    return all_lines();
}

OBJECT(mapped_journal) = {
    .name = "mapped-journal-written",
    .about = "a mapped journal that a process left running went on writing has each line once",
    .set = map_journal,
    .meanwhile = take_next_step,
    .properties = PROPERTIES({"steps", steps_done, .expected = "2"}, {"lines in the journal", journal_lines, .expected = "2"},
                             {"last line", last_line, .expected = "2"}, {"lines", all_lines, .expected = "1 2 "},
                             {"lines after one more", journal_after_write, .expected = "1 2 3 ", .once = true}),
};
