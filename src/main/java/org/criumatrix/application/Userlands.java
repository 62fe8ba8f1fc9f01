package org.criumatrix.application;

import java.util.List;
import org.criumatrix.distro.Distributions;
import org.criumatrix.host.HostKind;

/** Hosts with the user land of a distribution, on which applications run. */
public final class Userlands {

  /** The part before the colon in the names of such hosts. */
  public static final String NAME = "userland";

  private Userlands() {}

  /**
   * Returns the values of the host axis: {@code userland:sid}.
   *
   * @param around the kind of host whose kernel is used
   */
  public static List<HostKind> hosts(HostKind around, Distributions distributions) {
    return ApplicationFile.SUITES.stream()
        .map(suite -> (HostKind) new Userland(around, distributions, suite, ""))
        .toList();
  }
}
