#!/bin/bash
# CRIU restores a process whose output file has grown since the dump if the process opened it with O_APPEND, and refuses it otherwise.
#
# Seen with CRIU 4.2.1-1 (Debian sid) on Linux 6.18.44, and with 4.1.1 and 4.3: a process is dumped with --leave-running, writes
# on and is lost. A restore refuses a file of another size than at the dump ("has bad size"), so that an operator notices. A file that
# is open with O_WRONLY and O_APPEND is exempt, in either direction, without a warning: the lines that were written after the
# checkpoint stay, and the restored process writes them again. Log and result files are opened like this. So cut each output file
# to its size at the checkpoint before a restore.
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
#include <string.h>
#include <unistd.h>
int main(int argc, char **argv) {
    close_range(3, ~0U, 0); /* of the calling shells */
    setsid();
    int out = open("out", O_WRONLY | O_CREAT | (argc == 2 && !strcmp(argv[1], "append") ? O_APPEND : 0), 0600);
    if (out == -1 || write(out, "1 ", 2) != 2) return 1;
    close(creat("ready", 0600));
    while (access("go", F_OK) == -1) usleep(10000);
    if (write(out, "2 3", 3) != 3) return 1;
    close(creat("done", 0600));
    for (;;) pause();
}
C

# Runs in a mount and a PID namespace whose root is the unpacked one.
cat >"$folder/inside" <<'SH'
set -eu
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /tmp
lose() {
	mkdir /tmp/$1 /tmp/$1-images && cd /tmp/$1
	/program $1 </dev/null >/dev/null 2>&1 &
	until [ -e ready ]; do sleep 0.05; done
	criu dump --tree $! --images-dir /tmp/$1-images --leave-running >/dev/null 2>&1 && dump=0 || dump=$?
	touch go
	until [ -e done ]; do sleep 0.05; done
	kill -9 $! && wait $! || true
	rm done
	criu restore --images-dir /tmp/$1-images --restore-detached >/dev/null 2>&1 && restore=0 || restore=$?
	until [ $restore != 0 ] || [ -e done ]; do sleep 0.05; done
	echo "$1: dump: $dump, restore: $restore, written: $(cat out)"
}
lose append
lose write
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
[ "$seen" = "append: dump: 0, restore: 0, written: 1 2 32 3
write: dump: 0, restore: 1, written: 1 2 3" ]
