package org.criumatrix.privilege;

import java.util.List;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * CRIU, ready to be called with a privilege.
 *
 * @param program where it is on the host
 * @param options what it must be told, {@code --unprivileged}
 */
public record Prepared(String program, List<String> options) {

  private static final String UNPRIVILEGED = "--unprivileged";

  /**
   * For a caller that is not root: CRIU has its non-root mode since 3.18, and must be asked for it.
   */
  static Prepared forOrdinaryAccount(Host host, String program) {
    var help = host.exec(Command.of(program, "--help")).stdout();
    return new Prepared(program, help.contains(UNPRIVILEGED) ? List.of(UNPRIVILEGED) : List.of());
  }
}
