#!/bin/bash
# CRIU's dump of R leaves out the workers of makeCluster: they are not descendants of R, and the dump succeeds without them.
#
# Seen with CRIU 4.3-1~exp2 and R 4.6.2 (Debian sid) on Linux 6.18.44: makeCluster of R's package parallel starts each worker by
# system(wait = FALSE), which runs it in the background of a shell. The shell ends, and the worker's parent becomes the first
# process, or the next subreaper. The worker stays in R's session. `criu dump --tcp-established` of R's tree exits with 0, saves
# R alone and kills it, and the workers continue to run. Their session has R's PID, and `criu restore`
# fails with "Can't fork: File exists": a session keeps its PID in use. The workers of makeForkCluster are children of R: they are dumped and
# restored with it. So use makeForkCluster, or run R below a subreaper and dump the subreaper's tree.
#
# Needs root and mmdebstrap. It unpacks 500 MB of Debian sid and experimental into a temporary folder. Exit code 1 when this
# changes, 2 when Debian has other versions or cannot be unpacked.
VERSIONS='criu 4.3-1~exp2 r-base-core 4.6.2-1'
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
cat >cluster.R <<'R'
library(parallel)
cluster <- get(commandArgs(TRUE))(2)
cat(unlist(clusterCall(cluster, Sys.getpid)), "\n")
Sys.sleep(600)
R
ip link set lo up
alive() { for worker in $workers; do kill -0 "$worker" 2>/dev/null && echo "$worker"; done | wc -l; }
try() {
	start Rscript cluster.R "$1"
	until grep -q '^[0-9]* [0-9]* $' printed 2>/dev/null; do sleep 0.1; done
	workers=$(cat printed)
	for worker in $workers; do cut -d' ' -f4,6 "/proc/$worker/stat"; done |
		sed "s/\b$pid\b/R/g; s/^\([^ ]*\) \(.*\)/$1: a worker's parent: \1, session: \2/" | uniq
	criu dump --tree $pid --images-dir images --tcp-established >/dev/null 2>&1 && dump=0 || dump=$?
	echo "$1: dump: $dump, processes in the images: $(ls images | grep -c '^core-'), workers that run: $(alive)"
	criu restore --images-dir images --tcp-established --restore-detached >said 2>&1 && restore=0 || restore=$?
	echo "$1: restore: $restore$(grep -o "Can't fork for $pid: .*" said | sed "s/ for $pid//; s/^/, /"), workers that run: $(alive)"
	for process in $pid $workers; do kill -KILL "$process" 2>/dev/null || true; done
}
try makeCluster
try makeForkCluster
SH

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)
unpack() { # FOLDER PACKAGES SUITE…
	local options=(--quiet --variant=essential --aptopt='Acquire::Check-Valid-Until "false"' "--include=$2")
	mmdebstrap "${options[@]}" "$3" "$1" "${@:4}" 2>/dev/null || { echo "cannot unpack Debian $3 from $mirror" >&2 && exit 2; }
}
unpack "$root" criu/experimental,mount,r-base-core,iptables,iproute2 sid "deb $mirror sid main" "deb $mirror experimental main"
found=$(dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Package} ${Version}\n' criu r-base-core | paste -sd' ')
if [ "$found" != "$VERSIONS" ]; then
	echo "Debian has $found, this is about $VERSIONS" >&2
	exit 2
fi
cp "$folder/inside" "$root/inside"
seen=$(timeout --signal KILL 90 unshare --mount --pid --net --kill-child --propagation private sh -c '
	mount --bind "$1" "$1" && cd "$1" && mount -t proc proc proc && mount --rbind /dev dev && mount --rbind /sys sys &&
	mkdir -p old && pivot_root . old && exec chroot . sh -c "umount -l /old && exec sh /inside"' sh "$root") ||
	{ echo "the run failed or took longer than 90 s" >&2 && exit 1; }
printf '%s, Linux %s\n%s\n' "$found" "$(uname -r)" "$seen"
expected="makeCluster: a worker's parent: 1, session: R
makeCluster: dump: 0, processes in the images: 1, workers that run: 2
makeCluster: restore: 1, Can't fork: File exists, workers that run: 2
makeForkCluster: a worker's parent: R, session: R
makeForkCluster: dump: 0, processes in the images: 3, workers that run: 0
makeForkCluster: restore: 0, workers that run: 2"
[ "$seen" = "$expected" ] || { echo "this has changed; expected:" >&2 && echo "$expected" >&2 && exit 1; }
