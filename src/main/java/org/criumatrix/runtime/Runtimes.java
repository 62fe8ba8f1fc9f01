package org.criumatrix.runtime;

import java.util.List;

/** The values of the runtime axis. */
public final class Runtimes {

  private static final List<Runtime> ALL = List.of(new None(), new Unshare());

  private Runtimes() {}

  public static List<Runtime> all() {
    return ALL;
  }
}
