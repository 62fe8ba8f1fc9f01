#!/bin/bash
# A checkpoint by `criu dump --leave-running --link-remap` cannot be restored: CRIU removes the names that its images need.
#
# Seen with CRIU 4.2.1-1 (Debian sid) on Linux 6.18.44, and with 4.1.1 and 4.3: a process has a file open whose name was removed,
# while the file has another name. With --link-remap the dump gives the file a name, link_remap.N, for the restore to open. With
# --leave-running the dump removes that name again at its end and exits with 0. When the process is lost later, `criu restore` fails,
# since link_remap.N is not there. An action script that copies the name in the hook post-dump is early enough: with the copy put
# back, the restore works. So copy the files of a job in that hook, and not after the dump.
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
mkdir /tmp/images /tmp/kept /tmp/work && cd /tmp/work
cat >/tmp/copy <<'SCRIPT'
#!/bin/sh
[ "$CRTOOLS_SCRIPT_ACTION" != post-dump ] || cp -a /tmp/work/link_remap.* /tmp/kept
SCRIPT
chmod +x /tmp/copy
/program data other </dev/null >/dev/null 2>&1 &
until [ -e ready ]; do sleep 0.05; done
criu dump --tree $! --images-dir /tmp/images --link-remap --leave-running --action-script /tmp/copy >/dev/null 2>&1 && dump=0 || dump=$?
kill -9 $! && wait $! || true
touch go
restore() {
	criu restore --images-dir /tmp/images --link-remap >/dev/null 2>&1 && echo "$1: dump: $dump, restore: 0" || echo "$1: dump: $dump, restore: $?"
}
restore "as CRIU left it"
cp -a /tmp/kept/* .
restore "with the name from post-dump"
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
[ "$seen" = "as CRIU left it: dump: 0, restore: 1
with the name from post-dump: dump: 0, restore: 0" ]
