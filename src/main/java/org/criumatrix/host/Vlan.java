package org.criumatrix.host;

import java.time.Duration;
import java.util.List;

/**
 * Joins network namespaces on different machines: each gets a device on the same VLAN of the
 * network that the machines are on. It goes away with its namespace.
 */
final class Vlan {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** The number of addresses; two are set aside. */
  private static final int MAX_VLANS = 4094;

  /** Old kernels take a name only if the machine itself has no device of that name. */
  private static final String TEMPORARY_NAME = "vlan0";

  private Vlan() {}

  /**
   * @param way leads to the machine
   * @param vlan counted on and on
   * @param pid of a process in the host's network namespace
   * @param number of the host on the network
   */
  static PeerHost enter(Namespaces.Transport way, int vlan, Host host, long pid, int number) {
    var id = 1 + Math.floorMod(vlan, MAX_VLANS);
    var words =
        "ip link add link %s name %s netns %d type vlan id %d"
            .formatted(LocalNetwork.DEVICE, TEMPORARY_NAME, pid, id);
    var entered = way.run(LIMIT, List.of(words.split(" ")));
    if (!entered.succeeded()) {
      throw new HostException("no network between machines: " + words + ": " + entered.stderr());
    }
    host.execChecked(Command.of("ip", "link", "set", TEMPORARY_NAME, "name", LocalNetwork.DEVICE));
    return LocalNetwork.settle(host, number);
  }
}
