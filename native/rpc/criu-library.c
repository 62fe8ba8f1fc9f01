/*
 * Calls CRIU by its library, libcriu, and ends as CRIU's command line would.
 *
 * criu-library [OPTION]... PROTOBUF LIBRARY CRIU ACTION [CALL]...
 *
 * PROTOBUF is the library that libcriu needs, LIBRARY is libcriu, CRIU the program that it starts, ACTION dump, pre-dump or restore.
 * The options are those of criu-call. A CALL is a function of libcriu and its arguments, separated by blanks:
 *
 *   criu_set_pid 17        with a number
 *   criu_set_root /a       with a text
 *   criu_add_cg_root cpu /a, criu_add_inherit_fd 5 KEY, criu_set_page_server_address_port HOST 80
 */
#include "client.h"
#include <dlfcn.h>

static void *library;

static void *symbol(const char *name) {
    void *found = dlsym(library, name);
    if (!found) {
        dprintf(2, "criu-library: %s\n", dlerror());
        exit(BROKEN);
    }
    return found;
}

/* A number or a text in a register, as every function of libcriu takes its arguments. */
static long value(const char *text) {
    char *end;
    if (!text) return 0;
    long number = strtol(text, &end, 10);
    return *text && !*end ? number : (long)text;
}

static void call(char *words) {
    char *name = strsep(&words, " ");
    char *first = words, *second = NULL;
    if (strncmp(name, "criu_set_page", 13) == 0 || strcmp(name, "criu_add_cg_root") == 0 || strcmp(name, "criu_add_inherit_fd") == 0) {
        first = strsep(&words, " ");
        second = words;
    }
    if (first && !*first) first = NULL;
    ((void (*)(long, long))symbol(name))(value(first), value(second));
}

static int notified(char *action, void *argument) {
    int pid = ((int (*)(void *))symbol("criu_notify_pid"))(argument);
    return run_scripts(action, pid) ? 0 : -1;
}

int main(int argc, char **argv) {
    int i = options(argc, argv);
    if (argc - i < 4) {
        dprintf(2, "usage: criu-library [OPTION]... PROTOBUF LIBRARY CRIU ACTION [CALL]...\n");
        return BROKEN;
    }
    if (!dlopen(argv[i], RTLD_NOW | RTLD_GLOBAL) || !(library = dlopen(argv[i + 1], RTLD_NOW))) {
        dprintf(2, "criu-library: %s\n", dlerror());
        return BROKEN;
    }
    if (((int (*)(void))symbol("criu_init_opts"))() != 0) fail("criu_init_opts");
    ((int (*)(const char *))symbol("criu_set_service_binary"))(argv[i + 2]);
    if (script_count) ((void (*)(int (*)(char *, void *)))symbol("criu_set_notify_cb"))(notified);
    for (int k = i + 4; k < argc; k++) call(argv[k]);
    char function[32];
    snprintf(function, sizeof function, "criu_%s", strcmp(argv[i + 3], "pre-dump") == 0 ? "pre_dump" : argv[i + 3]);
    int result = ((int (*)(void))symbol(function))();
    if (result < 0) {
        dprintf(2, "criu-library: %s returns %d: %s\n", function, result, strerror(-result));
        return 1;
    }
    if (result > 0 && pid_file) write_pid(result);
    return 0;
}
