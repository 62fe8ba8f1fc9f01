package org.criumatrix.distro;

import java.nio.file.Path;
import java.util.Optional;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalHosts;

/**
 * An engine as a suite of the distribution has it. Suites are what is known of an engine's version
 * before anything is fetched; the run records the version itself.
 *
 * @param name on the axis: {@code docker}, and {@code docker@bookworm} for another suite's
 * @param root what distributions.csv calls the root that it lives in
 */
public record Edition(String name, Distributions distributions, String root) {

  /** Why there is none on this machine; empty when there is. */
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

  /** Where that root is. */
  public Path folder() {
    try {
      return distributions.root(root);
    } catch (Distributions.Missing e) {
      throw new HostException(e.getMessage(), e);
    }
  }
}
