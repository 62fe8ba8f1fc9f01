#!/bin/bash
# CRIU restores a process from a changed program file of the same size, and the process continues with the new file's constants.
#
# Seen with CRIU 4.2.1-1 (Debian sid) on Linux 6.18.44, and with 4.3: unmodified pages of a program are not in the images, so a
# restore maps them from the program file. `--file-validation buildid`, the default, compares the build ID of the file. For a
# file without one, the manual promises a checksum ("chksum-first"), but CRIU compares only the size. So `criu restore` exits
# with 0 when the file was rebuilt without a build ID, and the process runs with its old memory and the new constants. With
# build IDs the restore fails. So link with --build-id, and compare checksums of the program files before a restore.
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
#include <unistd.h>
static const char constant[] = CONSTANT;
static const char *volatile place = constant; /* or the compiler would not read it from memory */
int main(void) {
    close_range(3, ~0U, 0); /* of the calling shells */
    setsid();
    printf("%s", place);
    fflush(stdout);
    close(creat("ready", 0600));
    while (access("go", F_OK) == -1) usleep(10000);
    printf(", then %s", place);
}
C

# Runs in a mount and a PID namespace whose root is the unpacked one.
cat >"$folder/inside" <<'SH'
set -eu
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /tmp
cd /tmp
# Dumps a process that runs the first file and restores it when its program is the second one.
replace() {
	rm -rf images ready go && mkdir images
	cp "$2" /program
	/program </dev/null >printed 2>/dev/null &
	until [ -e ready ]; do sleep 0.05; done
	criu dump --tree $! --images-dir images --file-validation buildid >/dev/null 2>&1 && dump=0 || dump=$?
	cp "$3" /new && mv /new /program
	touch go
	# Returns when the program has ended.
	criu restore --images-dir images --file-validation buildid >/dev/null 2>&1 && restore=0 || restore=$?
	echo "$1: dump: $dump, restore: $restore, printed: $(cat printed)"
}
replace "rebuilt, no build ID" /old-none /new-none
replace "rebuilt, another build ID" /old-sha1 /new-sha1
SH

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)
mmdebstrap --quiet --variant=essential --aptopt='Acquire::Check-Valid-Until "false"' --include=criu,mount sid "$root" \
	"deb $mirror sid main" 2>/dev/null || { echo "cannot unpack Debian sid from $mirror" >&2 && exit 2; }
found=$(dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Version}' criu)
if [ "$found" != $VERSION ]; then
	echo "sid has CRIU $found, this is about $VERSION" >&2
	exit 2
fi
for id in none sha1; do
	for version in old new; do
		cc -O2 -static -Wl,--build-id=$id "-DCONSTANT=\"$version-constant\"" -o "$root/$version-$id" "$folder/program.c"
	done
done
cp "$folder/inside" "$root/inside"
seen=$(timeout 60 unshare --mount --pid --kill-child --propagation private sh -c '
	mount --bind "$1" "$1" && cd "$1" && mount -t proc proc proc && mount --rbind /dev dev && mount --rbind /sys sys &&
	mkdir -p old && pivot_root . old && exec chroot . sh -c "umount -l /old && exec sh /inside"' sh "$root") ||
	{ echo "the run failed or took longer than 60 s" >&2 && exit 1; }
printf 'CRIU %s, Linux %s\n%s\n' "$found" "$(uname -r)" "$seen"
[ "$seen" = "rebuilt, no build ID: dump: 0, restore: 0, printed: old-constant, then new-constant
rebuilt, another build ID: dump: 0, restore: 1, printed: old-constant" ]
