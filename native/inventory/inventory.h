/*
 * Lists what a process tree consists of, from outside: descriptors, mappings and attributes. It only reads: it never attaches to
 * a process, sends it a signal or opens a file of its that is not in /proc, except memfds, whose seals need a descriptor.
 */
#ifndef INVENTORY_H
#define INVENTORY_H

#define _GNU_SOURCE
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

enum { ENDED_WELL, FAILED, USAGE, NO_SUCH_PROCESS, ENDED_MEANWHILE, KERNEL_THREAD, ZOMBIE };

struct text {
    char *data;
    size_t size, room;
};

struct descriptor {
    int fd;
    pid_t tid; /* 0: of the process; otherwise of a thread with descriptors of its own */
    const char *kind, *link, *info;
    unsigned flags;
    int mount;
    struct statx is;
    bool is_known;
    int seals; /* -1: unknown or none */
    char protocol[16];
};

struct process {
    pid_t pid, parent, session, group, foreground, tracer;
    int dir;  /* /proc/PID */
    int live; /* the same, or the folder of another thread where the first one has ended */
    int base; /* where paths of its links begin; -1: out of reach */
    char *stat, *status;
    char state;
    unsigned terminal;
    uint64_t flags, started;
    int threads, nice, priority, policy, deadline, exit_signal;
    uint64_t mounts, net; /* namespaces; 0: unknown */
    struct descriptor *descriptors;
    size_t descriptor_count;
};

extern struct process *tree;
extern size_t tree_size;

/* read.c: files of /proc, memory */
void *grown(void *array, size_t count, size_t size);
char *kept(const char *data, size_t size);
bool slurp(int dir, const char *name, struct text *text);
bool slurp_known(const struct process *p, int dir, const char *name, struct text *text);
char *link_of(int dir, const char *name);
bool begins(const char *text, const char *with);
unsigned long long info_number(const char *info, const char *key, int base);
const char *value_of(const char *text, const char *key);
uint64_t namespace_of(int dir, const char *name);
void unknown(pid_t pid, const char *file, int error);
bool vanished(int error);
void print_unknown(void);

/* json.c */
void json_open(const char *key, char bracket);
void json_close(void);
void json_text(const char *key, const char *text);
void json_bytes(const char *key, const char *data, size_t size);
void json_number(const char *key, long long value);
void json_size(const char *key, uint64_t value);
void json_bool(const char *key, bool value);
void json_null(const char *key);
bool json_write(int fd);

/* process.c */
int tree_collect(pid_t pid);
bool tree_has(pid_t pid);
bool target_runs(void);
void print_process(struct process *p, bool lists);
struct text *scratch(void);

/* attributes.c, threads.c */
void print_attributes(const struct process *p);
void print_threads(const struct process *p, bool lists);
bool has_own_files(const struct process *p, pid_t tid);

/* mounts.c */
const char *file_system(const struct process *p, int mount);
void print_mounts(const struct process *p);

/* paths.c: what a path leads to now */
void print_file(const struct process *p, const char *link, const struct statx *is, bool mounted);
void print_link(const struct process *p, const char *key, const char *name);
uint64_t device_number(unsigned major, unsigned minor);

/* descriptors.c, entries.c, anonymous.c */
void descriptors_collect(struct process *p);
const struct descriptor *descriptor_of(const char *kind, unsigned major, unsigned minor, uint64_t inode);
void print_descriptors(const struct process *p, bool lists);
void print_seals(int seals);
const char *anonymous_kind(const char *name);
void print_anonymous(const struct descriptor *d);
const char *device_class(const char *path);

/* diag.c, sockets.c, peers.c */
void sockets_collect(void);
void print_socket(const struct descriptor *d);
bool socket_peer(uint32_t inode, uint32_t *peer);
bool is_inside(uint64_t inode);
enum { READS = 1, WRITES = 2 };
void peers_collect(void);
void print_pipe(const struct descriptor *d);
void print_terminal(const struct descriptor *d);
void print_holders(uint64_t inode, bool self);

/* mappings.c */
void print_mappings(const struct process *p, bool lists);

/* count.c: numbers by kind, for a process and for the tree */
void count(const char *what, const char *kind, uint64_t bytes);
void print_counts(bool all);

#endif
