package org.criumatrix.host;

import java.time.Duration;
import java.util.List;

/**
 * Joins network namespaces on different machines: each gets a device on the same VLAN of the
 * machines' network. The device disappears with its namespace.
 */
final class Vlan {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** The number of VLAN IDs; two of 4096 are reserved. */
  private static final int MAX_VLANS = 4094;

  /**
   * The device's name at first: old kernels accept a name only if the machine has no device of that
   * name.
   */
  private static final String TEMPORARY_NAME = "vlan0";

  private Vlan() {}

  /**
   * @param way runs commands on the machine
   * @param vlan a counter, which is mapped to a VLAN ID
   * @param pid a process in the host's network namespace
   * @param number the number of the host on the network
   */
  static PeerHost enter(Transport way, int vlan, Host host, long pid, int number) {
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
