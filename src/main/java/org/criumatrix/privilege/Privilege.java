package org.criumatrix.privilege;

import java.util.List;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.matrix.CaseId;

/**
 * A value on the privilege axis: which account runs the workload, and which privileges CRIU has.
 *
 * <p>A new one is a small class that implements this, and its line in {@link Privileges}.
 */
public interface Privilege {

  /** Returns the name in cell ids. */
  String name();

  /** Returns the account of the workload. */
  Account account();

  /**
   * Returns why a cell of this privilege cannot run on this host, by a probe; empty when it can.
   */
  Optional<String> unavailable(Host host);

  /** Returns the same as {@link #unavailable}, for workloads of another account. */
  default Optional<String> unavailableForOthers(Host host) {
    return Probes.rootOverOthers(host);
  }

  /**
   * Returns this privilege, reduced to what a case needs.
   *
   * @param version CRIU's version
   */
  default Privilege forCase(CaseId id, String version) {
    return this;
  }

  /**
   * Makes CRIU ready on a freshly opened host.
   *
   * @param program where CRIU is on the host
   * @return how to call it there
   */
  default Prepared prepare(Host host, String program) {
    return new Prepared(program, List.of());
  }

  /** Returns a CRIU call with this privilege. */
  Command criu(Command command);
}
