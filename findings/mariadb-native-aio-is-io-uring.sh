#!/bin/bash
# MariaDB's native asynchronous I/O is io_uring and on by default, so CRIU cannot dump the server.
#
# Seen with CRIU 4.3-1~exp2 (Debian experimental) and MariaDB 10.11.18 (bookworm) on Linux 6.18.44: mariadbd maps an io_uring
# with its default settings, and `criu dump` fails and names the mapping anon_inode:[io_uring]. With --innodb-use-native-aio=0
# there is none, and the dump succeeds. It needs --file-locks in both cases, because InnoDB locks its files. So switch native
# asynchronous I/O off before the server starts.
#
# Needs root, mmdebstrap and a kernel that allows io_uring. It unpacks 800 MB of Debian sid, experimental and bookworm into a
# temporary folder. Exit code 1 when this changes, 2 when Debian has other versions or cannot be unpacked.
VERSIONS='criu 4.3-1~exp2 mariadb-server 1:10.11.18-0+deb12u1'
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
chroot /bookworm mariadb-install-db --no-defaults --force --user=root --datadir=/data --skip-test-db >/dev/null 2>&1
try() { # NAME OPTIONS…
	name=$1 && shift
	start chroot /bookworm mariadbd --no-defaults --user=root --datadir=/data --socket=/data/socket --skip-networking "$@"
	until grep -q 'ready for connections' printed 2>/dev/null; do sleep 0.1; done
	grep -q io_uring /proc/$pid/maps && ring=yes || ring=no
	criu dump --tree $pid --images-dir images --file-locks >said 2>&1 && dump=0 || dump=$?
	echo "$name: io_uring: $ring, dump: $dump$(grep -o 'anon_inode:\[io_uring\]' said | head -1 | sed 's/^/, /')"
	kill -TERM $pid 2>/dev/null || true
	wait $pid || true
}
try "default"
try "--innodb-use-native-aio=0" --innodb-use-native-aio=0
SH

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)
unpack() { # FOLDER PACKAGES SUITE…
	local options=(--quiet --variant=essential --aptopt='Acquire::Check-Valid-Until "false"' "--include=$2")
	mmdebstrap "${options[@]}" "$3" "$1" "${@:4}" 2>/dev/null || { echo "cannot unpack Debian $3 from $mirror" >&2 && exit 2; }
}
unpack "$root" criu/experimental,mount sid "deb $mirror sid main" "deb $mirror experimental main"
unpack "$root/bookworm" mariadb-server bookworm "deb $mirror bookworm main"
found=$({ dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Package} ${Version}\n' criu &&
	dpkg-query --admindir="$root/bookworm/var/lib/dpkg" -W -f '${Package} ${Version}\n' mariadb-server; } | paste -sd' ')
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
expected='default: io_uring: yes, dump: 1, anon_inode:[io_uring]
--innodb-use-native-aio=0: io_uring: no, dump: 0'
[ "$seen" = "$expected" ] || { echo "this has changed; expected:" >&2 && echo "$expected" >&2 && exit 1; }
