package org.criumatrix.rig;

import java.util.Optional;
import org.criumatrix.cell.Features;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;

/** Probes which backends of {@code --network-lock} work on a host. */
final class NetworkLocks {

  private static final String OPTION = "--network-lock";
  private static final String FEATURE = "network_lock_nftables";

  private NetworkLocks() {}

  static Optional<String> unavailable(RuntimeContext context, String backend) {
    return unknown(context, backend)
        .or(
            () ->
                switch (backend) {
                  case "iptables" ->
                      Features.probe(context, Command.of("iptables-save", "-t", "filter"));
                  case "nftables" -> Features.unavailable(context, FEATURE);
                  default -> Optional.empty();
                });
  }

  /**
   * Returns CRIU's message if it does not know the backend. CRIU reads its options before it checks
   * anything, so the result of the check does not matter.
   */
  private static Optional<String> unknown(RuntimeContext context, String backend) {
    var look = Command.of(context.criu().prepared().program(), "check", OPTION, backend);
    var said = context.host().exec(look).stderr();
    return said.lines().filter(l -> l.contains("Invalid value for " + OPTION)).findFirst();
  }
}
