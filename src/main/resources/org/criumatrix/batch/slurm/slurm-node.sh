# Does what the packages' own scripts would have done, and starts the daemons of a node. The configuration exists already.
# $1 the node's name  $2 the controller's
set -eu
account() {
	echo "$1:x:$2:$2::/nonexistent:/bin/false" >>/etc/passwd
	echo "$1:x:$2:" >>/etc/group
}
account slurm 992
account munge 993
install -d -o munge -g munge -m 700 /etc/munge /var/lib/munge /var/log/munge
install -d -o munge -g munge -m 755 /run/munge
install -d -o slurm -g slurm /run/slurm /var/log/slurm /var/spool/slurmctld
install -d /var/spool/slurmd
for daemon in slurmctld slurmd slurmstepd; do
	[ -e /usr/sbin/$daemon ] || ln -s $daemon-wlm /usr/sbin/$daemon
done
# Every host on the network belongs to the cluster, so the key need not be secret.
printf '%064d' 0 >/etc/munge/munge.key
chown munge:munge /etc/munge/munge.key
chmod 400 /etc/munge/munge.key
echo CgroupPlugin=disabled >/etc/slurm/cgroup.conf
echo "$1" >/proc/sys/kernel/hostname
echo "127.0.0.1 $1" >>/etc/hosts
# slurmctld listens to "any", which does not exist with only the loopback's address (getaddrinfo(3), AI_ADDRCONFIG).
[ "$(ip -o -4 addr show | wc -l)" -gt 1 ] || ip addr add 192.0.2.1/32 dev lo
setpriv --reuid=munge --regid=munge --clear-groups munged
[ "$1" != "$2" ] || slurmctld
slurmd -N "$1"
