#!/bin/bash
# CRIU refuses a TCP connection whose receive queue holds an inline urgent byte, and prints an errno that is not about it.
#
# Seen with CRIU 4.2.1-1 (Debian sid) on Linux 6.18.44, and with 4.3: a socket with SO_OOBINLINE has not read "abc", the urgent
# byte "!", and "def" yet. `criu dump --tcp-established` ends with 1 and the line `recv failed (3, want 7)`. CRIU peeks at the
# whole queue with one recv(), which the kernel ends at the urgent mark, and takes the short count for an error. The text behind
# the count is the errno that an earlier call left: `Success` here, `Invalid argument` in a dump where another call had failed
# before. So tools that match this line may not compare its end. The program itself continues: it reads "abc" first, then the
# rest. Without the urgent byte the same dump ends with 0.
#
# Needs root, mmdebstrap and a C compiler. It unpacks 100 MB of Debian sid into a temporary folder. Exit code 1 when this changes,
# 2 when sid has another version of CRIU or cannot be unpacked.
set -euo pipefail
VERSION=4.2.1-1
folder=$(mktemp -d /var/tmp/finding.XXXXXX)
trap 'rm -rf --one-file-system "$folder"' EXIT
root=$folder/root

cat >"$folder/program.c" <<'C'
#define _GNU_SOURCE
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
int main(int argc, char **argv) {
    char data[16];
    int on = 1, client = 0;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    close_range(3, ~0U, 0); /* of the calling shells */
    setsid();
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    bind(listener, (struct sockaddr *)&address, size);
    listen(listener, 1);
    getsockname(listener, (struct sockaddr *)&address, &size);
    client = socket(AF_INET, SOCK_STREAM, 0);
    connect(client, (struct sockaddr *)&address, size);
    int server = accept(listener, NULL, NULL);
    setsockopt(server, SOL_SOCKET, SO_OOBINLINE, &on, sizeof on);
    send(client, "abc", 3, 0);
    send(client, "!", 1, argc > 1 && strcmp(argv[1], "urgent") == 0 ? MSG_OOB : 0);
    send(client, "def", 3, 0);
    close(creat("ready", 0600));
    while (access("go", F_OK) == -1) usleep(10000);
    for (ssize_t got; (got = recv(server, data, sizeof data, MSG_DONTWAIT)) > 0;) printf("[%.*s]", (int)got, data);
}
C

# Runs in a mount, a network and a PID namespace whose root is the unpacked one.
cat >"$folder/inside" <<'SH'
set -eu
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /tmp
ip link set lo up
for byte in plain urgent; do
	mkdir -p /tmp/$byte/images
	cd /tmp/$byte
	/program $byte </dev/null >received 2>/dev/null &
	until [ -e ready ]; do sleep 0.05; done
	criu dump --tree $! --images-dir images --tcp-established --network-lock skip --leave-running --log-file log >/dev/null 2>&1 &&
		dump=0 || dump=$?
	touch go
	wait $!
	echo "$byte: dump $dump $(grep -o 'recv failed (.*)' images/log | head -1), received: $(cat received)"
done
SH

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)
mmdebstrap --quiet --variant=essential --aptopt='Acquire::Check-Valid-Until "false"' --include=criu,mount,iproute2 sid "$root" \
	"deb $mirror sid main" 2>/dev/null || { echo "cannot unpack Debian sid from $mirror" >&2 && exit 2; }
found=$(dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Version}' criu)
if [ "$found" != $VERSION ]; then
	echo "sid has CRIU $found, this is about $VERSION" >&2
	exit 2
fi
cc -O2 -static -o "$root/program" "$folder/program.c"
cp "$folder/inside" "$root/inside"
seen=$(timeout 60 unshare --mount --net --pid --kill-child --propagation private sh -c '
	mount --bind "$1" "$1" && cd "$1" && mount -t proc proc proc && mount --rbind /dev dev && mount --rbind /sys sys &&
	mkdir -p old && pivot_root . old && exec chroot . sh -c "umount -l /old && exec sh /inside"' sh "$root") ||
	{ echo "the run failed or took longer than 60 s" >&2 && exit 1; }
printf 'CRIU %s, Linux %s\n%s\n' "$found" "$(uname -r)" "$seen"
[ "$seen" = "plain: dump 0 , received: [abc!def]
urgent: dump 1 recv failed (3, want 7), received: [abc][!def]" ]
