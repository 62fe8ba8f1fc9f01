#!/bin/bash
# A mount namespace that receives no mounts of another one still sees the other one's renames.
#
# Seen on Linux 6.18.44: mount namespace B is a private copy of A. A renames the folder that holds a mount, and the mount point in
# B's /proc/PID/mountinfo changes too, with the same mount ID. A removes the mount point, and the mount disappears in B without
# an unmount there (the kernel detaches mounts from removed folders since 3.18). A tool that compares mountinfo before and after,
# to find what a container or a restored process left, must compare mount IDs. A missing mount need not have been unmounted.
#
# Needs root and unshare (util-linux); nothing outside a temporary folder is touched. Exit code 1 when this changes.
set -euo pipefail
inside() { # runs in mount namespace A
	mkdir -p "$folder/old/point"
	mount -t tmpfs finding "$folder/old/point"
	unshare --mount --propagation private sleep 60 &
	local b=$! before renamed removed
	until [ "$(readlink "/proc/$b/ns/mnt")" != "$(readlink /proc/self/ns/mnt)" ]; do :; done
	at() { awk -v f="$folder" 'index($5, f) == 1 { print $1, substr($5, length(f) + 2) }' "/proc/$b/mountinfo"; }
	before=$(at)
	mv "$folder/old" "$folder/new"
	renamed=$(at)
	umount "$folder/new/point"
	rmdir "$folder/new/point"
	removed=$(at)
	kill "$b"
	printf 'Linux %s\nbefore:  %s\nrenamed: %s\nremoved: %s\n' "$(uname -r)" "$before" "$renamed" "${removed:-nothing}"
	[ "$renamed" = "${before/old/new}" ] && [ "$renamed" != "$before" ] && [ -z "$removed" ]
}
if [ "${1-}" = --inside ]; then
	folder=$2
	inside
	exit
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unshare --mount --propagation private "$0" --inside "$folder"
echo "as described"
