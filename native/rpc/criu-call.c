/*
 * Calls CRIU by its RPC, as container engines do, and ends as CRIU's command line would.
 *
 * criu-call [OPTION]... REQUEST swrk CRIU      starts CRIU for this request alone
 * criu-call [OPTION]... REQUEST connect SOCKET asks a CRIU that runs as a service
 *
 * REQUEST is an encoded criu_req in hexadecimal. Its descriptors are numbers that these options give to files:
 *
 *   --open FD=FOLDER  opens a folder, of images or for work
 *   --script FILE     runs a program at each notification, as CRIU's --action-script does
 *   --pid-file FILE   writes the PID of what was restored
 *
 * The response is printed in hexadecimal on stdout. Exit code 0: CRIU reports success; 1: it reports a failure, or nothing.
 */
#include "client.h"
#include <stdint.h>
#include <sys/socket.h>
#include <sys/un.h>

/* Numbers of fields and types in rpc.proto, which no release of CRIU can change. */
enum { RESPONSE_TYPE = 1, RESPONSE_SUCCESS = 2, RESPONSE_RESTORE = 4, RESPONSE_NOTIFY = 5, RESPONSE_ERRNO = 7 };
enum { RESTORE_PID = 1, NOTIFY_SCRIPT = 1, NOTIFY_PID = 2 };
enum { TYPE_NOTIFY = 6 };

enum { MAX_MESSAGE = 1 << 16 };

struct bytes {
    const uint8_t *at;
    size_t size;
};

static uint64_t varint(struct bytes *from) {
    uint64_t value = 0;
    for (int shift = 0; from->size && shift < 64; shift += 7) {
        uint8_t byte = *from->at++;
        from->size--;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80)) break;
    }
    return value;
}

/* Finds a field of an encoded message: a number in *value, or text or a message in the returned bytes. */
static struct bytes find(struct bytes message, unsigned field, uint64_t *value) {
    while (message.size) {
        uint64_t tag = varint(&message), number = varint(&message);
        struct bytes content = {message.at, 0};
        if ((tag & 7) == 2) {
            content.size = number < message.size ? number : message.size;
            message.at += content.size;
            message.size -= content.size;
        } else if ((tag & 7) != 0) {
            break; // CRIU's messages have no other kinds.
        }
        if (tag >> 3 == field) {
            if (value) *value = number;
            return content;
        }
    }
    return (struct bytes){NULL, 0};
}

static uint64_t number(struct bytes message, unsigned field) {
    uint64_t value = 0;
    find(message, field, &value);
    return value;
}

static struct bytes decode(const char *hex) {
    size_t size = strlen(hex) / 2;
    uint8_t *bytes = malloc(size + 1);
    if (!bytes) fail("malloc");
    for (size_t i = 0; i < size; i++)
        if (sscanf(hex + 2 * i, "%2hhx", &bytes[i]) != 1) fail("the request");
    return (struct bytes){bytes, size};
}

/* Runs the scripts of a notification, and returns whether all of them succeeded. */
static int notified(struct bytes notify) {
    struct bytes name = find(notify, NOTIFY_SCRIPT, NULL);
    char action[64];
    snprintf(action, sizeof action, "%.*s", (int)name.size, (const char *)name.at);
    return run_scripts(action, number(notify, NOTIFY_PID));
}

static void answer(int channel, int success) {
    const uint8_t request[] = {1 << 3, TYPE_NOTIFY, 3 << 3, (uint8_t)success};
    if (send(channel, request, sizeof request, MSG_NOSIGNAL) != (ssize_t)sizeof request) fail("notification");
}

/* Talks to CRIU until it has finished, and returns whether it reports success. */
static int talk(int channel, struct bytes request) {
    static uint8_t buffer[MAX_MESSAGE];
    if (send(channel, request.at, request.size, MSG_NOSIGNAL) != (ssize_t)request.size) fail("request");
    for (;;) {
        ssize_t size = recv(channel, buffer, sizeof buffer, 0);
        if (size <= 0) {
            dprintf(2, "criu-call: CRIU ended without a response\n");
            return 0;
        }
        struct bytes response = {buffer, size};
        if (number(response, RESPONSE_TYPE) == TYPE_NOTIFY) {
            answer(channel, notified(find(response, RESPONSE_NOTIFY, NULL)));
            continue;
        }
        for (ssize_t i = 0; i < size; i++) printf("%02x", buffer[i]);
        printf("\n");
        fflush(stdout);
        int success = number(response, RESPONSE_SUCCESS);
        if (!success) dprintf(2, "criu-call: CRIU reports failure, error %d\n", (int)number(response, RESPONSE_ERRNO));
        struct bytes restored = find(response, RESPONSE_RESTORE, NULL);
        if (success && pid_file && restored.at) write_pid(number(restored, RESTORE_PID));
        return success;
    }
}

static int call_worker(char *criu, struct bytes request) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == -1) fail("socketpair");
    char channel[16];
    snprintf(channel, sizeof channel, "%d", CHANNEL);
    pid_t worker = spawn((char *[]){criu, "swrk", channel, NULL}, ends[1]);
    close(ends[1]);
    int success = talk(ends[0], request);
    close(ends[0]);
    int status = ended(worker);
    if (WIFSIGNALED(status)) {
        signal(WTERMSIG(status), SIG_DFL);
        raise(WTERMSIG(status));
    }
    return success ? WEXITSTATUS(status) : 1;
}

static int call_service(const char *path, struct bytes request) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        fail(path);
    }
    strcpy(address.sun_path, path);
    int channel = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (channel == -1 || connect(channel, (struct sockaddr *)&address, sizeof address) == -1) fail(path);
    return !talk(channel, request);
}

int main(int argc, char **argv) {
    int i = options(argc, argv);
    if (argc - i != 3) {
        dprintf(2, "usage: criu-call [--open FD=FOLDER] [--script FILE] [--pid-file FILE] REQUEST swrk CRIU | connect SOCKET\n");
        return BROKEN;
    }
    struct bytes request = decode(argv[i]);
    return strcmp(argv[i + 1], "swrk") == 0 ? call_worker(argv[i + 2], request) : call_service(argv[i + 2], request);
}
