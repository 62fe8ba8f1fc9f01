#!/bin/bash
# gVisor's runsc ends a container whose checkpoint fails, and reports exit status 0 for it.
#
# Seen with runsc 0.0~20240729.0 (Debian trixie) on Linux 6.18.44: the program in a container has a file of a volume open that
# has no name any more. `runsc checkpoint` refuses that properly, with exit code 128 and the reason ("deleted and invalidated dentries
# can't be restored"). But the container is gone then, although nothing was saved, and `runsc wait` says exit status 0, as for a
# program that has done its work. A batch system that checkpoints before it evicts a job takes the lost job for finished. CRIU and runc
# let a program go on that they cannot dump. So look at the exit code of the checkpoint, never only at that of the container.
#
# Needs root and mmdebstrap. It unpacks 100 MB of Debian trixie into a temporary folder. Exit code 1 when this changes, 2 when trixie has
# another version of runsc or cannot be unpacked.
set -euo pipefail
VERSION=0.0~20240729.0
folder=$(mktemp -d /var/tmp/finding.XXXXXX)
trap 'rm -rf --one-file-system "$folder"' EXIT
root=$folder/root

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)
mmdebstrap --quiet --variant=extract --include=runsc,busybox-static trixie "$root" "deb $mirror trixie main" 2>/dev/null ||
	{ echo "cannot unpack Debian trixie from $mirror" >&2 && exit 2; }
found=$("$root/usr/bin/runsc" --version | sed -n 's/^runsc version //p')
[[ $found == "$VERSION" ]] || { echo "runsc is $found, and this is about $VERSION" >&2 && exit 2; }

mkdir -p "$folder/bundle/rootfs/bin" "$folder/volume" "$folder/images"
cp "$root/usr/bin/busybox" "$folder/bundle/rootfs/bin/busybox"
cat >"$folder/bundle/config.json" <<JSON
{"ociVersion": "1.0.2",
 "process": {"cwd": "/", "env": ["PATH=/bin"], "args": ["/bin/busybox", "sh", "-c",
   "exec 3>/volume/file; /bin/busybox rm /volume/file; while :; do /bin/busybox sleep 1; done"]},
 "root": {"path": "rootfs"},
 "mounts": [{"destination": "/volume", "type": "bind", "source": "$folder/volume", "options": ["rbind", "rw"]}],
 "linux": {"namespaces": [{"type": "pid"}, {"type": "mount"}]}}
JSON

# Everything ends with its PID namespace.
cat >"$folder/inside" <<'SH'
set -eu
folder=$1
runsc() { "$folder/root/usr/bin/runsc" --root "$folder/state" --network=none --ignore-cgroups "$@"; }
cd "$folder/bundle"
runsc run -detach job </dev/null >/dev/null 2>&1
until [ -z "$(ls "$folder/volume")" ] && runsc ps job | grep -q busybox; do sleep 0.1; done
sleep 1
runsc list | awk '$1 == "job" { print "before: " $3 }'
runsc wait job >"$folder/ended" 2>&1 &
runsc checkpoint --image-path "$folder/images" job >"$folder/said" 2>&1 && code=0 || code=$?
echo "checkpoint: $code, $(grep -o "deleted and invalidated dentries can't be restored" "$folder/said")"
wait $!
runsc list | awk '$1 == "job" { print "after: " $3 }'
cat "$folder/ended"
SH
seen=$(timeout -s KILL 60 unshare --mount --pid --ipc --net --fork --kill-child --mount-proc bash "$folder/inside" "$folder") || true
echo "$seen"
[[ $seen == 'before: running
checkpoint: 128, deleted and invalidated dentries can'\''t be restored
after: stopped
{"id":"job","exitStatus":0}' ]]
