#!/bin/bash
# CRIU duplicates the unread data of a FIFO that a process outside the tree keeps open. The dump and the restore succeed.
#
# Seen with CRIU 4.2.1-1 (Debian sid) on Linux 6.18.44, and with 4.3: a program reads a FIFO, and a process outside the
# program's tree holds the other end. Six bytes are unread. `criu dump` saves a copy of them and leaves them in the FIFO, which
# lives as long as the process outside keeps it open. `criu restore` opens the FIFO by its name, writes the copy into it and
# exits with 0. The restored program reads 12 bytes: each order arrives twice. When the process outside closes its end between
# the dump and the restore, the program reads 6 bytes. So close the other ends of FIFOs before a restore, or dump while the
# FIFOs are empty.
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
#include <unistd.h>
int main(void) {
    char data[64];
    close_range(3, ~0U, 0); /* of the calling shells */
    setsid();
    close(creat("ready", 0600));
    while (access("go", F_OK) == -1) usleep(10000);
    return write(1, data, (size_t)read(0, data, sizeof data)) == -1;
}
C

# Runs in a mount and a PID namespace whose root is the unpacked one.
cat >"$folder/inside" <<'SH'
set -eu
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /tmp
cd /tmp
mkdir images
mkfifo fifo
/program <fifo >received 2>/dev/null &
exec 3>fifo # this shell is the process outside, and keeps its end open
echo order >&3 # 6 bytes
until [ -e ready ]; do sleep 0.05; done
criu dump --tree $! --images-dir images >/dev/null 2>&1 && dump=0 || dump=$?
touch go
criu restore --images-dir images >/dev/null 2>&1 && restore=0 || restore=$? # returns when the program has ended
echo "dump: $dump, restore: $restore, written: 6 bytes, received: $(wc -c <received) bytes"
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
[ "$seen" = "dump: 0, restore: 0, written: 6 bytes, received: 12 bytes" ]
