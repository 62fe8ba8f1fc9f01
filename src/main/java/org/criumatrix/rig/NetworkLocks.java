package org.criumatrix.rig;

import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.runtime.Place;

/** What {@code --network-lock} offers on a host, found by trying. */
final class NetworkLocks {

  private static final String OPTION = "--network-lock";
  private static final String FEATURE = "network_lock_nftables";

  private NetworkLocks() {}

  static Optional<String> unavailable(Place place, String backend) {
    return unknown(place, backend)
        .or(
            () ->
                switch (backend) {
                  case "iptables" -> probe(place, Command.of("iptables-save", "-t", "filter"));
                  case "nftables" -> probe(place, check(place, "--feature", FEATURE));
                  default -> Optional.empty();
                });
  }

  private static Command check(Place place, String option, String value) {
    return Command.of(place.criu().prepared().program(), "check", option, value);
  }

  /** CRIU reads its options before it checks anything; what the check then says does not matter. */
  private static Optional<String> unknown(Place place, String backend) {
    var said = place.host().exec(check(place, OPTION, backend)).stderr();
    return said.lines().filter(l -> l.contains("Invalid value for " + OPTION)).findFirst();
  }

  private static Optional<String> probe(Place place, Command command) {
    var exit = place.host().exec(command);
    return exit.good()
        ? Optional.empty()
        : Optional.of(command + ": " + exit.told() + ": " + exit.stderr().strip());
  }
}
