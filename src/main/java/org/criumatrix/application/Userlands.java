package org.criumatrix.application;

import java.util.List;
import org.criumatrix.distro.Distributions;
import org.criumatrix.distro.NativeBuild;
import org.criumatrix.host.HostKind;

/** Hosts with the user land of a distribution: its C library, compiler, languages and MPI. */
public final class Userlands {

  /** The part before the colon in the names of such hosts. */
  public static final String NAME = "userland";

  /** Globs over the hosts that the row applications runs on. */
  public static final String OF_APPLICATIONS = NAME + ":{bookworm,sid}";

  private Userlands() {}

  /**
   * Returns the values of the host axis: {@code userland:sid}.
   *
   * @param around the kind of host whose kernel is used
   * @param build builds the workloads there
   */
  public static List<HostKind> hosts(
      HostKind around, Distributions distributions, NativeBuild build) {
    var workloads = new LandWorkloads(distributions, build);
    return UserlandLine.all().stream()
        .map(land -> (HostKind) new Userland(around, distributions, workloads, land, ""))
        .toList();
  }
}
