#!/bin/bash
# After a restore, jcmd cannot reach a JVM that it had reached before the dump, although CRIU's dump and restore succeed.
#
# Seen with CRIU 4.3-1~exp2 and OpenJDK 17.0.21 (Debian sid) on Linux 6.18.44: the first jcmd makes the JVM listen at the Unix
# socket /tmp/.java_pidN. /proc/net/unix shows that the JVM bound the socket to /tmp/.java_pidN.tmp, and only /tmp/.java_pidN
# exists: the JVM renamed it. CRIU saves the bound name, and the restore binds a new socket to /tmp/.java_pidN.tmp and exits with
# 0. /tmp/.java_pidN is left from before the dump, and nothing listens there: jcmd fails with "Connection refused". When the file
# is removed, the next jcmd makes the JVM listen again. So remove /tmp/.java_pidN before the restore or after it.
#
# Needs root and mmdebstrap. It unpacks 500 MB of Debian sid and experimental into a temporary folder. Exit code 1 when this
# changes, 2 when Debian has other versions or cannot be unpacked.
VERSIONS='criu 4.3-1~exp2 openjdk-17-jdk-headless 17.0.21.0.3+1-1'
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
# Starts a command in its own session, without the descriptors of the calling shells.
start() {
	rm -rf images printed && mkdir images
	perl -MPOSIX -e 'POSIX::close($_) for 3 .. 255; setsid; exec @ARGV' -- "$@" </dev/null >printed 2>&1 &
	pid=$!
}
jcmd() { command jcmd "$pid" VM.version >said 2>&1 && result=works || result=$(grep -o 'Connection refused' said); }
files() { ls -A | grep '^\.java_pid' | sed 's/pid[0-9]*/pidN/' | paste -sd' '; }
bound() { grep -o '/tmp/.java_pid.*' /proc/net/unix | sed 's/pid[0-9]*/pidN/'; }
echo 'class Idle { public static void main(String[] a) throws Exception { System.out.println("ready"); Thread.sleep(600000); } }' >Idle.java
start java -XX:+UseSerialGC Idle.java
until grep -q ready printed; do sleep 0.1; done
jcmd
echo "before: jcmd $result, files: $(files), bound: $(bound)"
criu dump --tree $pid --images-dir images >/dev/null 2>&1 && dump=0 || dump=$?
criu restore --images-dir images --restore-detached >/dev/null 2>&1 && restore=0 || restore=$?
echo "dump: $dump, restore: $restore, files: $(files), bound: $(bound)"
jcmd
echo "after: jcmd $result"
rm .java_pid$pid
jcmd
echo "without the old file: jcmd $result"
SH

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)
unpack() { # FOLDER PACKAGES SUITE…
	local options=(--quiet --variant=essential --aptopt='Acquire::Check-Valid-Until "false"' "--include=$2")
	mmdebstrap "${options[@]}" "$3" "$1" "${@:4}" 2>/dev/null || { echo "cannot unpack Debian $3 from $mirror" >&2 && exit 2; }
}
unpack "$root" criu/experimental,mount,openjdk-17-jdk-headless sid "deb $mirror sid main" "deb $mirror experimental main"
found=$(dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Package} ${Version}\n' criu openjdk-17-jdk-headless | paste -sd' ')
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
expected='before: jcmd works, files: .java_pidN, bound: /tmp/.java_pidN.tmp
dump: 0, restore: 0, files: .java_pidN .java_pidN.tmp, bound: /tmp/.java_pidN.tmp
after: jcmd Connection refused
without the old file: jcmd works'
[ "$seen" = "$expected" ] || { echo "this has changed; expected:" >&2 && echo "$expected" >&2 && exit 1; }
