/*
 * The suite's agent on a host: starts programs, follows files and reaps processes. It is controlled over one pair of pipes, or
 * over a socket or a port of a virtual machine if its first argument names one. The other arguments are a command that gets
 * the connection as its streams, and leads to the agent that serves there.
 *
 * A request is a frame: four bytes of length (big endian), then NUL-terminated fields: id, operation, arguments. For "write"
 * the rest of the frame is content. An answer is a frame: id, "ok" or "error", fields, rest. "spawn" answers twice: when the
 * program runs and when it has ended. One agent serves one cell at a time, so it needs no threads.
 *
 * The agent is the init of its PID namespace, or a child subreaper where there is none. When the other end of its standard
 * input closes, it ends, and everything it started ends with it.
 */
#ifndef AGENT_H
#define AGENT_H

#define _GNU_SOURCE
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* A frame being read: the cursor walks over its fields. */
struct request {
    const char *id;
    char *at, *end;
};

/* frame.c */
void grow(char **buffer, size_t *room, size_t size);
const char *field(struct request *r);
long long number(struct request *r);

/* An answer being written. */
void answer_begin(const char *id, const char *status);
void answer_text(const char *text);
void answer_number(long long value);
void answer_bytes(const void *data, size_t size);
void answer_end(void);
void answer_error(const char *id, const char *what);

/* spawn.c */
void op_spawn(struct request *r);
void child_ended(pid_t pid, int status);
bool spawn_deadlines(uint64_t now_us);
int spawn_ptys(int *fds, int most);
void spawn_pump(int fd);
void spawn_drain(void);

/* follow.c */
void op_follow(struct request *r);
int follow_poll(uint64_t now_us);

/* files.c */
void op_read(struct request *r);
void op_write(struct request *r);
void op_mkdir(struct request *r);
void op_remove(struct request *r);
void op_list(struct request *r);

/* world.c */
void world_init(void);
void op_ps(struct request *r);
void op_kill(struct request *r);
void op_reset(struct request *r);
void op_kmsg(struct request *r);
void op_adopt(struct request *r);
void op_ending(struct request *r);
void kill_tree(pid_t root);
void kill_everything(void);
void reap(void);

/* listen.c */
void listen_at(const char *file);

/* breakpoint.c */
void op_breakpoints(struct request *r);

/* firewall.c */
void op_tables(struct request *r);

/* main.c: the clock, and the agent's end when its caller is gone */
uint64_t now_us(void);
_Noreturn void leave(void);

#endif
