package org.criumatrix.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins two network namespaces by a pair of veth devices, which disappears with either of them. The
 * addresses are from RFC 5737 and RFC 3849, which reserve them for examples, so they cannot collide
 * with real ones.
 */
final class LocalNetwork {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  static final String DEVICE = "eth0";

  private LocalNetwork() {}

  /**
   * @param way runs commands on the machine of both
   * @param first a process in the first one's network namespace
   * @param second a process in the other's
   */
  static List<PeerHost> join(Transport way, Host one, long first, Host other, long second) {
    var words =
        // Run in the first one's network: old kernels look in the caller's namespace for
        // a device of that name.
        "nsenter --net=/proc/%2$d/ns/net ip link add %1$s type veth peer name %1$s netns %3$d"
            .formatted(DEVICE, first, second)
            .split(" ");
    var joined = way.run(LIMIT, List.of(words));
    if (!joined.succeeded()) {
      throw new HostException(
          "two hosts cannot be joined: " + String.join(" ", words) + ": " + joined.stderr());
    }
    var peers = new ArrayList<PeerHost>();
    for (var host : List.of(one, other)) {
      peers.add(settle(host, peers.size() + 1));
    }
    return List.copyOf(peers);
  }

  /** Configures a host's device with its addresses. */
  static PeerHost settle(Host host, int number) {
    var v4 = "192.0.2." + number;
    var v6 = "2001:db8::" + number;
    host.execChecked(Command.of("ip", "addr", "add", v4 + "/24", "dev", DEVICE));
    host.execChecked(Command.of("ip", "link", "set", DEVICE, "up"));
    // The address is unique, so duplicate detection would only take a second.
    var six =
        host.exec(Command.of("ip", "-6", "addr", "add", v6 + "/64", "dev", DEVICE, "nodad"))
            .succeeded();
    return new PeerHost(host, new Addresses(v4, six ? v6 : ""));
  }
}
