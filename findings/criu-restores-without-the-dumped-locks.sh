#!/bin/bash
# CRIU restores a process without its dumped file locks when only `criu dump` has the option --file-locks. It prints no warning.
#
# Seen with CRIU 4.2.1-1 (Debian sid) on Linux 6.18.44, and with 4.3: a process holds a flock() lock and a POSIX lock on a file.
# `criu dump` without --file-locks fails and suggests the option. With the option, the dump saves both locks. `criu restore`
# without it exits with 0 and prints nothing about locks, but the process no longer holds them, and another process can take
# them. A restore from the same images with --file-locks takes both locks again. So pass --file-locks to both commands.
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
#include <sys/file.h>
#include <unistd.h>
int main(void) {
    close_range(3, ~0U, 0); /* of the calling shells */
    setsid();
    int fd = open("file", O_RDWR | O_CREAT, 0600);
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (flock(fd, LOCK_EX) == -1 || fcntl(fd, F_SETLK, &whole) == -1) return 1;
    close(creat("ready", 0600));
    for (;;) pause();
}
C

# Runs in a mount and a PID namespace whose root is the unpacked one.
cat >"$folder/inside" <<'SH'
set -eu
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /tmp
cd /tmp
# Whether another process gets each lock.
try() {
	flock --nonblock file true && flock=free || flock=held
	flock --fcntl --nonblock file true && posix=free || posix=held
	echo "$1: flock $flock, POSIX $posix"
}
mkdir images
/program </dev/null >/dev/null 2>&1 &
pid=$!
until [ -e ready ]; do sleep 0.05; done
try "before"
criu dump --tree $pid --images-dir images --file-locks >/dev/null 2>&1 && dump=0 || dump=$?
criu restore --images-dir images --restore-detached >said 2>&1 && restore=0 || restore=$?
echo "dump with --file-locks: $dump, restore without it: $restore, messages about locks: $(grep -ci lock said)"
try "after"
kill -KILL $pid
while kill -0 $pid 2>/dev/null; do sleep 0.05; done
criu restore --images-dir images --restore-detached --file-locks >/dev/null 2>&1 && restore=0 || restore=$?
try "after a restore with --file-locks ($restore)"
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
[ "$seen" = "before: flock held, POSIX held
dump with --file-locks: 0, restore without it: 0, messages about locks: 0
after: flock free, POSIX free
after a restore with --file-locks (0): flock held, POSIX held" ]
