# Builds a kernel: vmlinuz, and an initrd with all of its modules, so that it works with any userland.

# Prints the folder that a kernel is built in.
kernel_folder() {
	echo "$(cache_folder)/boxes/kernel-$1-$(content_name kernel "$(lines kernels | grep "^$1,")")"
}

kernel_told() {
	folder=$(kernel_folder "$1")
	if [ -e "$folder/packages" ]; then cat "$folder/packages"; else echo "not built"; fi
}

# The modules that the root file system needs.
EARLY='virtio_pci virtio_mmio virtio_blk virtio_net virtio_rng ext4'

kernel_build() {
	name=$1
	suite=$(field suite kernels "$name")
	[ -n "$suite" ] || stop "box/kernels.csv has no $name; it has: $(column name kernels | xargs)"
	made=$(kernel_folder "$name")
	if [ -e "$made" ] && [ $refresh = no ]; then
		say "kernel $name: $(cat "$made/packages"), as it was built"
	else
		may_fetch "kernel $name"
		kernel_fetch "$name" "$suite" "$made"
	fi
	mkdir -p "$boxes/kernels"
	ln -sfn "$made" "$boxes/kernels/$name"
}

# $1 name  $2 suite  $3 the folder to make, or one that was made earlier and may still have the newest kernel
kernel_fetch() {
	scratch=$boxes/unfinished-kernel
	rm -rf "$scratch"
	mkdir -p "$scratch/made"
	say "kernel $1: looking what $2 has"
	packages=$(kernel_newest "$1" "$2") || packages=
	if [ -z "$packages" ]; then
		[ -e "$3" ] || stop "$2 has no kernel $(field package kernels "$1")"
		say "kernel $1: $(cat "$3/packages"), as it was built: $2 does not say what it has"
	elif [ "$(cat "$3/packages" 2>/dev/null)" = "$(echo $packages)" ]; then
		say "kernel $1: $(cat "$3/packages"), which is still the newest"
	else
		kernel_make "$1" "$3" $packages
	fi
	rm -rf "$scratch"
}

# $1 name  $2 suite: prints the packages of the newest kernel
kernel_newest() {
	archive_open "$scratch/apt" "$(field expires kernels "$1")" $(field base kernels "$1") "$2"
	archive_kernel_packages "$scratch/apt" "$2" "$(field package kernels "$1")"
}

# $1 name  $2 the folder to make, then its packages
kernel_make() {
	name=$1 made=$2 began=$(date +%s)
	shift 2
	need busybox:busybox-static cpio:cpio xz:xz-utils depmod:kmod
	# It is alone in the initrd: with another one the machine would find no libraries, and no init.
	! ldd "$(command -v busybox)" >/dev/null 2>&1 ||
		stop "$(command -v busybox) needs libraries; apt-get install busybox-static replaces it"
	say "kernel $name: fetching" "$@"
	(cd "$scratch" && quietly log apt-get -c apt/apt.conf -q download "$@")
	for package in "$scratch"/*.deb; do dpkg-deb -x "$package" "$scratch/tree"; done
	# Old packages have vmlinuz in /boot.
	cp "$(find "$scratch/tree" -name 'vmlinuz*' -type f)" "$scratch/made/vmlinuz"
	kernel_initrd "$scratch/tree" "$scratch/initrd" "$scratch/made/initrd"
	echo "$@" >"$scratch/made/packages"
	rm -rf "$made"
	mv "$scratch/made" "$made"
	say "kernel $name: $*, $(($(date +%s) - began)) s"
}

# $1 the unpacked packages  $2 a scratch folder  $3 the file to make
kernel_initrd() {
	modules=$1/lib/modules
	[ -d "$modules" ] || modules=$1/usr/lib/modules
	release=$(ls "$modules")
	mkdir -p "$2/bin" "$2/lib/early" "$2/proc" "$2/sys" "$2/dev" "$2/root" "$2/modules"
	cp "$(command -v busybox)" "$2/bin/busybox"
	cp "$here/kernel/initrd" "$2/init"
	chmod +x "$2/init"
	cp -a "$modules/$release" "$2/modules/"
	rm -rf "$2/modules/$release/build" "$2/modules/$release/source"
	find "$2/modules" -name '*.ko' -print0 | xargs -0r -n 50 xz --check=crc32
	mkdir -p "$1/depmod/lib"
	ln -s "$(realpath "$2/modules")" "$1/depmod/lib/modules"
	depmod -b "$1/depmod" "$release"
	for module in $EARLY; do
		modprobe -d "$1/depmod" -S "$release" --show-depends "$module" 2>"$1/missing" || true
	done | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' | while read -r file; do
		number=$((${number:-100} + 1))
		xzcat "$file" >"$2/lib/early/$number-$(basename "$file" .xz)"
	done
	(cd "$2" && find . | cpio --quiet -o -H newc) >"$3"
}
