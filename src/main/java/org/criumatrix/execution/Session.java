package org.criumatrix.execution;

import java.util.List;
import java.util.Optional;
import org.criumatrix.cell.PreparedHost;

/**
 * Open hosts, one or two that reach each other, on which one CRIU build is ready with one
 * privilege. CRIU caches its kernel probes on them, so cells of the same build and privilege follow
 * each other on the same session.
 */
record Session(List<PreparedHost> hosts) implements AutoCloseable {

  Optional<String> unavailable() {
    return hosts.stream().flatMap(s -> s.unavailable().stream()).findFirst();
  }

  /** Whether one of its hosts is known to be gone. */
  boolean isLost() {
    return hosts.stream().anyMatch(s -> s.host().isLost());
  }

  @Override
  public void close() {
    hosts.forEach(s -> s.host().close());
  }
}
