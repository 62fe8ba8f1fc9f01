package org.criumatrix.rig;

import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.runtime.Place;

/** What {@code --network-lock} offers on a host, found by trying. */
final class NetworkLocks {

  private NetworkLocks() {}

  static Optional<String> unavailable(Place place, String backend) {
    return switch (backend) {
      case "iptables" -> probe(place, Command.of("iptables-save", "-t", "filter"));
      case "nftables" ->
          probe(
              place,
              Command.of(
                  place.criu().prepared().program(),
                  "check",
                  "--feature",
                  "network_lock_nftables"));
      default -> Optional.empty();
    };
  }

  private static Optional<String> probe(Place place, Command command) {
    var exit = place.host().exec(command);
    return exit.good()
        ? Optional.empty()
        : Optional.of(command + ": " + exit.told() + ": " + exit.stderr().strip());
  }
}
