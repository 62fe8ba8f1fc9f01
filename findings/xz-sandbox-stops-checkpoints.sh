#!/bin/bash
# xz 5.8 cannot be dumped: its Landlock sandbox forbids it to connect to CRIU's abstract Unix socket.
#
# Seen with CRIU 4.3-1~exp2 and xz 5.8.4 (Debian sid) on Linux 6.18.44: xz confines itself at its start, whatever its arguments
# (sandbox_init in src/xz/main.c). Where the kernel has Landlock ABI 6, it sets LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET, among others
# (src/common/my_landlock.h). CRIU's code in the dumped process connects to CRIU by an abstract Unix socket, so `criu dump` fails
# with "Unable to connect a transport socket: Operation not permitted". A C program shows the cause: it cannot be dumped when it
# sets that scope alone, and can be dumped when it sets LANDLOCK_SCOPE_SIGNAL alone. xz 5.4.1 (bookworm) does not confine itself
# and can be dumped. So checkpoint a job while no xz 5.8 runs in it.
#
# Needs root, mmdebstrap, a C compiler and Landlock ABI 6 (Linux 6.12). It unpacks 300 MB of Debian sid, experimental and bookworm
# into a temporary folder. Exit code 1 when this changes, 2 without Landlock, or when Debian has other versions or cannot be unpacked.
VERSIONS='criu 4.3-1~exp2 xz-utils 5.8.4-1 xz-utils 5.4.1-1+deb12u1'
set -euo pipefail
folder=$(mktemp -d /var/tmp/finding.XXXXXX)
trap 'rm -rf --one-file-system "$folder"' EXIT
root=$folder/root

cat >"$folder/program.c" <<'C'
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(int count, char **arguments) { /* the scopes: 1 for abstract Unix sockets, 2 for signals */
    if (count != 2) return syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 6;
    unsigned long long rules[] = {0, 0, strtoull(arguments[1], NULL, 10)}; /* file system, network, scopes */
    long ruleset = syscall(SYS_landlock_create_ruleset, rules, sizeof rules, 0);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1 || syscall(SYS_landlock_restrict_self, ruleset, 0) == -1) return 1;
    close((int)ruleset);
    close(open("/tmp/numbers.xz", O_CREAT, 0600)); /* as xz does after confining itself */
    for (;;) pause();
}
C

# Runs in a mount and a PID namespace whose root is the unpacked one.
cat >"$folder/inside" <<'SH'
set -eu
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /tmp
cd /tmp
mount --rbind /dev /bookworm/dev
mount --bind /proc /bookworm/proc
# Starts a command in its own session, without the descriptors of the calling shells.
start() {
	rm -rf images printed && mkdir images
	perl -MPOSIX -e 'POSIX::close($_) for 3 .. 255; setsid; exec @ARGV' -- "$@" </dev/null >printed 2>&1 &
	pid=$!
}
seq 1 10000000 >numbers
mount --bind /tmp /bookworm/tmp
try() { # NAME COMMAND…
	name=$1 && shift
	rm -f numbers.xz
	start "$@"
	until [ -e numbers.xz ]; do sleep 0.1; done
	sed -n 's/NoNewPrivs:.\(.\)/\1/p' /proc/$pid/status >privileges
	criu dump --tree $pid --images-dir images >said 2>&1 && dump=0 || dump=$?
	echo "$name: NoNewPrivs: $(cat privileges), dump: $dump$(grep -o 'Unable to connect a transport socket: .*' said | sed 's/^/, /')"
	kill -KILL $pid 2>/dev/null || true
	wait $pid 2>/dev/null || true
}
try "xz 5.8 -T0" xz -9 -T0 --keep numbers
try "xz 5.8 -T1" xz -9 -T1 --keep numbers
try "xz 5.4 -T0" chroot /bookworm xz -9 -T0 --keep /tmp/numbers
try "scope of abstract Unix sockets" /program 1
try "scope of signals" /program 2
SH

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)
unpack() { # FOLDER PACKAGES SUITE…
	local options=(--quiet --variant=essential --aptopt='Acquire::Check-Valid-Until "false"' "--include=$2")
	mmdebstrap "${options[@]}" "$3" "$1" "${@:4}" 2>/dev/null || { echo "cannot unpack Debian $3 from $mirror" >&2 && exit 2; }
}
unpack "$root" criu/experimental,mount,xz-utils sid "deb $mirror sid main" "deb $mirror experimental main"
unpack "$root/bookworm" xz-utils bookworm "deb $mirror bookworm main"
found=$({ dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Package} ${Version}\n' criu xz-utils &&
	dpkg-query --admindir="$root/bookworm/var/lib/dpkg" -W -f '${Package} ${Version}\n' xz-utils; } | paste -sd' ')
if [ "$found" != "$VERSIONS" ]; then
	echo "Debian has $found, this is about $VERSIONS" >&2
	exit 2
fi
cc -O2 -static -o "$root/program" "$folder/program.c"
"$root/program" || { echo "this kernel lacks Landlock ABI 6" >&2 && exit 2; }
cp "$folder/inside" "$root/inside"
seen=$(timeout --signal KILL 90 unshare --mount --pid --kill-child --propagation private sh -c '
	mount --bind "$1" "$1" && cd "$1" && mount -t proc proc proc && mount --rbind /dev dev && mount --rbind /sys sys &&
	mkdir -p old && pivot_root . old && exec chroot . sh -c "umount -l /old && exec sh /inside"' sh "$root") ||
	{ echo "the run failed or took longer than 90 s" >&2 && exit 1; }
printf '%s, Linux %s\n%s\n' "$found" "$(uname -r)" "$seen"
refused='dump: 1, Unable to connect a transport socket: Operation not permitted'
expected="xz 5.8 -T0: NoNewPrivs: 1, $refused
xz 5.8 -T1: NoNewPrivs: 1, $refused
xz 5.4 -T0: NoNewPrivs: 0, dump: 0
scope of abstract Unix sockets: NoNewPrivs: 1, $refused
scope of signals: NoNewPrivs: 1, dump: 0"
[ "$seen" = "$expected" ] || { echo "this has changed; expected:" >&2 && echo "$expected" >&2 && exit 1; }
