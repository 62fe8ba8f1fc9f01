# Thaws the groups that a room leaves in each hierarchy when its processes are gone, or removes them.
# $1 the room's name  $2 thaw, or remove
# Prints what is left.
awk '$3 == "cgroup" || $3 == "cgroup2" { print $2 }' /proc/self/mounts | while read -r hierarchy; do
	[ -d "$hierarchy/$1" ] || continue
	# A frozen process does not even die.
	find "$hierarchy/$1" -name freezer.state | while read -r file; do echo THAWED >"$file"; done
	find "$hierarchy/$1" -name cgroup.freeze | while read -r file; do echo 0 >"$file"; done
	[ "$2" = thaw ] || find "$hierarchy/$1" -depth -type d -exec rmdir {} +
	[ ! -d "$hierarchy/$1" ] || echo "$hierarchy/$1"
done
