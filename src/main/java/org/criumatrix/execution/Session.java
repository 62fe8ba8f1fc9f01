package org.criumatrix.execution;

import java.util.List;
import java.util.Optional;
import org.criumatrix.cell.Errors;
import org.criumatrix.cell.PreparedHost;
import org.criumatrix.rig.Rig;

/**
 * One or two open hosts that reach each other, on which one CRIU build is ready with one privilege.
 * CRIU caches its kernel probes on them, so cells of the same build and privilege use the same
 * session one after the other.
 *
 * @param dumper the first host with another build, which dumps; empty: there is no other
 */
record Session(List<PreparedHost> hosts, Optional<PreparedHost> dumper) implements AutoCloseable {

  Optional<String> unavailable() {
    return hosts.stream()
        .flatMap(s -> s.unavailable().stream())
        .findFirst()
        .or(() -> dumper.flatMap(Session::cannotDump));
  }

  private static Optional<String> cannotDump(PreparedHost dumper) {
    return dumper
        .unavailable()
        .or(() -> dumper.refusal().map(call -> Errors.of(call).text()))
        .map(why -> Rig.CANNOT_DUMP + why);
  }

  /** Returns whether one of its hosts is known to be gone. */
  boolean isLost() {
    return hosts.stream().anyMatch(s -> s.host().isLost());
  }

  @Override
  public void close() {
    hosts.forEach(s -> s.host().close());
  }
}
