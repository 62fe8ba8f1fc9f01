# Runs a script in a root, with namespaces of its own. $1 the root  $2 the folder in it to run in  $3 the script
# then pairs: a path below /tmp in the root, and the folder that is there meanwhile
root=$1 folder=$2 script=$3
shift 3
mount --make-rprivate /
mount -t proc proc "$root/proc"
mount -t tmpfs criu-matrix "$root/tmp"
mount -t tmpfs criu-matrix "$root/run"
mount -t tmpfs -o mode=755 criu-matrix "$root/dev"
for node in null zero full random urandom tty; do cp -a "/dev/$node" "$root/dev/"; done
ln -s /proc/self/fd "$root/dev/fd"
mkdir "$root/dev/shm"
mount -t tmpfs -o mode=1777 criu-matrix "$root/dev/shm"
while [ $# -gt 1 ]; do
	mkdir -p "$root$1"
	mount --bind "$2" "$root$1"
	shift 2
done
ip link set lo up
exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/tmp chroot "$root" sh -euc 'cd "$0"; exec sh -euc "$1"' "$folder" "$script"
