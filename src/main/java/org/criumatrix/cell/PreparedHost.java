package org.criumatrix.cell;

import java.util.Optional;
import java.util.Set;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Addresses;
import org.criumatrix.host.Host;
import org.criumatrix.privilege.Account;
import org.criumatrix.verdict.Failure;

/**
 * An open host on which one CRIU build is ready with one privilege.
 *
 * @param addresses how the other host of its session reaches it; empty when it is alone
 * @param mounts its mounts when it was ready
 * @param unavailable why no cell of this privilege can run on it
 * @param refusal how CRIU ends before it looks at any process; empty: it gets so far
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
   * What of its mounts is not as it was; empty when all is.
   *
   * @param passing places of mounts that come and go
   */
  public Optional<Failure> mountChange(Set<String> passing) {
    return mounts.changed(Mounts.of(host), passing);
  }

  public PreparedHost withRefusal(Optional<CriuCall> call) {
    return new PreparedHost(host, addresses, criu, mounts, unavailable, call);
  }

  /** The folder of a cell's files on it. */
  public RuntimeContext context(Account account) {
    var home = host.home();
    return new RuntimeContext(
        host, addresses, "", home + "/workloads", home + "/cell", "", criu, account);
  }
}
