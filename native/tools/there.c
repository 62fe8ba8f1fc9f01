/*
 * Stands in for the program with which a launcher starts something on another machine: writes the request to the file that
 * THERE names. The reader of that file starts it.
 *
 * there HOST COMMAND...
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fails(const char *what) {
    fprintf(stderr, "there: %s: %s\n", what, strerror(errno));
    return 125;
}

int main(int argc, char **argv) {
    const char *name = getenv("THERE");
    char unfinished[4096];
    if (argc < 3 || !name) {
        fprintf(stderr, "usage: THERE=FILE there HOST COMMAND...\n");
        return 125;
    }
    snprintf(unfinished, sizeof unfinished, "%s.unfinished", name);
    FILE *file = fopen(unfinished, "w");
    if (!file) return fails(unfinished);
    for (int i = 2; i < argc; i++) fprintf(file, "%s%s", argv[i], i + 1 < argc ? " " : "\n");
    if (fclose(file) != 0 || rename(unfinished, name) != 0) return fails(name);
    return 0;
}
