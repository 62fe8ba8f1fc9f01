package org.criumatrix.host;

import java.nio.file.Path;

/** Hosts as without root, for tests of other packages. */
public final class PlainHosts {

  private PlainHosts() {}

  public static HostKind with(Path agent, Path scratch) {
    return new LocalHosts(agent, false, scratch);
  }
}
