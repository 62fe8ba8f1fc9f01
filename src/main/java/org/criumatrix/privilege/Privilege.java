package org.criumatrix.privilege;

import java.util.List;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.matrix.CaseId;

/**
 * A value on the privilege axis: who runs the workload, and what power CRIU has over it.
 *
 * <p>A new one is a small class that implements this, and its line in {@link Privileges}.
 */
public interface Privilege {

  /** As in cell ids. */
  String name();

  /** Who the workload belongs to. */
  Account account();

  /** Why a cell of this privilege cannot run on this host: a probe's answer; empty when it can. */
  Optional<String> unavailable(Host host);

  /** As {@link #unavailable}, for workloads of another account. */
  default Optional<String> unavailableForOthers(Host host) {
    return Probes.rootOverOthers(host);
  }

  /**
   * The same, with just the power that a case needs.
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
   * @return what to call in its place
   */
  default Prepared prepare(Host host, String program) {
    return new Prepared(program, List.of());
  }

  /** A call of CRIU with this privilege. */
  Command criu(Command command);
}
