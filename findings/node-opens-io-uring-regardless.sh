#!/bin/bash
# Node.js opens an io_uring even with UV_USE_IO_URING=0 since libuv 1.50, and CRIU cannot dump it.
#
# Seen with CRIU 4.3-1~exp2 on Linux 6.18.44: Node.js 24.22.2 with libuv 1.53.0 (Debian sid) opens io_urings at its start, with
# and without UV_USE_IO_URING=0. `criu dump` fails and names the mapping anon_inode:[io_uring]. Node.js 18.20.4 with libuv 1.44.2
# (bookworm) opens none and can be dumped. The variable switches off only the rings with SQPOLL, for files. libuv uses another
# ring for epoll_ctl whatever the variable says (https://github.com/libuv/libuv/pull/4638). So the variable is no workaround.
#
# Needs root, mmdebstrap and a kernel that allows io_uring. It unpacks 500 MB of Debian sid, experimental and bookworm into a
# temporary folder. Exit code 1 when this changes, 2 when Debian has other versions or cannot be unpacked.
VERSIONS='criu 4.3-1~exp2 libuv1t64 1.53.0-1 nodejs 24.22.2+dfsg+~cs24.19.2-1 libuv1 1.44.2-1+deb12u1 nodejs 18.20.4+dfsg-1~deb12u2'
[ "$(cat /proc/sys/kernel/io_uring_disabled 2>/dev/null || echo 0)" = 0 ] || { echo "this kernel does not allow io_uring" >&2 && exit 2; }
set -euo pipefail
folder=$(mktemp -d /var/tmp/finding.XXXXXX)
trap 'rm -rf --one-file-system "$folder"' EXIT
root=$folder/root

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
try() { # NAME COMMAND…
	name=$1 && shift
	start "$@" -e 'console.log("ready"); setInterval(() => {}, 1000)'
	until grep -q ready printed 2>/dev/null; do sleep 0.1; done
	[ "$(find /proc/$pid/fd -lname 'anon_inode:*io_uring*')" ] && rings=yes || rings=no
	criu dump --tree $pid --images-dir images >said 2>&1 && dump=0 || dump=$?
	echo "$name: io_uring: $rings, dump: $dump$(grep -o 'anon_inode:\[io_uring\]' said | head -1 | sed 's/^/, /')"
	kill -KILL $pid 2>/dev/null || true
}
try "24" node
try "24, UV_USE_IO_URING=0" env UV_USE_IO_URING=0 node
try "18" chroot /bookworm node
SH

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)
unpack() { # FOLDER PACKAGES SUITE…
	local options=(--quiet --variant=essential --aptopt='Acquire::Check-Valid-Until "false"' "--include=$2")
	mmdebstrap "${options[@]}" "$3" "$1" "${@:4}" 2>/dev/null || { echo "cannot unpack Debian $3 from $mirror" >&2 && exit 2; }
}
unpack "$root" criu/experimental,mount,nodejs sid "deb $mirror sid main" "deb $mirror experimental main"
unpack "$root/bookworm" nodejs bookworm "deb $mirror bookworm main"
found=$({ dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Package} ${Version}\n' criu libuv1t64 nodejs &&
	dpkg-query --admindir="$root/bookworm/var/lib/dpkg" -W -f '${Package} ${Version}\n' libuv1 nodejs; } | paste -sd' ')
if [ "$found" != "$VERSIONS" ]; then
	echo "Debian has $found, this is about $VERSIONS" >&2
	exit 2
fi
cp "$folder/inside" "$root/inside"
seen=$(timeout --signal KILL 90 unshare --mount --pid --kill-child --propagation private sh -c '
	mount --bind "$1" "$1" && cd "$1" && mount -t proc proc proc && mount --rbind /dev dev && mount --rbind /sys sys &&
	mkdir -p old && pivot_root . old && exec chroot . sh -c "umount -l /old && exec sh /inside"' sh "$root") ||
	{ echo "the run failed or took longer than 90 s" >&2 && exit 1; }
printf '%s, Linux %s\n%s\n' "$found" "$(uname -r)" "$seen"
expected='24: io_uring: yes, dump: 1, anon_inode:[io_uring]
24, UV_USE_IO_URING=0: io_uring: yes, dump: 1, anon_inode:[io_uring]
18: io_uring: no, dump: 0'
[ "$seen" = "$expected" ] || { echo "this has changed; expected:" >&2 && echo "$expected" >&2 && exit 1; }
