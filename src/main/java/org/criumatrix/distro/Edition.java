package org.criumatrix.distro;

import java.nio.file.Path;
import java.util.Optional;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalHosts;

/**
 * An engine in the version of one suite of the distribution. Only the suite is known before
 * anything is fetched; the run records the version itself.
 *
 * @param name the name on the axis: {@code docker}, or {@code docker@bookworm} for another suite
 * @param root the name in distributions.csv of the root that has the engine
 */
public record Edition(String name, Distributions distributions, String root) {

  /** Returns why this machine lacks it; empty if it is available. */
  public Optional<String> lacking() {
    if (!LocalHosts.isRoot()) {
      return Optional.of("container engines are run by root here, in a root file system of theirs");
    }
    try {
      distributions.root(root);
      return Optional.empty();
    } catch (Distributions.Missing e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Returns the folder of the root. */
  public Path folder() {
    try {
      return distributions.root(root);
    } catch (Distributions.Missing e) {
      throw new HostException(e.getMessage(), e);
    }
  }
}
