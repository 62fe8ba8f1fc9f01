package org.criumatrix.runtime;

import java.util.List;
import java.util.Optional;
import org.criumatrix.distro.Distributions;

/** The values of the runtime axis. */
public final class Runtimes {

  private Runtimes() {}

  /**
   * @param distributions where engines come from
   */
  public static List<Runtime> all(Distributions distributions) {
    return List.of(
        new None(),
        new Unshare(),
        new Docker(distributions, Optional.empty()),
        new Podman(distributions, Optional.empty()),
        new Apptainer(distributions, Optional.empty()),
        new HtCondor(distributions, Optional.empty()));
  }
}
