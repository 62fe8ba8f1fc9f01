# A small archive, and box/ with lines about it. $1 the folder to make them in  $2 a file that the archive has lost
set -eu
cd "$1"
lost=${2:-}
rm -rf archive
mkdir -p archive/pool archive/dists/rolling/main/binary-amd64 box

# $1 package  $2 version  $3 what it depends on
package() {
	file=pool/${1}_${2}_amd64.deb
	[ "$file" != "pool/$lost" ] || return 0
	rm -rf deb
	mkdir -p deb/DEBIAN
	cat >deb/DEBIAN/control <<-END
		Package: $1
		Version: $2
		Architecture: amd64
		Maintainer: nobody <nobody@example.org>
		Description: none
		Depends: kmod, linux-base (>= 4.12~)$3
	END
	dpkg-deb --root-owner-group -b deb "archive/$file" >log
	sed 's/^Package/\n&/' deb/DEBIAN/control
	echo "Filename: $file"
	echo "Size: $(stat -c %s "archive/$file")"
	echo "SHA256: $(sha256sum "archive/$file" | cut -d' ' -f1)"
}

{
	package linux-image-cloud-amd64 7.2.5-1 ', linux-image-7.2.5-cloud-amd64'
	package linux-image-7.2.5-cloud-amd64 7.2.5-1 ', linux-modules-7.2.5-cloud-amd64 (= 7.2.5-1), linux-base-7.2.5-cloud-amd64'
	package linux-modules-7.2.5-cloud-amd64 7.2.5-1 ', linux-base-7.2.5-cloud-amd64'
	package linux-base-7.2.5-cloud-amd64 7.2.5-1 ''
	package linux-image-6.17.9-cloud-amd64 6.17.9-1 ', linux-modules-6.17.9-cloud-amd64 (= 6.17.9-1)'
	package linux-image-6.17.8-cloud-amd64 6.17.8-1 ', linux-base-6.17.8-cloud-amd64 (= 6.17.8-1)'
	package linux-image-6.16.12-cloud-amd64 6.16.12-1 ''
	package linux-image-6.16.12-cloud-amd64-dbg 6.16.12-1 ''
	package linux-image-6.16.9-cloud-amd64 6.16.9-1 ''
} >archive/dists/rolling/main/binary-amd64/Packages
(
	cd archive/dists/rolling
	printf '%s: %s\n' Origin test Suite rolling Codename rolling Architectures amd64 Components main
	echo SHA256:
	echo " $(sha256sum main/binary-amd64/Packages | cut -d' ' -f1) $(stat -c %s main/binary-amd64/Packages) main/binary-amd64/Packages"
) >Release
mv Release archive/dists/rolling/
cat >box/kernels.csv <<-END
	name, suite,   package,                        expires, architecture
	new,  rolling, linux-image-cloud-amd64,        yes,
	6.16, rolling, linux-image-6.16.*-cloud-amd64, yes,
	lost, rolling, linux-image-6.16.1*-amd64,      no,
	6.17, rolling, linux-image-6.17.*-cloud-amd64, yes,
	6.19, rolling, linux-image-6.19.*-cloud-amd64, yes,
END
