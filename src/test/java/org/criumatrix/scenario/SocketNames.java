package org.criumatrix.scenario;

/** The names of cases about sockets and their options, for braces. */
final class SocketNames {

  /** All of them. */
  static final String ALL =
      "mptcp-established,mptcp-listener,mptcp-unbound,netlink-datagram,netlink-destination,"
          + "netlink-generic,netlink-generic-group,netlink-options-not-saved,netlink-protocols,"
          + "netlink-route-groups,netlink-route-high-group,netlink-route-joined,"
          + "netlink-route-joined-unbound,netlink-route-unbound,netlink-route-unread,"
          + "netlink-uevent,packet-datagram,packet-fanout,packet-memberships,"
          + "packet-options-not-saved,packet-raw,packet-ring,packet-ring-unread,packet-unread,"
          + "ping-identifier,ping-socket,raw-bound,raw-connected,raw-icmp,raw-icmp6,"
          + "raw-tcp-connected,raw-udp,socket-identity,tcp-accept-waits,tcp-accept-waits-limited,"
          + "tcp-both-shut,tcp-closed-by-outside,tcp-connecting,tcp-corked,tcp-established,"
          + "tcp-established-defaults,tcp-established-latency,tcp-established-options,"
          + "tcp-established-options-not-saved,tcp-established-reuse,tcp-established-reuseport,"
          + "tcp-established-segments,tcp-full-queues,tcp-half-closed,tcp-half-closed-latency,"
          + "tcp-listener,tcp-listener-filter,tcp-listener-options,tcp-listener-options-not-saved,"
          + "tcp-local-port-range,tcp-mapped-peer,tcp-not-accepted,tcp-not-connected,tcp-options,"
          + "tcp-options-not-saved,tcp-parent-and-child,tcp-peer-keeps-sending,tcp-peer-outside,"
          + "tcp-receive-waits,tcp-refused-unread,tcp-reset,tcp-reset-unread,tcp-server,"
          + "tcp-shut-reading,tcp-socket-options,tcp-socket-options-not-saved,tcp-time-wait,"
          + "tcp-transparent,tcp-two-families,tcp-unread,tcp-urgent,tcp-urgent-inline,"
          + "tcp6-established,tcp6-listener-ipv6-options,tcp6-listener-socket-options,udp-bound,"
          + "udp-busy-polling,udp-connected,udp-corked,udp-corked-data,udp-disconnected,"
          + "udp-error-unread,udp-extended-filter,udp-filter,udp-filter-locked,"
          + "udp-ip-metadata-not-saved,udp-ip-options,udp-ip-options-not-saved,"
          + "udp-ipv6-limits-not-saved,udp-ipv6-metadata-not-saved,udp-ipv6-options,"
          + "udp-ipv6-options-not-saved,udp-multicast-member,udp-options-not-saved,udp-owner,"
          + "udp-privileged-socket-options,udp-receive-waits-limited,udp-received-metadata,"
          + "udp-shared-port,udp-shared-port-filter,udp-shut-writing,udp-socket-options,"
          + "udp-socket-options-not-saved,udp-unbound,udp-unread,udp6-bound,udp6-ip-options,"
          + "udplite-coverage,unix-autobound,unix-client-outside,unix-credentials-asked,"
          + "unix-credentials-real-user,unix-datagram-credentials,unix-datagram-empty,"
          + "unix-datagram-full,unix-datagram-large,unix-datagram-outside,"
          + "unix-datagram-outside-relative,unix-datagram-pidfd,unix-datagram-senders,"
          + "unix-datagram-senders-gone,unix-datagram-unlinked,unix-established,"
          + "unix-listener-absolute,unix-listener-absolute-renamed,unix-listener-abstract,"
          + "unix-listener-backlog,unix-listener-bound-again,unix-listener-chdir,"
          + "unix-listener-folder-renamed,unix-listener-owner,unix-listener-path-taken,"
          + "unix-listener-relative,unix-listener-renamed,unix-listener-seqpacket,"
          + "unix-listener-unlinked,unix-name-longest,unix-not-accepted,unix-not-accepted-data,"
          + "unix-not-accepted-order,unix-pair,unix-pair-outside,unix-pass-pidfd,unix-peek-offset,"
          + "unix-peer-closed,unix-peer-credentials,unix-receive-waits,unix-receive-waits-limited,"
          + "unix-refuses-rights,unix-rights-also-open,unix-rights-borders,unix-rights-datagram,"
          + "unix-rights-eventfd,unix-rights-itself,unix-rights-memfd,unix-rights-nested,"
          + "unix-rights-pipe,unix-rights-sender-closed,unix-rights-seqpacket,unix-rights-several,"
          + "unix-rights-stream,unix-rights-tcp-listener,unix-send-waits,unix-seqpacket-borders,"
          + "unix-shut-reading,unix-shut-writing,unix-socket-options,unix-socket-options-not-saved,"
          + "unix-stream-credentials,unix-stream-outside,unix-unbound,unix-unlinked-names,"
          + "unix-urgent,vsock-listener,xdp-socket";

  private SocketNames() {}
}
