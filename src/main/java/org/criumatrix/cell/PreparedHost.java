package org.criumatrix.cell;

import java.util.Optional;
import java.util.Set;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Addresses;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.privilege.Account;
import org.criumatrix.verdict.Failure;

/**
 * An open host on which one CRIU build is ready with one privilege.
 *
 * @param addresses how the other host of its session reaches it; empty when the session has one
 *     host
 * @param mounts its mounts when it was made ready
 * @param unavailable why no cell of this privilege can run on it
 * @param refusal the call of a CRIU that ends before it looks at any process; empty when CRIU can
 *     start
 */
public record PreparedHost(
    Host host,
    Optional<Addresses> addresses,
    CriuCaller criu,
    Mounts mounts,
    Optional<String> unavailable,
    Optional<CriuCall> refusal) {

  public PreparedHost withCurrentMounts() {
    return new PreparedHost(host, addresses, criu, Mounts.of(host), unavailable, refusal);
  }

  /**
   * Returns the change of its mounts since it was made ready; empty when nothing changed.
   *
   * @param passing mount points that come and go
   */
  public Optional<Failure> mountChange(Set<String> passing) {
    return mounts.changed(
        Mounts.of(host),
        passing,
        folder -> host.exec(Command.of("test", "-e", folder)).succeeded());
  }

  public PreparedHost withRefusal(Optional<CriuCall> call) {
    return new PreparedHost(host, addresses, criu, mounts, unavailable, call);
  }

  /** Returns the context of a cell on this host. */
  public RuntimeContext context(Account account) {
    var home = host.home();
    return new RuntimeContext(
        host, addresses, "", home + "/workloads", home + "/cell", "", criu, account);
  }
}
