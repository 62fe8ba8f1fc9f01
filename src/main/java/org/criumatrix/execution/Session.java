package org.criumatrix.execution;

import java.util.List;
import java.util.Optional;
import org.criumatrix.cell.PreparedHost;

/**
 * One or two open hosts that reach each other, on which one CRIU build is ready with one privilege.
 * CRIU caches its kernel probes on them, so cells of the same build and privilege use the same
 * session one after the other.
 */
record Session(List<PreparedHost> hosts) implements AutoCloseable {

  Optional<String> unavailable() {
    return hosts.stream().flatMap(s -> s.unavailable().stream()).findFirst();
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
