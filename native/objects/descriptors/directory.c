/* An open directory keeps its flags and how far it was listed. */
#include "common.h"
#include <dirent.h>

enum { ENTRIES = 12 };

static const char *is_directory_only(long fd) {
    int flags = fcntl((int)fd, F_GETFL);
    return flags == -1 ? outcome(-1) : flags & O_DIRECTORY ? "yes" : "no";
}

static void set_flag(void) {
    must(mkdir("listed", 0750));
    place(must(open("listed", O_RDONLY | O_DIRECTORY | O_NONBLOCK)), FD);
    place(must(open("listed", O_PATH | O_DIRECTORY)), SECOND);
}

OBJECT(directory_flag) = {
    .name = "directory-flag",
    .about = "a descriptor that was opened with O_DIRECTORY still has this flag",
    .set = set_flag,
    .properties = PROPERTIES({"O_DIRECTORY", .read_at = is_directory_only, .number = FD, .expected = "yes"},
                             {"O_DIRECTORY with O_PATH", .read_at = is_directory_only, .number = SECOND, .expected = "yes"},
                             {"mode", .read_at = mode_of, .number = FD, .expected = "40750"},
                             {"name", .read_at = target_of, .number = FD, .expected = "listed"}),
};

static DIR *listing;

static const char *position(void) { return listing ? outcome(lseek(dirfd(listing), 0, SEEK_CUR)) : "not open"; }

/* What is left of the listing. The library has read ahead, so the kernel's position is set to where the program is. */
static const char *rest_of_listing(void) {
    if (!listing) return "not open";
    int found = 0;
    for (struct dirent *entry; (entry = readdir(listing));) found += entry->d_name[0] != '.';
    return text("%d", found);
}

static void set_position(void) {
    must(mkdir("listed", 0750));
    for (char name[] = "listed/a"; name[7] < 'a' + ENTRIES; name[7]++) must(close(must(open(name, O_CREAT | O_CLOEXEC, 0600))));
    int fd = must(open("listed", O_RDONLY | O_CLOEXEC));
    DIR *first = fdopendir(fd);
    for (int files = 0; files < 5;) files += readdir(first)->d_name[0] != '.';
    long reached = telldir(first);
    must(closedir(first));
    listing = opendir("listed");
    seekdir(listing, reached);
}

OBJECT(directory_position) = {
    .name = "directory-position",
    .about = "a directory that is listed in part continues where it was",
    .set = set_position,
    .properties = PROPERTIES({"position", position}, {"files to come", rest_of_listing, .expected = "7", .once = true}),
};
