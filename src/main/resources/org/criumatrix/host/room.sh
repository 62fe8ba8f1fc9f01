# Enters a room: a distribution root of its own, with namespaces and a cgroup of its own, in which engines may change
# everything. It writes to memory, in a layer above the machine's own files.
#
# $1 a name that no other room has  $2 the root's folder  $3 the agent's program  $4 the home inside
# then pairs: where a folder is readable inside, and the folder
set -eu
name=$1
hierarchies() { awk '$3 == "cgroup" || $3 == "cgroup2" { print $2 }' /proc/self/mounts; }
for hierarchy in $(hierarchies); do
	mkdir -p "$hierarchy/$name"
	if [ -e "$hierarchy/cpuset.cpus" ] && [ -e "$hierarchy/$name/cgroup.clone_children" ]; then
		cat "$hierarchy/cpuset.cpus" >"$hierarchy/$name/cpuset.cpus"
		cat "$hierarchy/cpuset.mems" >"$hierarchy/$name/cpuset.mems"
		echo 1 >"$hierarchy/$name/cgroup.clone_children"
	fi
	echo $$ >"$hierarchy/$name/cgroup.procs"
done
# A group that delegates controllers must have no process of its own. A process inside cannot see one that waits outside, so it
# could not move it.
exec unshare --cgroup sh -euc '
	if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
		mkdir "/sys/fs/cgroup/$0/inside"
		echo $$ >"/sys/fs/cgroup/$0/inside/cgroup.procs"
	fi
	exec "$@"' "$name" \
	unshare --mount --pid --ipc --net --uts --fork --kill-child --mount-proc --propagation private \
	sh -euc '
	name=$1 lower=$2 agent=$3 home=$4
	shift 4
	base=/mnt
	mount -t tmpfs -o mode=755 criu-matrix $base
	mkdir $base/upper $base/work $base/root
	mount -t overlay -o lowerdir="$lower",upperdir=$base/upper,workdir=$base/work criu-matrix $base/root
	cd $base/root
	mount -t proc proc proc
	mount -t sysfs sysfs sys
	mount -t tmpfs -o mode=755 criu-matrix dev
	for node in null zero full random urandom tty fuse kmsg; do [ ! -e /dev/$node ] || cp -a /dev/$node dev/; done
	mkdir dev/pts dev/shm dev/mqueue
	mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
	ln -s pts/ptmx dev/ptmx
	mount -t tmpfs -o mode=1777 criu-matrix dev/shm
	mount -t mqueue mqueue dev/mqueue
	ln -s /proc/self/fd dev/fd
	for number in 0:stdin 1:stdout 2:stderr; do ln -s /proc/self/fd/${number%:*} dev/${number#*:}; done
	# Engines cannot stack their layers on a layer.
	for folder in run var/lib/containers var/lib/docker; do
		mkdir -p $folder
		mount -t tmpfs -o mode=755 criu-matrix $folder
	done
	for folder in tmp var/tmp; do mount -t tmpfs -o mode=1777 criu-matrix $folder; done

	# The same hierarchies as outside; the namespace makes our part of them their root.
	awk "\$3 == \"cgroup\" || \$3 == \"cgroup2\" { print \$2, \$3, \$4 }" /proc/self/mounts >run/hierarchies
	[ "$(wc -l <run/hierarchies)" = 1 ] || mount -t tmpfs -o mode=755 criu-matrix sys/fs/cgroup
	while read -r place type options; do
		[ -d ".$place" ] || mkdir ".$place"
		case $type in
		cgroup2) mount -t cgroup2 cgroup2 ".$place" ;;
		*) mount -t cgroup -o "$(echo "$options" | sed "s/^rw,\(relatime,\)*//; s/^name=/none,name=/")" cgroup ".$place" ;;
		esac
	done <run/hierarchies
	whole=sys/fs/cgroup
	if [ -e $whole/cgroup.controllers ]; then
		for controller in $(cat $whole/cgroup.controllers); do echo +$controller >$whole/cgroup.subtree_control || true; done
	fi

	mkdir -p ".$home"
	while [ $# -gt 1 ]; do
		mkdir -p ".$1"
		mount --rbind "$2" ".$1"
		mount -o remount,bind,ro ".$1"
		shift 2
	done
	cp "$agent" run/agent
	ip link set lo up
	echo "$name" >/proc/sys/kernel/hostname
	mkdir -p .outside
	pivot_root . .outside
	cd /
	umount -l /.outside
	rmdir /.outside
	# Only now: earlier, an absolute link would have led to a file of the machine.
	rm -f /etc/resolv.conf /etc/hosts
	: >/etc/resolv.conf
	echo "127.0.0.1 localhost $name" >/etc/hosts
	exec /run/agent' room "$@"
