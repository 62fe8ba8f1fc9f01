package org.criumatrix.privilege;

import java.util.List;
import java.util.Set;

/** The values of the privilege axis. */
public final class Privileges {

  private Privileges() {}

  /**
   * Returns all privileges, from the most powerful to none.
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

  /**
   * Returns the capabilities privilege with a given set, for the sweep that searches the smallest
   * set.
   */
  public static Privilege capabilities(Set<String> set) {
    return new Capabilities(set);
  }
}
