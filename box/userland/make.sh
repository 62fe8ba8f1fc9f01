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

# Programs that every system has. They are named where packages are only unpacked.
ALWAYS=base-files,base-passwd,bash,coreutils,dash,findutils,grep,gzip,hostname,libc-bin,mawk,mount,sed,tar,util-linux

# Makes the user land of another architecture. $1 the architecture
userland_unpack() {
	suite=$(field suite userlands "$1")
	[ -n "$suite" ] || stop "box/userlands.csv has no $1; it has: $(column architecture userlands | xargs)"
	packages=$ALWAYS,$(userland_packages "$suite" base)
	made=$boxes/userland-$1-$suite-$(content_name userland "$packages")
	if [ -e "$made" ]; then
		say "userland $suite of $1, as it was built"
	else
		userland_make_foreign "$1" "$suite" "$packages" "$made"
	fi
	ln -sfn "$made" "$boxes/userland.$1"
}

# $1 architecture  $2 suite  $3 packages  $4 the folder to make
userland_make_foreign() {
	userland_begin "$2 of $1"
	say "userland $2 of $1: unpacking $3"
	TMPDIR=$scratch quietly "$scratch/log" mmdebstrap --mode=root --variant=extract --architectures="$1" --format=directory \
		--aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Check-Valid-Until "false"' \
		--dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
		--dpkgopt='path-exclude=/usr/share/locale/*' --hook-dir=/usr/share/mmdebstrap/hooks/merged-usr \
		--include="$3" --keyring="$(archive_keyring)" "$2" "$scratch/root" "deb $(archive_mirror) $2 main"
	sh "$here/../src/main/resources/org/criumatrix/distro/settle.sh" "$scratch/root"
	userland_finish "$2 of $1" "$4"
}

# $1 what to make
userland_begin() {
	may_fetch "userland $1"
	began=$(date +%s)
	scratch=$boxes/unfinished-userland
	rm -rf "$scratch"
	mkdir -p "$scratch"
}

# $1 suite  $2 packages  $3 the folder to make
userland_make() {
	userland_begin "$1"
	say "userland $1: installing $2"
	# Java's package makes a link in the folder of manuals, which must exist even without manuals.
	TMPDIR=$scratch quietly "$scratch/log" mmdebstrap --mode=root --variant=essential --format=directory \
		--aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Check-Valid-Until "false"' \
		--dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
		--dpkgopt='path-exclude=/usr/share/locale/*' \
		--setup-hook='mkdir -p "$1/usr/share/man/man1"' \
		--include="$2" --keyring="$(archive_keyring)" "$1" "$scratch/root" "deb $(archive_mirror) $1 main"
	userland_finish "$1" "$3"
}

# $1 what was made  $2 the folder for its image
userland_finish() {
	ssh-keygen -q -t ed25519 -N '' -C criu-matrix -f "$scratch/key"
	sh "$here/userland/settle" "$scratch/root" "$here/userland" "$scratch/key.pub"
	say "userland $1: writing the image"
	mkdir "$scratch/made"
	truncate -s 8G "$scratch/made/image"
	# Features that the oldest kernels do not know are left out.
	quietly "$scratch/log" mke2fs -t ext4 -q -L criu-matrix -m 0 -O ^metadata_csum_seed,^orphan_file \
		-d "$scratch/root" "$scratch/made/image"
	mv "$scratch/key" "$scratch/made/key"
	mv "$scratch/made" "$2"
	rm -rf "$scratch"
	say "userland $1: $(du -h "$2/image" | cut -f1), $(($(date +%s) - began)) s"
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
