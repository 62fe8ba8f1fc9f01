# A control group for a job, in every hierarchy: CRIU saves all groups below those of a process, and in a hierarchy in which
# the job is at the top these would be the whole machine's.
set -eu
what=$1 name=$2
shift 2

hierarchies() { awk '$3 ~ /^cgroup2?$/ { print $2 }' /proc/self/mounts; }
of_version_1() { awk -v c="$1" '$3 == "cgroup" && $4 ~ "(^|,)" c "(,|$)" { print $2; exit }' /proc/self/mounts; }
of_version_2() { awk '$3 == "cgroup2" { print $2; exit }' /proc/self/mounts; }

make() { # a group
	mkdir -p "$1"
	for file in cpuset.cpus cpuset.mems; do # in version 1 nothing can enter before these are set
		[ ! -e "$1/cpuset.cpu_exclusive" ] || [ -n "$(cat "$1/$file")" ] || cat "${1%/*}/$file" >"$1/$file"
	done
}

limits() { # of which version: the folder, the file, and a value that no machine sets
	case $1 in
	v1)
		echo "$(of_version_1 pids) pids.max 77"
		echo "$(of_version_1 memory) memory.limit_in_bytes 268435456"
		echo "$(of_version_1 cpu) cpu.shares 512"
		;;
	v2)
		echo "$(of_version_2) pids.max 77"
		echo "$(of_version_2) memory.max 268435456"
		echo "$(of_version_2) cpu.weight 50"
		;;
	esac
}

case $what in
make) # of which version
	for top in $(hierarchies); do
		make "$top/$name"
		case $1 in v2) [ "$top" != "$(of_version_2)" ] || echo "+pids +memory +cpu" >"$top/$name/cgroup.subtree_control" ;; esac
		make "$top/$name/job"
		make "$top/$name/other"
	done
	limits "$1" | while read -r top file value; do echo "$value" >"$top/$name/job/$file"; done
	;;
enter) # job or other; processes
	group=$1
	shift
	for top in $(hierarchies); do
		for pid; do echo "$pid" >"$top/$name/$group/cgroup.procs"; done
	done
	;;
run) # job or other; a command
	group=$1
	shift
	for top in $(hierarchies); do echo $$ >"$top/$name/$group/cgroup.procs"; done
	exec "$@"
	;;
remove-job)
	for top in $(hierarchies); do [ ! -d "$top/$name/job" ] || rmdir "$top/$name/job"; done
	;;
freeze | thaw)
	folder=$(of_version_1 freezer)
	if [ "$1" = v1 ]; then
		state=FROZEN
		[ "$what" = freeze ] || state=THAWED
		echo $state >"$folder/$name/job/freezer.state"
	else
		state=1
		[ "$what" = freeze ] || state=0
		echo $state >"$(of_version_2)/$name/job/cgroup.freeze"
	fi
	;;
freezer) # of which version
	if [ "$1" = v1 ]; then echo "$(of_version_1 freezer)/$name/job"; else echo "$(of_version_2)/$name/job"; fi
	;;
member) # a process: its groups below the one of this name, each once
	sed -n "s|^[^/]*/$name/||p" "/proc/$1/cgroup" | sort -u
	;;
outside) # a process: the hierarchies in which it is outside of the group of this name
	grep -cv "/$name/" "/proc/$1/cgroup" || true
	;;
controllers) # a process: those in whose hierarchy it is in the group job
	sed -n "s|^[0-9]*:\([^:]*\):.*/$name/job\$|\1|p" "/proc/$1/cgroup" | sort
	;;
yard) # a folder: each hierarchy in a folder of its name
	cut -d : -f 2 /proc/self/cgroup | while read -r controller; do
		folder=$1/${controller#name=}
		[ -n "$controller" ] || folder=$1/unified
		mkdir "$folder"
		if [ -n "$controller" ]; then top=$(of_version_1 "$controller"); else top=$(of_version_2); fi
		mount --bind "$top" "$folder"
	done
	;;
limits) # of which version
	limits "$1" | while read -r top file value; do
		echo "$file $(cat "$top/$name/job/$file" 2>/dev/null || echo gone)"
	done
	;;
clear)
	for top in $(hierarchies); do
		for group in "$top/$name/job" "$top/$name/other" "$top/$name"; do
			[ ! -d "$group" ] || rmdir "$group" 2>/dev/null || echo "$group"
		done
	done
	;;
esac
