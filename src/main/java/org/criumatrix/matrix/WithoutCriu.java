package org.criumatrix.matrix;

import java.util.Set;

/** The values on the axis of CRIU builds that stand for no CRIU. */
public final class WithoutCriu {

  /** The runtime dumps and restores by itself. */
  public static final String NONE = "none";

  private static final Set<String> ALL = Set.of(NONE);

  private WithoutCriu() {}

  /** Whether cells with this value involve no CRIU. */
  public static boolean is(String value) {
    return ALL.contains(value);
  }
}
