/* Every process that belongs to this agent, and the kernel's log. */
#include "agent.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_PROCESSES = 32768, MOST_ADOPTED = 256, RESET_US = 5000000, ROUND_US = 500, MOST_REAPED = 1024 };

struct process {
    pid_t pid, parent, group, session;
    char state, name[64];
    bool ours;
};

static struct process table[MOST_PROCESSES];
static int kernel_log = -1;
static pid_t adopted[MOST_ADOPTED];
static int adopted_count;

void world_init(void)
{
    kernel_log = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (kernel_log >= 0)
        lseek(kernel_log, 0, SEEK_END);
}

static bool read_process(pid_t pid, struct process *p)
{
    char path[64], text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        close(fd);
    if (n <= 0)
        return false;
    text[n] = 0;
    /* A name may contain anything, parentheses too: the last one ends it. */
    char *open_paren = strchr(text, '('), *close_paren = strrchr(text, ')');
    if (!open_paren || !close_paren)
        return false;
    *close_paren = 0;
    p->pid = pid;
    snprintf(p->name, sizeof p->name, "%s", open_paren + 1);
    for (char *c = p->name; *c; c++)
        *c = isprint((unsigned char)*c) && *c != ' ' ? *c : '_';
    return sscanf(close_paren + 2, "%c %d %d %d", &p->state, &p->parent, &p->group, &p->session) == 4;
}

static bool is_adopted(pid_t pid)
{
    for (int i = 0; i < adopted_count; i++)
        if (adopted[i] == pid)
            return true;
    return false;
}

/* The init of a PID namespace owns everything else in it; any other agent owns its descendants. */
static int look(void)
{
    DIR *proc = opendir("/proc");
    int n = 0;
    struct dirent *entry;
    while (proc && n < MOST_PROCESSES && (entry = readdir(proc))) {
        pid_t pid = atoi(entry->d_name);
        if (pid > 0 && pid != getpid() && read_process(pid, &table[n]))
            table[n++].ours = getpid() == 1;
    }
    if (proc)
        closedir(proc);
    for (bool more = getpid() != 1; more;) {
        more = false;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n && !table[i].ours; j++)
                if (table[i].parent == getpid() || (table[j].ours && table[j].pid == table[i].parent))
                    table[i].ours = more = true;
    }
    for (int i = 0; i < n; i++)
        table[i].ours = table[i].ours && !is_adopted(table[i].pid);
    return n;
}

/* Answers a line for each process of this agent: pid, parent, group, session, state, name. */
void op_ps(struct request *r)
{
    reap();
    int n = look();
    answer_begin(r->id, "ok");
    for (int i = 0; i < n; i++) {
        struct process *p = &table[i];
        char line[256];
        snprintf(line, sizeof line, "%d %d %d %d %c %s\n", p->pid, p->parent, p->group, p->session, p->state, p->name);
        if (p->ours)
            answer_bytes(line, strlen(line));
    }
    answer_end();
}

/* Arguments: pid, signal. Refuses processes of others. */
void op_kill(struct request *r)
{
    pid_t pid = number(r);
    int signal = number(r), n = look();
    for (int i = 0; i < n; i++)
        if (table[i].ours && table[i].pid == pid && kill(pid, signal) == 0) {
            answer_begin(r->id, "ok");
            answer_end();
            return;
        }
    errno = ESRCH;
    answer_error(r->id, "kill");
}

/* How the last processes ended that became children of the agent: a restored program does when CRIU ends. */
static struct {
    pid_t pid;
    int status;
} reaped[MOST_REAPED];
static unsigned reaped_count;

void reap(void)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        reaped[reaped_count % MOST_REAPED].pid = pid;
        reaped[reaped_count++ % MOST_REAPED].status = status;
        child_ended(pid, status);
    }
}

/* Argument: pid. Answers "exit" or "signal" and a number for the last process with this PID, "unknown" if the agent did not reap it. */
void op_ending(struct request *r)
{
    reap();
    pid_t pid = number(r);
    answer_begin(r->id, "ok");
    for (unsigned i = reaped_count; i > 0 && i + MOST_REAPED > reaped_count; i--)
        if (reaped[(i - 1) % MOST_REAPED].pid == pid) {
            int status = reaped[(i - 1) % MOST_REAPED].status;
            answer_text(WIFEXITED(status) ? "exit" : "signal");
            answer_number(WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
            answer_end();
            return;
        }
    answer_text("unknown");
    answer_number(0);
    answer_end();
}

/* Looks once and kills what it saw; a reset ends what forks meanwhile. */
void kill_tree(pid_t root)
{
    int n = look();
    for (int i = 0; i < n; i++)
        table[i].ours = table[i].pid == root;
    for (bool more = true; more;) {
        more = false;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n && !table[i].ours; j++)
                if (table[j].ours && table[j].pid == table[i].parent)
                    table[i].ours = more = true;
    }
    for (int i = 0; i < n; i++)
        if (table[i].ours)
            kill(table[i].pid, SIGKILL);
}

static int kill_round(void)
{
    int n = look(), left = 0;
    for (int i = 0; i < n; i++)
        if (table[i].ours) {
            left++;
            kill(table[i].pid, SIGKILL);
        }
    return left;
}

void kill_everything(void)
{
    adopted_count = 0;
    for (uint64_t end = now_us() + RESET_US; kill_round() && now_us() < end; usleep(ROUND_US))
        while (waitpid(-1, NULL, WNOHANG) > 0)
            ;
}

/* Treats everything that runs now as daemons of the host. */
void op_adopt(struct request *r)
{
    int n = look();
    for (int i = 0; i < n && adopted_count < MOST_ADOPTED; i++)
        if (table[i].ours)
            adopted[adopted_count++] = table[i].pid;
    answer_begin(r->id, "ok");
    answer_end();
}

/* Kills all processes of this agent that are left. Answers how many there were, and how many could not be ended. */
void op_reset(struct request *r)
{
    reap();
    int first = kill_round(), left = first;
    for (uint64_t end = now_us() + RESET_US; left && now_us() < end; left = kill_round()) {
        usleep(ROUND_US);
        reap();
    }
    answer_begin(r->id, "ok");
    answer_number(first);
    answer_number(left);
    answer_end();
}

/* Answers the lines of the kernel's log since the last time, without their prefix. */
void op_kmsg(struct request *r)
{
    char line[8192];
    ssize_t n;
    answer_begin(r->id, "ok");
    while (kernel_log >= 0 && ((n = read(kernel_log, line, sizeof line - 1)) > 0 || errno == EPIPE)) {
        if (n <= 0)
            continue; /* overwritten before it was read: continue with the oldest line */
        line[n] = 0;
        char *text = strchr(line, ';');
        text = text ? text + 1 : line;
        text[strcspn(text, "\n")] = 0;
        answer_bytes(text, strlen(text));
        answer_bytes("\n", 1);
    }
    answer_end();
}
