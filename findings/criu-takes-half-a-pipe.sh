#!/bin/bash
# CRIU dumps a process whose output pipe is read by a process outside the tree, without an option or a warning; the restored
# process loses its output.
#
# Seen with CRIU 4.2.1-1 (Debian sid) on Linux 6.18.44, and with 4.3: a program writes into a pipe, as in `program | tee log`, and
# the program's tree is dumped. `criu dump` exits with 0 and kills the program, so the reader sees the end of file and ends.
# `criu restore` makes a new pipe with no reader, exits with 0, and the program's next write fails with EPIPE. A FIFO is the same.
# A connected stream socket with only one end in the tree makes the dump fail with a message. So before a checkpoint look for pipes
# whose other end is outside (compare the inode numbers in /proc/PID/fd of all processes), or hand the pipe over with --inherit-fd.
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
{ sh -c 'echo $$ >number; exec /writer 2>/tmp/error </dev/null'; } | { cat >lines; echo ended >reader; } &
read -r pid <number
sleep 0.5
criu dump --tree "$pid" --images-dir images >/dev/null 2>&1 && dump=0 || dump=$?
sleep 0.5
criu restore --images-dir images --restore-detached >/dev/null 2>&1 && restore=0 || restore=$?
sleep 0.5
echo "dump: $dump, reader: $(cat reader), restore: $restore, program: $(cat error)"
SH

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)
mmdebstrap --quiet --variant=essential --aptopt='Acquire::Check-Valid-Until "false"' --include=criu,mount sid "$root" "deb $mirror sid main" 2>/dev/null
found=$(dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Version}' criu)
if [ "$found" != $VERSION ]; then
	echo "sid has CRIU $found, this is about $VERSION" >&2
	exit 2
fi
cc -O2 -static -o "$root/writer" "$folder/writer.c"
cp "$folder/inside" "$root/inside"
seen=$(unshare --mount --pid --fork --propagation private sh -c '
	mount --bind "$1" "$1" && cd "$1" && mount -t proc proc proc && mount --rbind /dev dev && mount --rbind /sys sys &&
	mkdir -p old && pivot_root . old && exec chroot . sh -c "umount -l /old && exec sh /inside"' sh "$root")
printf 'CRIU %s, Linux %s\n%s\n' "$found" "$(uname -r)" "$seen"
[ "$seen" = "dump: 0, reader: ended, restore: 0, program: write: Broken pipe" ]
