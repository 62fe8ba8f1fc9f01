package org.criumatrix.runtime;

import java.nio.file.Path;
import java.util.Optional;
import org.criumatrix.distro.Distributions;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalHosts;

/** What all have in common that live in a distribution root. */
final class Distributed {

  private Distributed() {}

  static Optional<String> lacking(Distributions distributions, String suite) {
    if (!LocalHosts.isRoot()) {
      return Optional.of("container engines are run by root here, in a root file system of theirs");
    }
    try {
      distributions.root(suite);
      return Optional.empty();
    } catch (Distributions.Missing e) {
      return Optional.of(e.getMessage());
    }
  }

  static Path root(Distributions distributions, String suite) {
    try {
      return distributions.root(suite);
    } catch (Distributions.Missing e) {
      throw new HostException(e.getMessage(), e);
    }
  }
}
