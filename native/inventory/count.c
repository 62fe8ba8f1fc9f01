/* Counts descriptors and mappings by kind: for the process that is being printed, and for the whole tree. */
#include "inventory.h"

#include <string.h>

static struct counter {
    const char *what, *kind;
    uint64_t count, bytes, all, all_bytes;
} *counters;
static size_t counter_count;

void count(const char *what, const char *kind, uint64_t bytes)
{
    struct counter *c = counters;
    while (c < counters + counter_count && (strcmp(c->what, what) != 0 || strcmp(c->kind, kind) != 0))
        c++;
    if (c == counters + counter_count) {
        counters = grown(counters, counter_count + 1, sizeof *counters);
        c = counters + counter_count++;
        *c = (struct counter){ .what = what, .kind = kind };
    }
    c->count++;
    c->all++;
    c->bytes += bytes;
    c->all_bytes += bytes;
}

static void print(const char *what, bool all, bool bytes)
{
    json_open(what, '{');
    for (struct counter *c = counters; c < counters + counter_count; c++) {
        if (strcmp(c->what, what) != 0 || (!all && c->count == 0))
            continue;
        if (bytes) {
            json_open(c->kind, '{');
            json_size("count", all ? c->all : c->count);
            json_size("bytes", all ? c->all_bytes : c->bytes);
            json_close();
        } else {
            json_size(c->kind, all ? c->all : c->count);
        }
        c->count = c->bytes = 0;
    }
    json_close();
}

/* Prints the numbers of the tree, or those of one process and begins anew. */
void print_counts(bool all)
{
    print("descriptors", all, false);
    print("mappings", all, true);
}
