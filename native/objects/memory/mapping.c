/* How a mapping looks to the kernel and to an access. */
#include "mapping.h"
#include <setjmp.h>
#include <stdio.h>
#include <sys/uio.h>

char *reserve(size_t size) {
    char *start = mmap(NULL, size + 2 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start == MAP_FAILED) broken("mmap");
    return start + PAGE;
}

char *map_at(char *where, size_t size, int protection, int flags, int fd) {
    return needs(mmap(where, size, protection, flags | MAP_FIXED | (fd == -1 ? MAP_ANONYMOUS : 0), fd, 0));
}

void fill(void *memory, size_t size, uint64_t sequence) {
    for (size_t i = 0; i < size / sizeof(uint64_t); i++) ((uint64_t *)memory)[i] = nth(sequence, i);
}

/* The kernel copies, so that memory that cannot be read gives an error and not a signal. */
const char *digest(const void *memory, size_t size) {
    static uint64_t part[8192];
    uint64_t state = size;
    for (size_t done = 0; done < size;) {
        size_t length = size - done < sizeof part ? size - done : sizeof part;
        struct iovec to = {part, length}, from = {(char *)memory + done, length};
        if (process_vm_readv(getpid(), &to, 1, &from, 1, 0) != (ssize_t)length) return outcome(-1);
        for (size_t i = 0; i < length / sizeof part[0]; i++) state = mix(state, part[i]);
        done += length;
    }
    return text("%016lx", state);
}

static const char *find(const void *address, const char *key) {
    FILE *file = fopen("/proc/self/smaps", "re");
    if (!file) return outcome(-1);
    static char line[1024];
    const char *found = "unmapped";
    bool here = false;
    while (fgets(line, sizeof line, file)) {
        unsigned long start, end;
        if (sscanf(line, "%lx-%lx ", &start, &end) == 2) {
            here = start <= (unsigned long)address && (unsigned long)address < end;
            if (here && !key) {
                char permissions[5], offset[20];
                int path = 0;
                sscanf(line, "%*s %4s %19s %*s %*s %n", permissions, offset, &path);
                line[strcspn(line, "\n")] = 0;
                found = text("%lu kB %s %s%s%s", (end - start) / 1024, permissions, offset, line[path] ? " " : "", line + path);
                break;
            }
        } else if (here && key && strncmp(line, key, strlen(key)) == 0) {
            line[strcspn(line, "\n")] = 0;
            found = line + strlen(key) + strspn(line + strlen(key), " ");
            break;
        }
    }
    fclose(file);
    return found;
}

const char *smaps(const void *address, const char *key) { return text("%s", find(address, key)); }
const char *shape(const void *address) {
    const char *whole = find(address, NULL);
    size_t length = strcspn(whole, "/[");
    return text("%.*s", (int)(whole[length] ? length - 1 : length), whole);
}
const char *mapped(const void *address) { return find(address, NULL); }

const char *vm_flags(const void *address) {
    char kept[200] = "", all[200];
    snprintf(all, sizeof all, "%s", find(address, "VmFlags:"));
    for (char *flag = strtok(all, " "); flag; flag = strtok(NULL, " "))
        if (strcmp(flag, "sd") != 0) snprintf(kept + strlen(kept), sizeof kept - strlen(kept), "%s ", flag);
    return text("%.*s", (int)strlen(kept) - 1, kept);
}

const char *vm_flag(const void *address, const char *flag) {
    return text("%s%s", strstr(text(" %s ", vm_flags(address)), text(" %s ", flag)) ? "" : "no ", flag);
}

const char *pages(const void *address, int count) {
    uint64_t entries[200] = {0};
    char shown[sizeof entries / sizeof entries[0] + 1] = "";
    int fd = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    ssize_t got = pread(fd, entries, (size_t)count * sizeof entries[0], (off_t)((uintptr_t)address / PAGE * sizeof entries[0]));
    close(fd);
    if (got != (ssize_t)((size_t)count * sizeof entries[0])) return outcome(-1);
    for (int i = 0; i < count; i++) {
        uint64_t entry = entries[i];
        shown[i] = entry >> 58 & 1 ? 'G' : entry >> 62 & 1 ? 'w' : !(entry >> 63) ? '-' : entry >> 61 & 1 ? 's' : 'p';
    }
    return text("%s", shown);
}

static sigjmp_buf back;
static const char *volatile fault;

static void jump(int number) {
    fault = text("SIG%s", sigabbrev_np(number));
    siglongjmp(back, 1);
}

static const char *access_it(volatile char *address, bool write, char value) {
    static char stack[64 * 1024];
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack}, before;
    struct sigaction action = {.sa_handler = jump, .sa_flags = SA_ONSTACK | SA_NODEFER}, segv, bus;
    must(sigaltstack(&alternate, &before));
    must(sigaction(SIGSEGV, &action, &segv));
    must(sigaction(SIGBUS, &action, &bus));
    if (sigsetjmp(back, 1) == 0) {
        if (write) *address = value;
        fault = write ? "written" : text("%d", *address);
    }
    must(sigaction(SIGSEGV, &segv, NULL));
    must(sigaction(SIGBUS, &bus, NULL));
    must(sigaltstack(&before, NULL));
    return fault;
}

const char *load(const void *address) { return access_it((volatile char *)address, false, 0); }
const char *store(void *address, char value) { return access_it(address, true, value); }

static const char *(*reader)(void);
static int answers;

static int answer(int index) {
    (void)index;
    const char *value = reader();
    write_all(answers, value, strlen(value));
    return 0;
}

const char *in_child(const char *(*read_value)(void)) {
    int ends[2];
    char value[256];
    must(pipe2(ends, O_CLOEXEC));
    reader = read_value, answers = ends[1];
    pid_t pid = start_child(answer, 0);
    must(close(ends[1]));
    ssize_t size = await(ends[0], POLLIN, 1) ? read(ends[0], value, sizeof value - 1) : 0;
    must(close(ends[0]));
    if (finish_child(pid) != 0 || size < 0) return "no answer";
    value[size] = 0;
    return text("%s", value);
}

int make_file(const char *name, mode_t mode, size_t size, uint64_t sequence) {
    uint64_t *data = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (data == MAP_FAILED) broken("mmap");
    fill(data, size, sequence);
    int fd = must(open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    must(fchmod(fd, mode));
    write_all(fd, data, size);
    must(munmap(data, size));
    return fd;
}
