# Enters a view of this machine: its files as they are, but whatever is written stays in memory, in a layer above them. It has
# namespaces of its own and no control group, and ends with its first process.
#
# $1 the agent's program  $2 the home inside  $3 a folder that is written for real; empty: none  $4 how much memory the layers may take
# then pairs: where a folder is readable inside, and the folder
set -eu
agent=$1 home=$2 inplace=$3 size=$4
shift 4
# Mount points with files of users, parents first. The octal escapes are those of the kernel.
mounts=$(awk '{ for (i = 7; $i != "-"; i++); print $5, $(i + 1) }' /proc/self/mountinfo |
	grep -Ev '^/(run|proc|sys|dev)([/ ]|$)' |
	grep -Ev ' (proc|sysfs|cgroup2?|devtmpfs|devpts|mqueue|debugfs|tracefs|securityfs|bpf|configfs|pstore|hugetlbfs|autofs|binfmt_misc|rpc_pipefs|fusectl|nsfs|efivarfs|ramfs)$' |
	cut -d ' ' -f 1 | sort -u)
base=/run
mount -t tmpfs -o "mode=755,size=$size" criu-matrix $base
mkdir $base/root $base/layers
: >$base/layers/mounts
number=0
for escaped in $mounts; do
	point=$(printf '%b' "$(printf '%s' "$escaped" | sed 's/\\\([0-7]\)/\\0\1/g')")
	if [ "$point" != / ] && ! [ -d "$base/root$point" ]; then
		# A file that is a mount, as containers have it.
		[ ! -f "$base/root$point" ] || mount --bind "$point" "$base/root$point"
		continue
	fi
	mkdir $base/layers/$number $base/layers/$number.work
	if mount -t overlay -o "lowerdir=$(printf '%s' "$point" | sed 's/[:\\,]/\\&/g'),upperdir=$base/layers/$number,workdir=$base/layers/$number.work" \
		criu-matrix "$base/root$point" 2>/dev/null; then
		printf '%s\n' "$point" >>$base/layers/mounts
	else
		mount --bind "$point" "$base/root$point"
		mount -o remount,bind,ro "$base/root$point"
		printf '\n' >>$base/layers/mounts
	fi
	number=$((number + 1))
done
cd $base/root
if [ -n "$inplace" ]; then mount --bind "$inplace" ".$inplace"; fi
mount -t proc proc proc
mount --rbind /sys sys
mount -t tmpfs -o mode=755 criu-matrix dev
for node in null zero full random urandom tty fuse nvidiactl nvidia-uvm nvidia0 kfd; do [ ! -e "/dev/$node" ] || cp -a "/dev/$node" dev/; done
mkdir dev/pts dev/shm dev/mqueue
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 criu-matrix dev/pts
ln -s pts/ptmx dev/ptmx
mount -t tmpfs -o mode=1777 criu-matrix dev/shm
mount -t mqueue mqueue dev/mqueue
ln -s /proc/self/fd dev/fd
for stream in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${stream%:*}" "dev/${stream#*:}"; done
mount -t tmpfs -o "mode=755,size=$size" criu-matrix run
mkdir -m 1777 run/lock
mkdir -p ".$home/layers" run/outside
mount --bind $base/layers ".$home/layers"
while [ $# -gt 1 ]; do
	mkdir -p ".$1"
	mount --bind "$2" ".$1"
	mount -o remount,bind,ro ".$1"
	shift 2
done
cp "$agent" run/agent
ip link set lo up
pivot_root . run/outside
cd /
umount -l /run/outside
rmdir /run/outside
exec /run/agent
