# Packages of kernels: found in an archive, fetched once, and kept, since archives lose old ones.

# Prints the architecture of a kernel.
kernel_architecture() {
	architecture=$(field architecture kernels "$1")
	echo "${architecture:-$(dpkg --print-architecture)}"
}

# Prints the folder that keeps the packages of a kernel. Its name changes when the line means other packages.
kernel_kept() {
	echo "$(cache_folder)/boxes/packages-$1-$(echo "$(field suite kernels "$1") $(field package kernels "$1")" | sha256sum | cut -c1-12)"
}

# Makes sure that the packages of a kernel are kept; with --refresh those of the newest that its line means.
kernel_keep() {
	name=$1
	kept=$(kernel_kept "$name")
	suite=$(field suite kernels "$name")
	[ -n "$suite" ] || stop "box/kernels.csv has no $name; it has: $(column name kernels | xargs)"
	[ ! -e "$kept" ] || [ "$refresh" = yes ] || return 0
	[ "$offline" = no ] ||
		stop "the packages of kernel $name were not fetched before, and nothing may be fetched; box/build --fetch $name fetches them"
	say "kernel $name: looking what $suite has"
	newest=$(kernel_newest "$name" "$suite") || newest=
	if [ -n "$newest" ] && [ "$(cat "$kept/packages" 2>/dev/null)" != "$(echo $newest)" ]; then
		kernel_fetch "$name" "$kept" $newest
	elif [ -n "$newest" ]; then
		say "kernel $name: $(cat "$kept/packages"), which is still the newest"
	elif [ -e "$kept" ]; then
		say "kernel $name: $(cat "$kept/packages"), as it was fetched: $(kernel_trouble "$name" "$suite")"
	else
		stop "$(kernel_trouble "$name" "$suite"); $(kernel_remedy "$name" "$suite")"
	fi
}

# $1 name  $2 suite: prints the packages of the newest kernel that the line means, as NAME=VERSION; nothing if there is none.
kernel_newest() {
	apt=$(kernel_apt "$1")
	# Lines about the same suite read its index once.
	if [ ! -e "$apt/whole" ]; then
		rm -rf "$apt"
		archive_open "$apt" "$(field expires kernels "$1")" "$2" "$(kernel_architecture "$1")"
		: >"$apt/whole"
	fi
	for candidate in $(archive_candidates "$apt" "$2" "$(field package kernels "$1")"); do
		if whole=$(archive_kernel_packages "$apt" "$2" "$candidate"); then
			echo "$whole" | sort -u
			kernel_helper "$1" "$apt" "$2"
			break
		fi
	done
}

# Prints the folder of the apt that finds a kernel.
kernel_apt() { echo "$boxes/unfinished-archive/$(field suite kernels "$1")-$(kernel_architecture "$1")"; }

# Prints the package of the program in an initrd that cannot be this machine's. $1 name  $2 the apt's folder  $3 suite
kernel_helper() {
	[ -z "$(field architecture kernels "$1")" ] || apt-cache -c "$2/apt.conf" madison busybox-static |
		awk -F ' *[|] *' -v suite=" $3/" 'index($3, suite) { print "busybox-static=" $2; exit }'
}

# $1 name  $2 the folder to make, then the packages
kernel_fetch() {
	name=$1 kept=$2 began=$(date +%s)
	shift 2
	scratch=$boxes/unfinished-packages
	rm -rf "$scratch"
	mkdir -p "$scratch/made"
	say "kernel $name: fetching" "$@"
	for package in "$@"; do
		# Two lines may mean the same kernel.
		had=$(find "$boxes" -maxdepth 2 -path "$boxes/packages-*/$(archive_file_name "$package")" | head -n 1)
		if [ -n "$had" ]; then
			ln "$had" "$scratch/made/"
		else
			(cd "$scratch/made" &&
				quietly ../log apt-get -c "$(kernel_apt "$name")/apt.conf" -q download "$package")
		fi
	done
	echo "$@" >"$scratch/made/packages"
	rm -rf "$kept"
	mv "$scratch/made" "$kept"
	rm -rf "$scratch"
	say "kernel $name: $*, fetched in $(($(date +%s) - began)) s"
}

# Says why there are no packages. $1 name  $2 suite
kernel_trouble() {
	if [ -e "$(kernel_apt "$1")/whole" ]; then
		echo "$2 does not have $(field package kernels "$1") any more, or not all its parts"
	else
		echo "$2 does not say what it has"
	fi
}

# Says what to do then. $1 name  $2 suite
kernel_remedy() {
	apt=$(kernel_apt "$1")
	if [ -e "$apt/whole" ]; then
		echo "name another one in box/kernels.csv, or copy $(kernel_kept "$1") from a machine that has it." \
			"$2 has: $(kernel_series "$apt" "$2" "$(field package kernels "$1")" | xargs)"
	else
		echo "look at the network, or name another mirror with --mirror (-Dmirror); kernel $1 is fetched once"
	fi
}

# $1 the apt's folder  $2 a suite  $3 a package of the same kind: prints the newest whole kernel of each series
kernel_series() {
	archive_candidates "$1" "$2" "linux-image-[0-9]*-${3##*[-*]}" | awk -F '[-.]' '!seen[$3 "." $4]++' | while read -r newest; do
		! archive_kernel_packages "$1" "$2" "$newest" >"$1/parts" || echo "$newest"
	done
}
