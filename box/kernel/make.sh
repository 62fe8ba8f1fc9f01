# Builds a kernel: vmlinuz, and an initrd with all of its modules, so that it works with any userland.

# Prints the folder that a kernel is built in.
kernel_folder() {
	echo "$(cache_folder)/boxes/kernel-$1-$(content_name kernel "$(lines kernels | grep "^$1,")")"
}

kernel_told() {
	folder=$(kernel_folder "$1") kept=$(kernel_kept "$1")
	if [ -e "$folder/packages" ]; then
		cat "$folder/packages"
	elif [ -e "$kept/packages" ]; then
		echo "$(cat "$kept/packages"), fetched and not built"
	else
		echo "neither fetched nor built"
	fi
}

# The modules that the root file system needs.
EARLY='virtio_pci virtio_ccw virtio_mmio virtio_blk virtio_net virtio_rng ext4'

kernel_build() {
	name=$1
	kernel_keep "$name"
	kept=$(kernel_kept "$name") made=$(kernel_folder "$name")
	if [ "$(cat "$made/packages" 2>/dev/null)" = "$(cat "$kept/packages")" ]; then
		say "kernel $name: $(cat "$made/packages"), as it was built"
	else
		kernel_make "$name" "$made" "$kept"
	fi
	mkdir -p "$boxes/kernels"
	ln -sfn "$made" "$boxes/kernels/$name"
}

# $1 name  $2 the folder to make  $3 the folder with its packages
kernel_make() {
	name=$1 made=$2 kept=$3 began=$(date +%s)
	need busybox:busybox-static cpio:cpio xz:xz-utils depmod:kmod
	busybox=
	[ -n "$(field architecture kernels "$name")" ] || busybox=$(own_busybox) || exit 1
	scratch=$boxes/unfinished-kernel
	rm -rf "$scratch"
	mkdir -p "$scratch/made"
	for package in "$kept"/*.deb; do dpkg-deb -x "$package" "$scratch/tree"; done
	# Old packages have vmlinuz in /boot; for some processors it is not compressed.
	cp "$(find "$scratch/tree" -name 'vmlinu[xz]*' -type f)" "$scratch/made/vmlinuz"
	kernel_initrd "$scratch/tree" "$scratch/initrd" "$scratch/made/initrd" \
		"${busybox:-$(find "$scratch/tree" -path '*bin/busybox')}"
	cp "$kept/packages" "$scratch/made/packages"
	[ -z "$(field architecture kernels "$name")" ] || kernel_architecture "$name" >"$scratch/made/foreign"
	rm -rf "$made"
	mv "$scratch/made" "$made"
	rm -rf "$scratch"
	say "kernel $name: $(cat "$made/packages"), built in $(($(date +%s) - began)) s"
}

# Prints this machine's busybox. It is alone in the initrd: with another one a machine would find no libraries, and no init.
own_busybox() {
	found=$(command -v busybox)
	! ldd "$found" >/dev/null 2>&1 || stop "$found needs libraries; apt-get install busybox-static replaces it"
	echo "$found"
}

# $1 the unpacked packages  $2 a scratch folder  $3 the file to make  $4 busybox
kernel_initrd() {
	modules=$1/lib/modules
	[ -d "$modules" ] || modules=$1/usr/lib/modules
	release=$(ls "$modules")
	mkdir -p "$2/bin" "$2/lib/early" "$2/proc" "$2/sys" "$2/dev" "$2/root" "$2/modules"
	cp "$4" "$2/bin/busybox"
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
