# Runs a script in a root, with namespaces of its own. $1 the root  $2 the folder in it to run in  $3 the script
mount --make-rprivate /
mount -t proc proc "$1/proc"
mount -t tmpfs criu-matrix "$1/tmp"
mount -t tmpfs criu-matrix "$1/run"
mount -t tmpfs -o mode=755 criu-matrix "$1/dev"
for node in null zero full random urandom tty; do cp -a "/dev/$node" "$1/dev/"; done
ln -s /proc/self/fd "$1/dev/fd"
mkdir "$1/dev/shm"
mount -t tmpfs -o mode=1777 criu-matrix "$1/dev/shm"
ip link set lo up
exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/tmp chroot "$1" sh -euc 'cd "$0"; exec sh -euc "$1"' "$2" "$3"
