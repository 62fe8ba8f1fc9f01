package org.criumatrix.privilege;

import java.util.List;
import java.util.Set;

/** The values of the privilege axis. */
public final class Privileges {

  private Privileges() {}

  /**
   * From the most powerful to none.
   *
   * @param root whether the suite is root on the host and can become any account there
   */
  public static List<Privilege> all(boolean root) {
    return List.of(
        new Root(),
        new Sudo(),
        new SetUid(),
        new Capabilities(Set.of()),
        new Unprivileged(root ? Account.ORDINARY : Account.CALLER));
  }

  /** The capabilities mode with a set of one's own; the sweep for the smallest set uses it. */
  public static Privilege capabilities(Set<String> set) {
    return new Capabilities(set);
  }
}
