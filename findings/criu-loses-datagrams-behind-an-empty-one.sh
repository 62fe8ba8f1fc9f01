#!/bin/bash
# CRIU loses an empty unix datagram and every datagram that is queued behind it. The dump and the restore succeed.
#
# Seen with CRIU 4.2.1-1 (Debian sid) on Linux 6.18.44, and with 4.3: a pair of unix datagram sockets holds the unread datagrams
# "a", "" and "b". `criu dump` and `criu restore` exit with 0 and print nothing about the sockets. The restored process receives
# only "a". The dump reads the queue until recvmsg() returns 0, which it takes for the end of the connection. For a datagram
# socket 0 is an empty datagram. So send at least one byte in each datagram of a program that will be checkpointed.
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
#include <stdio.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
int main(void) {
    char data[16];
    int ends[2];
    close_range(3, ~0U, 0); /* of the calling shells */
    setsid();
    socketpair(AF_UNIX, SOCK_DGRAM, 0, ends);
    send(ends[0], "a", 1, 0);
    send(ends[0], "", 0, 0);
    send(ends[0], "b", 1, 0);
    close(creat("ready", 0600));
    while (access("go", F_OK) == -1) usleep(10000);
    for (ssize_t size; (size = recv(ends[1], data, sizeof data, MSG_DONTWAIT)) >= 0;) printf("[%.*s]", (int)size, data);
}
C

# Runs in a mount and a PID namespace whose root is the unpacked one.
cat >"$folder/inside" <<'SH'
set -eu
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /tmp
cd /tmp
mkdir images
touch go && echo "without a checkpoint: $(/program)" && rm go ready
/program </dev/null >received 2>/dev/null &
until [ -e ready ]; do sleep 0.05; done
criu dump --tree $! --images-dir images >/dev/null 2>&1 && dump=0 || dump=$?
touch go
criu restore --images-dir images >/dev/null 2>&1 && restore=0 || restore=$? # returns when the program has ended
echo "dump: $dump, restore: $restore, received: $(cat received)"
SH

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)
mmdebstrap --quiet --variant=essential --aptopt='Acquire::Check-Valid-Until "false"' --include=criu,mount sid "$root" \
	"deb $mirror sid main" 2>/dev/null || { echo "cannot unpack Debian sid from $mirror" >&2 && exit 2; }
found=$(dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Version}' criu)
if [ "$found" != $VERSION ]; then
	echo "sid has CRIU $found, this is about $VERSION" >&2
	exit 2
fi
cc -O2 -static -o "$root/program" "$folder/program.c"
cp "$folder/inside" "$root/inside"
seen=$(timeout 60 unshare --mount --pid --kill-child --propagation private sh -c '
	mount --bind "$1" "$1" && cd "$1" && mount -t proc proc proc && mount --rbind /dev dev && mount --rbind /sys sys &&
	mkdir -p old && pivot_root . old && exec chroot . sh -c "umount -l /old && exec sh /inside"' sh "$root") ||
	{ echo "the run failed or took longer than 60 s" >&2 && exit 1; }
printf 'CRIU %s, Linux %s\n%s\n' "$found" "$(uname -r)" "$seen"
[ "$seen" = "without a checkpoint: [a][][b]
dump: 0, restore: 0, received: [a]" ]
