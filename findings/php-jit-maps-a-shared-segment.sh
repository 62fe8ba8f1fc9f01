#!/bin/bash
# CRIU cannot dump PHP with its just-in-time compiler, because the compiled code is the first executable mapping and a shared one.
#
# Seen with CRIU 4.3-1~exp2 and PHP 8.4.27 (Debian sid) on Linux 6.18.44: opcache puts the compiled code into a shared mapping,
# "r-xs", below the text of the program. CRIU takes the first executable mapping of a process (its log names it, "Parasite
# syscall_ip") and writes its first system call there by PTRACE_POKEDATA. That fails with EIO, and `criu dump` with "Can't inject
# syscall blob". A C program shows the cause: it cannot be dumped with a shared read-only executable mapping below its text, and
# can be dumped when the mapping is private, or above its text. With opcache.preferred_memory_model=posix the code of PHP is above
# the text, and the dump succeeds. It needs --file-locks, and a --ghost-limit for the deleted file in /dev/shm.
#
# Needs root, mmdebstrap and a C compiler. It unpacks 200 MB of Debian sid and experimental into a temporary folder. Exit code 1
# when this changes, 2 when Debian has other versions or cannot be unpacked.
VERSIONS='criu 4.3-1~exp2 php8.4-cli 8.4.27-1'
set -euo pipefail
folder=$(mktemp -d /var/tmp/finding.XXXXXX)
trap 'rm -rf --one-file-system "$folder"' EXIT
root=$folder/root

cat >"$folder/program.c" <<'C'
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
int main(int count, char **arguments) { /* an address and the flags, MAP_SHARED or MAP_PRIVATE */
    if (count != 3) return 2;
    void *address = (void *)strtoul(arguments[1], NULL, 16);
    int flags = atoi(arguments[2]) | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE;
    if (mmap(address, 65536, PROT_READ | PROT_EXEC, flags, -1, 0) != address) return 1;
    puts("ready");
    fflush(stdout);
    for (;;) pause();
}
C

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
cat >loop.php <<'PHP'
<?php
function sum(int $n): int { for ($i = $s = 0; $i < $n; $i++) $s = ($s * 17 + $i) % 1000003; return $s; }
sum(1000000);
echo opcache_get_status(false)['jit']['on'] ? 'on' : 'off', ", ready\n";
while (true) usleep(10000);
PHP
try() { # NAME COMMAND…
	name=$1 && shift
	start "$@"
	until grep -q ready printed 2>/dev/null; do sleep 0.1; done
	first=$(grep ' r.x[ps] ' /proc/$pid/maps | head -1)
	criu dump --tree $pid --images-dir images --file-locks --ghost-limit 64M -v4 --log-file log >/dev/null 2>&1 && dump=0 || dump=$?
	place=$(sed -n 's/.*Parasite syscall_ip at 0x//p' images/log)
	[ "$place" = "$(echo "${first%%-*}" | sed 's/^0*//')" ] && place=first || place=other
	echo "$name: first executable mapping: $(echo "$first" | cut -d' ' -f2), CRIU takes the $place, dump: $dump$(grep -o ": Can't inject syscall blob" images/log | head -1)"
	kill -KILL $pid 2>/dev/null || true
}
php() { try "$1" php -d opcache.enable_cli=1 -d opcache.jit_buffer_size=16M -d "opcache.jit=$2" -d "opcache.preferred_memory_model=$3" loop.php; }
php "PHP, JIT" tracing ""
php "PHP, no JIT" disable ""
php "PHP, JIT, posix" tracing posix
try "shared, below" /program 200000 1
try "private, below" /program 200000 2
try "shared, above" /program 10000000000 1
SH

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)
unpack() { # FOLDER PACKAGES SUITE…
	local options=(--quiet --variant=essential --aptopt='Acquire::Check-Valid-Until "false"' "--include=$2")
	mmdebstrap "${options[@]}" "$3" "$1" "${@:4}" 2>/dev/null || { echo "cannot unpack Debian $3 from $mirror" >&2 && exit 2; }
}
unpack "$root" criu/experimental,mount,php8.4-cli sid "deb $mirror sid main" "deb $mirror experimental main"
found=$(dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Package} ${Version}\n' criu php8.4-cli | paste -sd' ')
if [ "$found" != "$VERSIONS" ]; then
	echo "Debian has $found, this is about $VERSIONS" >&2
	exit 2
fi
cc -O2 -static -no-pie -o "$root/program" "$folder/program.c"
cp "$folder/inside" "$root/inside"
seen=$(timeout --signal KILL 90 unshare --mount --pid --kill-child --propagation private sh -c '
	mount --bind "$1" "$1" && cd "$1" && mount -t proc proc proc && mount --rbind /dev dev && mount --rbind /sys sys &&
	mkdir -p old && pivot_root . old && exec chroot . sh -c "umount -l /old && exec sh /inside"' sh "$root") ||
	{ echo "the run failed or took longer than 90 s" >&2 && exit 1; }
printf '%s, Linux %s\n%s\n' "$found" "$(uname -r)" "$seen"
expected="PHP, JIT: first executable mapping: r-xs, CRIU takes the first, dump: 1: Can't inject syscall blob
PHP, no JIT: first executable mapping: r-xp, CRIU takes the first, dump: 0
PHP, JIT, posix: first executable mapping: r-xp, CRIU takes the first, dump: 0
shared, below: first executable mapping: r-xs, CRIU takes the first, dump: 1: Can't inject syscall blob
private, below: first executable mapping: r-xp, CRIU takes the first, dump: 0
shared, above: first executable mapping: r-xp, CRIU takes the first, dump: 0"
[ "$seen" = "$expected" ] || { echo "this has changed; expected:" >&2 && echo "$expected" >&2 && exit 1; }
