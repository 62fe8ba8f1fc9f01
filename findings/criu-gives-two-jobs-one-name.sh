#!/bin/bash
# With --link-remap, CRIU cannot dump a second job of a program in the same folder until the first job is restored.
#
# Seen with CRIU 4.2.1-1 (Debian sid) on Linux 6.18.44, and with 4.1.1 and 4.3: two processes of one program run in one folder, and
# each has a file open whose name was removed. CRIU gives such a file the name link_remap.N next to it, and N is the number of the
# file in this one dump, so it is the same for both jobs. The name stays until the restore. The second dump fails, since the name
# is taken, and works when the first job has been restored. POSIX named semaphores meet the same in /dev/shm. So
# checkpoint such jobs one after the other, or give each a folder of its own.
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
int main(int argc, char **argv) { /* opens a file, and removes the name by which it did; the file has another one */
    close_range(3, ~0U, 0); /* of the calling shells */
    setsid();
    if (argc != 3 || open(argv[1], O_RDWR | O_CREAT, 0600) == -1 || link(argv[1], argv[2]) == -1 || unlink(argv[1]) == -1) return 1;
    close(creat("ready", 0600));
    while (access("go", F_OK) == -1) usleep(10000);
}
C

# Runs in a mount and a PID namespace whose root is the unpacked one.
cat >"$folder/inside" <<'SH'
set -eu
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /tmp
mkdir /tmp/one /tmp/two /tmp/work && cd /tmp/work
start() {
	rm -f ready
	/program "$1" "$1.other" </dev/null >/dev/null 2>&1 &
	until [ -e ready ]; do sleep 0.05; done
}
start a && one=$!
start b && two=$!
dump() {
	criu dump --tree $2 --images-dir /tmp/$1 --link-remap >/dev/null 2>&1 && echo "dump of $1: 0" || echo "dump of $1: $?"
}
dump one $one
dump two $two
wait $one || true
criu restore --images-dir /tmp/one --link-remap --restore-detached >/dev/null 2>&1 && echo "restore of one: 0" || echo "restore of one: $?"
dump two $two
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
[ "$seen" = "dump of one: 0
dump of two: 1
restore of one: 0
dump of two: 0" ]
