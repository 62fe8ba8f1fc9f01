#!/bin/bash
# CRIU takes no notice of --inherit-fd for a pipe whose name is written as in its manual page, and says nothing.
#
# Seen with CRIU 4.2.1-1 (Debian sid) on Linux 6.18.44: criu(8) says that --inherit-fd 'fd[N]:pipe[inode]' puts descriptor N in the
# place of a pipe. CRIU compares that with the link in /proc/PID/fd, which is pipe:[inode] with a colon. So the restore makes a new
# pipe without a reader and exits with 0, and the next write of the program fails with EPIPE. With the colon the program writes into
# descriptor N. The manual of CRIU 4.3 has the colon. So name pipes (and sockets) as /proc does.
#
# Needs root, mmdebstrap and a C compiler. It unpacks 100 MB of Debian sid into a temporary folder. Exit code 1 when this changes,
# 2 when sid has another version of CRIU.
set -euo pipefail
VERSION=4.2.1-1
folder=$(mktemp -d /var/tmp/finding.XXXXXX)
trap 'rm -rf --one-file-system "$folder"' EXIT
root=$folder/root

cat >"$folder/writer.c" <<'C'
#include <stdio.h>
#include <string.h>
#include <errno.h>
#include <signal.h>
#include <unistd.h>
int main(void) {
    for (int fd = 3; fd < 1024; fd++) close(fd); /* of the calling shells */
    signal(SIGPIPE, SIG_IGN);
    setsid();
    while (write(1, "line\n", 5) == 5) usleep(50000);
    dprintf(2, "write: %s\n", strerror(errno));
}
C

# Runs in a mount and a PID namespace whose root is the unpacked one.
cat >"$folder/inside" <<'SH'
set -eu
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /tmp
cd /tmp
mkdir images
mkfifo number
{ sh -c 'echo $$ >number; exec /writer 2>/tmp/error </dev/null'; } | cat >/dev/null &
read -r pid <number
sleep 0.5
pipe=$(readlink "/proc/$pid/fd/1")
criu dump --tree "$pid" --images-dir images >/dev/null 2>&1
wait
# Restores the program with another pipe, which is named like this, and ends it.
restore() {
	: >error
	{
		criu restore --images-dir images --restore-detached --inherit-fd "fd[9]:$2" 9>&1 >/dev/null 2>&1 && code=0 || code=$?
		echo "$code" >code
	} | cat >lines &
	sleep 1
	kill "$pid" 2>/dev/null || true
	wait
	echo "$1: restore: $(cat code), read: $(head -n 1 lines), program: $(cat error)"
}
restore "pipe[N]" "$(echo "$pipe" | sed 's/://')"
restore "pipe:[N]" "$pipe"
SH

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)
mmdebstrap --quiet --variant=essential --aptopt='Acquire::Check-Valid-Until "false"' --include=criu,mount sid "$root" \
	"deb $mirror sid main" 2>/dev/null || { echo "cannot unpack Debian sid from $mirror" >&2 && exit 2; }
found=$(dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Version}' criu)
if [ "$found" != $VERSION ]; then
	echo "sid has CRIU $found, this is about $VERSION" >&2
	exit 2
fi
cc -O2 -static -o "$root/writer" "$folder/writer.c"
cp "$folder/inside" "$root/inside"
manual=$(zcat "$root/usr/share/man/man8/criu.8.gz" | grep -c '^.fBpipe\[')
seen=$(timeout 60 unshare --mount --pid --kill-child --propagation private sh -c '
	mount --bind "$1" "$1" && cd "$1" && mount -t proc proc proc && mount --rbind /dev dev && mount --rbind /sys sys &&
	mkdir -p old && pivot_root . old && exec chroot . sh -c "umount -l /old && exec sh /inside"' sh "$root") ||
	{ echo "the run failed or took longer than 60 s" >&2 && exit 1; }
printf 'CRIU %s, Linux %s\nthe manual names pipe[inode]: %s\n%s\n' "$found" "$(uname -r)" "$manual" "$seen"
[ "$manual" = 1 ] && [ "$seen" = "pipe[N]: restore: 0, read: , program: write: Broken pipe
pipe:[N]: restore: 0, read: line, program: " ]
