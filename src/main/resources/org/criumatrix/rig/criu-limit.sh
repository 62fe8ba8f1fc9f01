# Makes a control group with a limit, on a machine with either version of control groups, and prints its path.
# $1 the controller, pids or memory  $2 the group's name  $3 the limit
set -e
root=/sys/fs/cgroup/$1
file=$1.max
if [ ! -e "$root/cgroup.procs" ]; then
	root=/sys/fs/cgroup
	[ -e "$root/cgroup.controllers" ] || { echo "there is no controller $1" >&2; exit 1; }
	grep -qw "$1" "$root/cgroup.subtree_control" || { echo "the root group does not hand on the controller $1" >&2; exit 1; }
elif [ "$1" = memory ]; then
	file=memory.limit_in_bytes
fi
mkdir "$root/$2"
echo "$3" >"$root/$2/$file" || { rmdir "$root/$2"; exit 1; }
for swap in memory.swap.max memory.swappiness; do # or a limit of memory is none
	[ "$1" != memory ] || [ ! -e "$root/$2/$swap" ] || echo 0 >"$root/$2/$swap"
done
echo "$root/$2"
