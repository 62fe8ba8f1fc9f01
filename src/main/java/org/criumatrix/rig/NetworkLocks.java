package org.criumatrix.rig;

import java.util.Optional;
import org.criumatrix.cell.Features;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;

/** What {@code --network-lock} offers on a host, found by trying. */
final class NetworkLocks {

  private static final String OPTION = "--network-lock";
  private static final String FEATURE = "network_lock_nftables";

  private NetworkLocks() {}

  static Optional<String> unavailable(RuntimeContext place, String backend) {
    return unknown(place, backend)
        .or(
            () ->
                switch (backend) {
                  case "iptables" ->
                      Features.probe(place, Command.of("iptables-save", "-t", "filter"));
                  case "nftables" -> Features.unavailable(place, FEATURE);
                  default -> Optional.empty();
                });
  }

  /** CRIU reads its options before it checks anything; what the check then says does not matter. */
  private static Optional<String> unknown(RuntimeContext place, String backend) {
    var look = Command.of(place.criu().prepared().program(), "check", OPTION, backend);
    var said = place.host().exec(look).stderr();
    return said.lines().filter(l -> l.contains("Invalid value for " + OPTION)).findFirst();
  }
}
