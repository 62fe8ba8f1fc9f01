# Makes a root file system of a suite's packages, without a kernel, and of it a box for Vagrant.

# $1 suite  $2 groups
userland_packages() { lines packages | awk -F, -v wanted=" $2 " 'index(wanted, " " $2 " ") { print $1 }' | paste -sd,; }

userland_build() {
	packages=$(userland_packages "$1" "$2")
	[ -n "$packages" ] || stop "box/packages.csv has no group of: $2"
	made=$boxes/userland-$1-$(content_name userland "$1 $packages")
	if [ -e "$made" ]; then
		say "userland $1, as it was built"
	else
		userland_make "$1" "$packages" "$made"
	fi
	ln -sfn "$made" "$boxes/userland"
}

# $1 suite  $2 packages  $3 the folder to make
userland_make() {
	may_fetch "userland $1"
	began=$(date +%s)
	scratch=$boxes/unfinished-userland
	rm -rf "$scratch"
	mkdir -p "$scratch"
	say "userland $1: installing $2"
	# Java's package makes a link in the folder of manuals, which must exist even without manuals.
	TMPDIR=$scratch quietly "$scratch/log" mmdebstrap --mode=root --variant=essential --format=directory \
		--aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Check-Valid-Until "false"' \
		--dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
		--dpkgopt='path-exclude=/usr/share/locale/*' \
		--setup-hook='mkdir -p "$1/usr/share/man/man1"' \
		--include="$2" --keyring="$(archive_keyring)" "$1" "$scratch/root" "deb $(archive_mirror) $1 main"
	ssh-keygen -q -t ed25519 -N '' -C criu-matrix -f "$scratch/key"
	sh "$here/userland/settle" "$scratch/root" "$here/userland" "$scratch/key.pub"
	say "userland $1: writing the image"
	mkdir "$scratch/made"
	truncate -s 8G "$scratch/made/image"
	# Features that the oldest kernels do not know are left out.
	quietly "$scratch/log" mke2fs -t ext4 -q -L criu-matrix -m 0 -O ^metadata_csum_seed,^orphan_file \
		-d "$scratch/root" "$scratch/made/image"
	mv "$scratch/key" "$scratch/made/key"
	mv "$scratch/made" "$3"
	rm -rf "$scratch"
	say "userland $1: $(du -h "$3/image" | cut -f1), $(($(date +%s) - began)) s"
}

# Packs the root file system that was built last as a box.
userland_pack() {
	made=$(realpath "$boxes/userland")
	[ ! -e "$made/box.tar" ] || return 0
	need qemu-img:qemu-utils
	scratch=$boxes/unfinished-box
	rm -rf "$scratch"
	mkdir -p "$scratch/box"
	say "packing a box for Vagrant"
	quietly "$scratch/log" qemu-img convert -O qcow2 "$made/image" "$scratch/box/box.img"
	echo '{"provider":"libvirt","format":"qcow2","virtual_size":8}' >"$scratch/box/metadata.json"
	cp "$here/userland/Vagrantfile" "$made/key" "$scratch/box/"
	tar -C "$scratch/box" -cf "$scratch/box.tar" .
	mv "$scratch/box.tar" "$made/box.tar"
	rm -rf "$scratch"
}
