package org.criumatrix.rig;

import java.util.List;
import java.util.Optional;

/**
 * Open hosts, one or two that reach each other, on which one CRIU build is ready with one
 * privilege. CRIU caches its kernel probes on them, so cells of the same build and privilege follow
 * each other on the same session.
 */
record Session(List<Site> sites) implements AutoCloseable {

  Optional<String> unavailable() {
    return sites.stream().flatMap(s -> s.unavailable().stream()).findFirst();
  }

  @Override
  public void close() {
    sites.forEach(s -> s.host().close());
  }
}
