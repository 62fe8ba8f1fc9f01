/* A UTS namespace keeps its names. */
#include "own.h"
#include <sys/utsname.h>

static void create(void) { own_namespaces(CLONE_NEWUTS); }

static void set(void) {
    must(sethostname("restored-host", 13));
    must(setdomainname("restored.domain", 15));
}

static const char *host(void) {
    struct utsname names;
    must(uname(&names));
    return text("%s", names.nodename);
}

static const char *domain(void) {
    struct utsname names;
    must(uname(&names));
    return text("%s", names.domainname);
}

static const char *sysctl(void) { return content("/proc/sys/kernel/hostname"); }

OBJECT(uts_namespace) = {
    .name = "uts-namespace",
    .about = "a UTS namespace keeps its host name and domain name",
    .create = create,
    .set = set,
    .properties = PROPERTIES({"host name", host, .expected = "restored-host"},
                             {"domain name", domain, .expected = "restored.domain"},
                             {"kernel.hostname", sysctl, .expected = "restored-host\\x0a"}),
};
