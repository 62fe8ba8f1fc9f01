# What the packages' own scripts would have done in a system, as far as engines need it. $1 the root
set -eu
cd "$1"
cp usr/share/base-passwd/passwd.master etc/passwd
cp usr/share/base-passwd/group.master etc/group
echo 'docker:x:990:' >>etc/group
for tool in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
	[ ! -e usr/sbin/xtables-nft-multi ] || ln -sfn xtables-nft-multi usr/sbin/$tool
done
# Numerical libraries, of which a package would choose one.
for folder in usr/lib/*/blas usr/lib/*/lapack; do
	[ ! -d "$folder" ] || echo "/$folder" >>etc/ld.so.conf.d/chosen.conf
done
[ -e usr/bin/awk ] || ln -s mawk usr/bin/awk
[ -e usr/bin/sh ] || ln -s dash usr/bin/sh
mkdir -p proc sys dev run tmp mnt root etc/containers var/lib var/tmp
rm -rf var/run
ln -s /run var/run
for what in hosts passwd group shadow; do echo "$what: files"; done >etc/nsswitch.conf
echo '{"default":[{"type":"insecureAcceptAnything"}]}' >etc/containers/policy.json
ldconfig -r .
