package org.criumatrix.scenario;

/** The names of cases about namespaces, mounts and networks, for braces. */
final class NamespaceNames {

  /** All of them. */
  static final String ALL =
      "bind-mounts,binfmt-misc-mount,bpffs-mount,cgroup-namespace,cgroup-v1-cpu-removed,"
          + "cgroup-v1-memory,cgroup-v1-memory-changed,cgroup-v1-memory-removed,cgroup-v1-mount,"
          + "cgroup-v1-pids-removed,cgroup-v2,cgroup-v2-of-child,cgroup-v2-parent-removed,"
          + "cgroup-v2-removed,cgroup-v2-threaded,cgroup2-mount,debugfs-securityfs-mounts,"
          + "dev-recursive-bind,devpts-instance,file-on-detached-mount,hugetlbfs-files,"
          + "hugetlbfs-mount,idmapped-mount,ipc-limits,ipc-namespace,ipc-posix-queue,"
          + "ipc-queue-above-limit,ipc-queue-limit,ipc-segment-removed,mount-flags,"
          + "mount-masked-paths,mount-name-line-break,mount-names,mount-namespace-entered-late,"
          + "mount-namespace-nested,mount-namespace-of-child,mount-nosymfollow,mount-of-part,"
          + "mount-of-unmounted-part,mount-propagation,mount-synchronous,mounts-all-shared,"
          + "mqueue-mounts,net-bridge,net-bridge-no-carrier,net-bridge-options,"
          + "net-bridge-port-options,net-bridge-without-port,net-conntrack,net-ifb,"
          + "net-ingress-discipline,net-ipsec-policies,net-iptables-counters,net-iptables-legacy,"
          + "net-iptables-nat,net-iptables-nft,net-ipv6-addresses,net-link-attributes,net-loopback,"
          + "net-loopback-down,net-macvlan,net-macvtap,net-mptcp-endpoints,net-namespace-file,"
          + "net-namespace-held-by-descriptor,net-namespace-nested,net-namespace-of-child,"
          + "net-neighbours,net-nexthop-objects,net-nexthop-route,net-nft-no-other-table,"
          + "net-nft-sets,net-nft-table,net-queueing-disciplines,net-route-tables,net-routes,"
          + "net-rules,net-rules-ipv6,net-socket-of-old-namespace,net-sysctls-conntrack,"
          + "net-sysctls-ipv4-devices,net-sysctls-ipv6-devices,net-sysctls-neighbours,"
          + "net-sysctls-protocols,net-sysctls-unix,net-tun-persistent,net-veth,"
          + "net-veth-no-carrier,net-vxlan,open-file-below-mount,overlay-on-disk,overlay-on-tmpfs,"
          + "overlay-relative-layers,pid-namespace-for-children,pid-namespace-nested,proc-hidepid,"
          + "proc-subset,ramfs-files,ramfs-mount,root-mount-flags,sysfs-of-net-namespace,"
          + "sysfs-read-only,time-namespace,time-namespace-behind,time-namespace-for-children,"
          + "tmpfs-file-times,tmpfs-mount,tmpfs-open-files,tmpfs-overmounted,tmpfs-read-only,"
          + "tmpfs-socket-names,tracefs-mount,user-ipc-uts-mount-namespaces,user-mount-namespaces,"
          + "user-namespace,user-namespace-single-account,user-net-mount-namespaces,uts-namespace,"
          + "uts-namespace-nested,uts-namespace-of-child,working-directory-in-tmpfs";

  private NamespaceNames() {}
}
